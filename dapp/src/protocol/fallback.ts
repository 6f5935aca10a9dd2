import { IndexerError } from "./indexerClient.ts";
import type { Head, Reader } from "./reader.ts";

/** "none": there is no indexer. "unreachable": it does not answer. "behind": it lacks newer blocks. */
export type FallbackReason = "none" | "unreachable" | "behind";

/** Where an answer came from. Given with every answer, because the app says which source it used. */
export type AnswerSource =
  | { source: "indexer" }
  | {
      source: "chain";
      reason: FallbackReason /** Blocks the indexer lacks, where it is behind. */;
      lag?: number;
    };

export type Answer<T> = AnswerSource & { value: T };

/** A `Reader` whose every answer says where it came from. */
export type AnsweringReader = {
  [method in keyof Reader]: Reader[method] extends (...args: infer Args) => Promise<infer T>
    ? (...args: Args) => Promise<Answer<T>>
    : never;
};

export interface FallbackOptions {
  /** Blocks that the indexer may lack before the chain is asked instead. */
  tolerance?: number;
  /** Milliseconds for which a look at both heads is trusted. */
  trust?: number;
}

/**
 * Asks the indexer while it answers and keeps up, else the chain. Where only the chain is down, the indexer's answer
 * is given: its lag is then unknown.
 */
export function withFallback(
  indexer: Reader | null,
  chain: Reader,
  { tolerance = 10, trust = 3_000 }: FallbackOptions = {},
): AnsweringReader {
  let looked: { at: number; verdict: Promise<AnswerSource> } | null = null;

  const look = async (reader: Reader): Promise<AnswerSource> => {
    const [mine, theirs] = await Promise.allSettled([reader.head(), chain.head()]);
    if (mine.status === "rejected") return { source: "chain", reason: "unreachable" };
    const lag = theirs.status === "fulfilled" ? lagOf(mine.value, theirs.value) : 0;
    return lag > tolerance ? { source: "chain", reason: "behind", lag } : { source: "indexer" };
  };

  const source = (): Promise<AnswerSource> => {
    if (!indexer) return Promise.resolve({ source: "chain", reason: "none" });
    if (!looked || Date.now() - looked.at > trust) looked = { at: Date.now(), verdict: look(indexer) };
    return looked.verdict;
  };

  const ask = async <T>(question: (reader: Reader) => Promise<T>): Promise<Answer<T>> => {
    const from = await source();
    if (from.source === "chain" || !indexer) return { ...from, value: await question(chain) };
    try {
      return { ...from, value: await question(indexer) };
    } catch (error) {
      if (!(error instanceof IndexerError)) throw error;
      looked = null;
      return { source: "chain", reason: "unreachable", value: await question(chain) };
    }
  };

  return {
    head: () => ask((reader) => reader.head()),
    polls: () => ask((reader) => reader.polls()),
    poll: (address) => ask((reader) => reader.poll(address)),
    rolls: () => ask((reader) => reader.rolls()),
    roll: (address) => ask((reader) => reader.roll(address)),
    rollMembers: (roll) => ask((reader) => reader.rollMembers(roll)),
    rollLeaves: (roll, at) => ask((reader) => reader.rollLeaves(roll, at)),
    batches: (roll) => ask((reader) => reader.batches(roll)),
    ballots: (poll, from, count) => ask((reader) => reader.ballots(poll, from, count)),
    sealedBallots: (poll, from, count) => ask((reader) => reader.sealedBallots(poll, from, count)),
    nullifiers: (poll) => ask((reader) => reader.nullifiers(poll)),
    totals: (poll) => ask((reader) => reader.totals(poll)),
    encryptedTotals: (poll) => ask((reader) => reader.encryptedTotals(poll)),
    committees: () => ask((reader) => reader.committees()),
    committee: (address) => ask((reader) => reader.committee(address)),
    turnout: (poll) => ask((reader) => reader.turnout(poll)),
    history: (poll) => ask((reader) => reader.history(poll)),
  };
}

function lagOf(indexer: Head, chain: Head): number {
  return Math.max(0, chain.block - indexer.block);
}
