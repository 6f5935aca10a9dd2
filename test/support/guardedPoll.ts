import type { Address, Hex, PublicClient, RpcLog } from "viem";
import { singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { type CastableSealedBallot, castSealedVote } from "../../dapp/src/protocol/sealed/actions.ts";
import { GENERATOR, multiply } from "../../dapp/src/protocol/sealed/curve.ts";
import type { Ciphertext } from "../../dapp/src/protocol/sealed/encryption.ts";
import {
  GuardError,
  type Openable,
  type OpenRequest,
  requireOpenable,
} from "../../dapp/src/protocol/sealed/guard.ts";
import { Council } from "./council.ts";
import { type Lie, lieIn, nodeOf } from "./lyingNode.ts";
import { openSealed, publishSealed, type SealedElection, sealedBallot } from "./sealedBallots.ts";
import { resident, SCHEDULE, Town } from "./town.ts";
import { buildWorld, type World } from "./world.ts";

const choice = singleChoice({ options: 3, blank: true });
const VOTES = [
  [0, 1, 0, 0],
  [1, 0, 0, 0],
  [1, 0, 0, 0],
];

/** The trustee whose device is asked. */
export const TRUSTEE = 2;

/** An open sealed poll with three ballots, a committee of 2 of 3, and the device of one trustee. */
export class GuardedPoll {
  #snapshot: Hex = "0x";

  private constructor(
    readonly world: World,
    readonly council: Council,
    readonly election: SealedElection,
    readonly secret: bigint,
    /** The first one's vote is what an attacker wants to know. */
    readonly ballots: readonly CastableSealedBallot[],
    /** A poll of the same committee that needs four ballots and gets none. */
    readonly strict: Address,
    /** An open poll on the same roll. */
    readonly open: Address,
    readonly roll: Address,
  ) {}

  static async build(): Promise<GuardedPoll> {
    const world = await buildWorld();
    const town = await Town.found(world);
    await town.enrol(0, 3);
    await town.admit();
    const council = await Council.assemble(world, 2, 3);
    const open = await town.publish();
    const strictly = { rules: [choice], minimumTurnout: 4, document: '{"strict":1}' };
    const strict = await publishSealed(town, council, strictly);
    const election = await openSealed(town, council, { rules: [choice] });
    await town.freeze(strict);
    const ballots: CastableSealedBallot[] = [];
    for (const [number, votes] of VOTES.entries()) {
      ballots.push(await sealedBallot(election, resident(number), votes));
    }
    for (const ballot of ballots) await world.send(castSealedVote(ballot), 5);
    const secret = await council.secret(TRUSTEE);
    const guarded = new GuardedPoll(world, council, election, secret, ballots, strict, open, town.roll);
    await guarded.keep();
    return guarded;
  }

  async keep(): Promise<void> {
    this.#snapshot = await this.world.clients.clock.snapshot();
  }

  /** Back to the open poll with its three ballots. */
  async restore(): Promise<void> {
    await this.world.clients.clock.revert({ id: this.#snapshot });
    await this.keep();
  }

  close(): Promise<void> {
    return this.world.moveTo(SCHEDULE.closesAt);
  }

  get victim(): readonly Ciphertext[] {
    return (this.ballots[0] as CastableSealedBallot).ciphertexts;
  }

  /** An honest node's client. */
  get honest(): PublicClient {
    return nodeOf(this.world).client;
  }

  lied(...lies: Lie[]): PublicClient {
    return nodeOf(this.world, ...lies).client;
  }

  ask(clients: readonly PublicClient[], changes: Partial<OpenRequest> = {}): Promise<Openable> {
    const { chainId, leVote, deployment } = this.world;
    return requireOpenable({
      clients,
      chainId,
      leVote,
      startBlock: deployment.startBlock,
      poll: this.election.poll,
      committee: this.council.address,
      trustee: TRUSTEE,
      trusteeKey: multiply(GENERATOR, this.secret),
      ...changes,
    });
  }

  /** Null when the guard lets the share be made; anything but its own refusal is an error of the test. */
  async fault(clients: readonly PublicClient[], changes: Partial<OpenRequest> = {}): Promise<string | null> {
    return this.ask(clients, changes).then(
      () => null,
      (error: unknown) => {
        if (!(error instanceof GuardError)) throw error;
        return error.fault;
      },
    );
  }
}

/** A lie about the events of one contract. */
export function lieInLogs(contract: Address, change: (logs: RpcLog[]) => RpcLog[]): Lie {
  return lieIn<RpcLog[]>("eth_getLogs", (logs, params) => {
    const [{ address }] = params as [{ address: Address }];
    return address.toLowerCase() === contract.toLowerCase() ? change(logs) : logs;
  });
}
