import { eventsOf } from "../../dapp/src/protocol/chainEvents.ts";
import { leVoteAbi, openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { isTooMuch } from "../../dapp/src/protocol/logBook.ts";
import { Phase } from "../../dapp/src/protocol/phase.ts";
import type { ServedChain } from "../services/chain.ts";
import type { Book, KnownPoll } from "./book.ts";

/** Blocks read again each time, because a reorganisation may have replaced them. */
const UNSETTLED = 32n;
const CHUNK = 10_000n;

const EVENTS = eventsOf(leVoteAbi, ["PollPublished"]);

/** Sees what happens on the chain and announces it: a publication when it stands, an opening when one can vote. */
export class Watch {
  readonly #chain: ServedChain;
  readonly #book: Book;
  readonly #confirmations: bigint;
  /** The newest block seen; time in UNIX seconds of the chain's clock. */
  head: { block: number; time: number } | null = null;

  /** @param confirmations blocks that a publication must have above it. */
  constructor(chain: ServedChain, book: Book, confirmations: number) {
    this.#chain = chain;
    this.#book = book;
    this.#confirmations = BigInt(confirmations);
  }

  async step(): Promise<void> {
    const { number, timestamp } = await this.#chain.client.getBlock({ blockTag: "latest" });
    const now = Number(timestamp);
    await this.#readPublications(number - this.#confirmations);
    this.head = { block: Number(number), time: now };
    for (const poll of this.#book.untold("published")) {
      // Who slept through it is told of the opening instead.
      if (now < poll.opensAt) this.#book.announce(poll, "published");
      else this.#book.skip(poll.address, "published");
    }
    for (const poll of this.#book.untold("open")) await this.#opening(poll, now);
  }

  async #readPublications(through: bigint): Promise<void> {
    const start = BigInt(this.#chain.startBlock);
    const known = this.#book.readThrough;
    // A chain shorter than what was read is a local one that began anew.
    let from = known === null || known > through + UNSETTLED ? start : known + 1n - UNSETTLED;
    if (from < start) from = start;
    let chunk = CHUNK;
    while (from <= through) {
      const to = from + chunk - 1n < through ? from + chunk - 1n : through;
      try {
        this.#book.learn(await this.#publications(from, to), to);
        from = to + 1n;
      } catch (error) {
        if (chunk === 1n || !isTooMuch(error)) throw error;
        chunk /= 2n;
      }
    }
  }

  async #publications(fromBlock: bigint, toBlock: bigint): Promise<KnownPoll[]> {
    const { client, leVote } = this.#chain;
    const logs = await client.getLogs({ address: leVote, events: EVENTS, fromBlock, toBlock, strict: true });
    return logs.map(({ args: { poll, roll, parameters } }) => ({
      address: poll,
      roll,
      opensAt: parameters.opensAt,
      closesAt: parameters.closesAt,
    }));
  }

  /** Asks the poll itself: it may be cancelled, its roll not frozen yet, or the whole poll gone with a reorganisation. */
  async #opening(poll: KnownPoll, now: number): Promise<void> {
    if (now < poll.opensAt) return;
    if (now >= poll.closesAt) return this.#book.skip(poll.address, "open");
    const { client, leVote } = this.#chain;
    const contract = { address: poll.address, abi: openPollAbi } as const;
    const kind = await client.readContract({
      address: leVote,
      abi: leVoteAbi,
      functionName: "pollKind",
      args: [poll.address],
    });
    if (kind === 0) return;
    const [phase, root] = await Promise.all([
      client.readContract({ ...contract, functionName: "phase" }),
      client.readContract({ ...contract, functionName: "root" }),
    ]);
    if (phase === Phase.Open && root !== 0n) this.#book.announce(poll, "open");
    else if (phase === Phase.Cancelled) this.#book.skip(poll.address, "open");
  }
}
