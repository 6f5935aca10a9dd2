import type { Address } from "viem";
import { chainReader } from "../../dapp/src/protocol/chain.ts";
import { ChainBallots } from "../../dapp/src/protocol/chainBallots.ts";
import { type Phase, phaseOf } from "../../dapp/src/protocol/phase.ts";
import { type PollRecord, phaseFacts, type Reader } from "../../dapp/src/protocol/reader.ts";
import { finalBlock, type ServedChain } from "../services/chain.ts";
import { OptionError } from "../services/options.ts";

/** A poll as the chain last told it. */
export interface PollView {
  record: PollRecord;
  /** Used nullifiers and the block in which each was. */
  used: ReadonlyMap<bigint, bigint>;
}

/** Milliseconds after which what is known of the chain is too old to promise anything. */
const STALE = 120_000;

/** What a carrier knows of the chain, all of it read from events: no node is asked about one voter. */
export class ChainView {
  readonly chain: ServedChain;
  readonly reader: Reader;
  readonly polls = new Map<Address, PollView>();
  /** The newest block that no reorganisation replaces. */
  final = 0n;
  /** UNIX seconds of its time. */
  finalTime = 0;
  /** The newest block. */
  head = { block: 0n, time: 0 };
  readonly #addresses: readonly Address[];
  readonly #ballots: ChainBallots;
  readonly #confirmations: number | null;
  /** Milliseconds since 1970. */
  #readAt = 0;

  constructor(chain: ServedChain, polls: readonly Address[], confirmations: number | null) {
    const { client, leVote, startBlock } = chain;
    this.chain = chain;
    this.#addresses = polls;
    this.#confirmations = confirmations;
    this.reader = chainReader({ client, leVote, startBlock });
    this.#ballots = new ChainBallots(client);
  }

  /** @throws OptionError for a poll that is none of this LeVote's. */
  async refresh(): Promise<void> {
    const { client } = this.chain;
    const { number, timestamp } = await client.getBlock({ blockTag: "latest" });
    // Read before the events: what is final now is among them.
    const final = await finalBlock(this.chain, this.#confirmations);
    const polls = await Promise.all(this.#addresses.map((address) => this.#read(address)));
    if (final !== this.final && final >= 0n) {
      this.finalTime = Number((await client.getBlock({ blockNumber: final })).timestamp);
    }
    this.final = final;
    this.head = { block: number, time: Number(timestamp) };
    for (const poll of polls) this.polls.set(poll.record.address, poll);
    this.#readAt = Date.now();
  }

  /** UNIX seconds of the chain's clock, which goes on while no node answers. */
  get now(): number {
    return this.head.time + Math.floor((Date.now() - this.#readAt) / 1000);
  }

  get isFresh(): boolean {
    return Date.now() - this.#readAt < STALE;
  }

  phase({ record }: PollView): Phase {
    return phaseOf(phaseFacts(record), this.now);
  }

  async #read(address: Address): Promise<PollView> {
    const record = await this.reader.poll(address);
    if (!record) throw new OptionError(`${address} is no poll of the Le Vote at ${this.chain.leVote}`);
    const logs = await this.#ballots.logs({ address: record.address, fromBlock: record.published.block });
    return { record, used: new Map(logs.map(({ args, blockNumber }) => [args.nullifier, blockNumber])) };
  }
}
