import { chainReader } from "../../protocol/chain.ts";
import { type Answer, type AnsweringReader, withFallback } from "../../protocol/fallback.ts";
import { indexerReader } from "../../protocol/indexer.ts";
import type { Reader } from "../../protocol/reader.ts";
import type { Config } from "../config.ts";
import { publicClientOf } from "../wallet/chain.ts";
import { noteSource } from "./source.ts";

export { failureOf } from "../failure.ts";

/** Gives each answer bare, after noting where it came from. */
function noting(reader: AnsweringReader): Reader {
  const bare = async <T>(asked: Promise<Answer<T>>): Promise<T> => {
    const { value, ...source } = await asked;
    noteSource(source);
    return value;
  };
  return {
    head: () => bare(reader.head()),
    polls: () => bare(reader.polls()),
    poll: (address) => bare(reader.poll(address)),
    rolls: () => bare(reader.rolls()),
    roll: (address) => bare(reader.roll(address)),
    rollMembers: (roll) => bare(reader.rollMembers(roll)),
    rollLeaves: (roll, at) => bare(reader.rollLeaves(roll, at)),
    batches: (roll) => bare(reader.batches(roll)),
    ballots: (poll, from, count) => bare(reader.ballots(poll, from, count)),
    sealedBallots: (poll, from, count) => bare(reader.sealedBallots(poll, from, count)),
    nullifiers: (poll) => bare(reader.nullifiers(poll)),
    totals: (poll) => bare(reader.totals(poll)),
    encryptedTotals: (poll) => bare(reader.encryptedTotals(poll)),
    committees: () => bare(reader.committees()),
    committee: (address) => bare(reader.committee(address)),
    turnout: (poll) => bare(reader.turnout(poll)),
    history: (poll) => bare(reader.history(poll)),
  };
}

/**
 * Reads the deployment's polls and rolls: from the subgraph while it answers and keeps up, else from the chain. Brings
 * viem with it: import it lazily.
 */
export function openReader(config: Config): Reader {
  const { leVote, startBlock, subgraphUrl } = config;
  const chain = chainReader({ client: publicClientOf(config), leVote, startBlock });
  return noting(withFallback(subgraphUrl === null ? null : indexerReader(subgraphUrl), chain));
}
