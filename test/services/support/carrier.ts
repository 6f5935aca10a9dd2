import { readFileSync } from "node:fs";
import { type Address, type Hex, parseEther } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { type FinishedBallot, serialiseBallot } from "../../../dapp/src/protocol/ballot.ts";
import { accountIn } from "../../../scripts/carrier/account.ts";
import { type CarrierOptions, startCarrier } from "../../../scripts/carrier/service.ts";
import { ballotOf } from "../../support/ballots.ts";
import { resident, SCHEDULE, Town } from "../../support/town.ts";
import { buildWorld, type World } from "../../support/world.ts";
import { NodeServer } from "./nodeServer.ts";
import { healthOf } from "./notifier.ts";
import { until } from "./waiting.ts";

/** A town whose residents have joined, with a node that can be reached by HTTP. */
export class Polling {
  private constructor(
    readonly world: World,
    readonly node: NodeServer,
    readonly town: Town,
  ) {}

  static async prepare(residents = 4): Promise<Polling> {
    const world = await buildWorld();
    const node = await NodeServer.start(world.connection.provider);
    const town = await Town.found(world, { letters: 8 });
    await town.enrol(0, residents);
    return new Polling(world, node, town);
  }

  async end(): Promise<void> {
    await this.node.down();
    await this.world.close();
  }

  /** An open poll of three options and a blank, frozen, in its opening second. */
  async open(): Promise<Address> {
    const poll = await this.town.publish();
    if (this.town.queue.length > 0) await this.town.admit();
    await this.world.at(SCHEDULE.rollClosesAt);
    await this.town.freeze(poll);
    await this.world.moveTo(SCHEDULE.opensAt);
    return poll;
  }

  /** The n-th resident's ballot for the option of that number, with a real proof. */
  ballot(poll: Address, voter: number, option = 0): Promise<FinishedBallot> {
    const votes = [0, 0, 0, 0].map((_, slot) => (slot === option ? 1 : 0));
    return ballotOf(this.world, { poll, tree: this.town.tree, voter: resident(voter), votes });
  }

  /** Puts money into the account that a carrier with this key file pays from. */
  async fund(key: string, ether = "10"): Promise<Address> {
    const { address } = accountIn(key);
    await this.world.clients.clock.setBalance({ address, value: parseEther(ether) });
    return address;
  }

  /** Nullifiers on the chain in their order. */
  async counted(poll: Address): Promise<bigint[]> {
    const logs = await this.world.openPoll(poll).getEvents.BallotCounted({}, { fromBlock: 0n });
    return logs.map(({ args }) => args.nullifier as bigint);
  }

  /** Transactions that the account of this key file has on the chain. */
  transactions(key: string): Promise<number> {
    const { address } = privateKeyToAccount(readFileSync(key, "utf8").trim() as Hex);
    return this.world.clients.reader.getTransactionCount({ address });
  }

  /** Waits until the carrier has seen the newest block. */
  async caughtUp(url: string): Promise<void> {
    const newest = Number(await this.world.clients.reader.getBlockNumber());
    const seen = async () => ((await healthOf(url)) as { head: { block: number } }).head.block;
    await until("it has seen the newest block", async () => (await seen()) >= newest);
  }

  carrier(poll: Address, directory: string, changes: Partial<CarrierOptions> = {}) {
    return startCarrier({
      polls: [poll],
      rpcUrls: [this.node.url],
      leVote: this.world.leVote,
      startBlock: 0,
      host: "127.0.0.1",
      port: 0,
      data: `${directory}/carrier.sqlite`,
      key: `${directory}/carrier.key`,
      origins: ["https://vote.example.org"],
      batch: 8,
      wait: 0,
      stopBefore: 60,
      room: 100,
      confirmations: 0,
      interval: 50,
      patience: 60_000,
      perMinute: 10_000,
      behindProxy: false,
      say: () => undefined,
      ...changes,
    });
  }
}

/** @returns the status and, where it is a refusal, its code. */
export async function bring(url: string, ballot: FinishedBallot | string): Promise<[number, string?]> {
  const response = await fetch(`${url}/ballots`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: typeof ballot === "string" ? ballot : serialiseBallot(ballot),
  });
  const { error } = (await response.json()) as { error?: string };
  return error === undefined ? [response.status] : [response.status, error];
}

/** What the carrier says of its first poll. */
export async function pollHealth(url: string): Promise<Record<string, unknown>> {
  const { polls } = (await healthOf(url)) as { polls: Record<string, unknown>[] };
  return polls[0] as Record<string, unknown>;
}
