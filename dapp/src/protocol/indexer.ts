import type { Hex } from "viem";
import type * as G from "./generated/graphql.ts";
import {
  type Ask,
  askGraphql,
  IndexerError,
  LAST_POSITION,
  PAGE,
  paged,
  positionOf,
} from "./indexerClient.ts";
import { documentShelves } from "./indexerDocuments.ts";
import * as queries from "./indexerQueries.ts";
import { pollEvent, pollRecord, rollRecord } from "./indexerRecords.ts";
import { sealedReader } from "./indexerSealed.ts";
import { type BallotRecord, type BatchRecord, leavesAt, type MemberRecord, type Reader } from "./reader.ts";

/** Reads everything from the subgraph. @param url of its GraphQL endpoint. Throws IndexerError. */
export function indexerReader(url: string): Reader {
  const ask: Ask = askGraphql(url);
  const documents = documentShelves(ask);

  const head = async () => {
    const { _meta } = await ask<G.HeadQuery, G.HeadQueryVariables>(queries.HEAD, {});
    if (!_meta) throw new IndexerError("it says nothing about itself");
    if (_meta.hasIndexingErrors) throw new IndexerError("it stopped at an error");
    return { block: _meta.block.number, time: _meta.block.timestamp ?? 0 };
  };

  const rollMembers = async (roll: string): Promise<MemberRecord[]> => {
    // All pages of one block: an admission between two pages would tear the group.
    const { block } = await head();
    const rows = await paged(0, async (from) => {
      const variables = { roll: roll.toLowerCase(), from, first: PAGE, block };
      const { members } = await ask<G.MembersQuery, G.MembersQueryVariables>(queries.MEMBERS, variables);
      return { rows: members, next: (members.at(-1)?.index ?? from) + 1 };
    });
    return rows.map((row) => ({
      index: row.index,
      commitment: BigInt(row.commitment),
      joined: positionOf(row.joinedPosition),
      admitted: row.admittedPosition === null ? null : positionOf(row.admittedPosition),
      removed: row.removedPosition === null ? null : positionOf(row.removedPosition),
      removalEffectiveAt:
        row.removedPosition !== null || row.removalEffectiveAt === null
          ? null
          : Number(row.removalEffectiveAt),
    }));
  };

  const poll = async (address: string) => {
    const id = address.toLowerCase();
    const answer = await ask<G.PollQuery, G.PollQueryVariables>(queries.POLL, { id });
    if (!answer.poll) return null;
    const [record = null] = await documents.polls.give([answer.poll], pollRecord);
    return record;
  };

  return {
    ...sealedReader(ask, poll, documents),
    head,
    poll,
    rollMembers,
    rollLeaves: async (roll, at) => leavesAt(await rollMembers(roll), at),

    async polls() {
      const rows = await paged(LAST_POSITION, async (before) => {
        const variables = { first: PAGE, before };
        const { polls } = await ask<G.PollsQuery, G.PollsQueryVariables>(queries.POLLS, variables);
        return { rows: polls, next: polls.at(-1)?.publishedPosition ?? "0" };
      });
      return documents.polls.give(rows, pollRecord);
    },

    async rolls() {
      const rows = await paged(LAST_POSITION, async (before) => {
        const variables = { first: PAGE, before };
        const { rolls } = await ask<G.RollsQuery, G.RollsQueryVariables>(queries.ROLLS, variables);
        return { rows: rolls, next: rolls.at(-1)?.createdPosition ?? "0" };
      });
      return documents.rolls.give(rows, rollRecord);
    },

    async roll(address) {
      const id = address.toLowerCase();
      const { roll } = await ask<G.RollQuery, G.RollQueryVariables>(queries.ROLL, { id });
      if (!roll) return null;
      const [record = null] = await documents.rolls.give([roll], rollRecord);
      return record;
    },

    async batches(roll): Promise<BatchRecord[]> {
      // Each batch carries up to 1,000 leaves: pages stay short.
      const first = 20;
      const rows = await paged(
        0,
        async (from) => {
          const variables = { roll: roll.toLowerCase(), from, first };
          const answer = await ask<G.BatchesQuery, G.BatchesQueryVariables>(queries.BATCHES, variables);
          const page = answer.invitationBatches;
          return { rows: page, next: (page.at(-1)?.number ?? from) + 1 };
        },
        first,
      );
      return rows.map(({ number, leaves, openedPosition, spent }) => ({
        batch: number,
        leaves: leaves as Hex[],
        opened: positionOf(openedPosition),
        spent: spent.map(({ index, fate }) => ({ index, how: fate === "USED" ? "used" : "revoked" })),
      }));
    },

    async ballots(poll, from, count): Promise<BallotRecord[]> {
      const rows = await paged(from, async (start) => {
        const variables = { poll: poll.toLowerCase(), from: start, first: PAGE };
        const { ballots } = await ask<G.BallotsQuery, G.BallotsQueryVariables>(queries.BALLOTS, variables);
        const wanted = ballots.filter(({ index }) => index < from + count);
        return { rows: wanted, next: (wanted.at(-1)?.index ?? start) + 1 };
      });
      return rows.map(({ index, nullifier, votes, proof, position }) => ({
        ballot: index,
        nullifier: BigInt(nullifier),
        votes: BigInt(votes),
        proof: proof.map(BigInt),
        counted: positionOf(position),
      }));
    },

    async nullifiers(poll) {
      const rows = await paged(0, async (from) => {
        const variables = { poll: poll.toLowerCase(), from, first: PAGE };
        const answer = await ask<G.NullifiersQuery, G.NullifiersQueryVariables>(
          queries.NULLIFIERS,
          variables,
        );
        const page = [...answer.ballots, ...answer.sealedBallots];
        return { rows: page, next: (page.at(-1)?.index ?? from) + 1 };
      });
      return rows.map(({ nullifier }) => BigInt(nullifier));
    },

    async totals(poll) {
      const variables = { poll: poll.toLowerCase() };
      const { results } = await ask<G.ResultsQuery, G.ResultsQueryVariables>(queries.RESULTS, variables);
      const totals = new Array<number>(16).fill(0);
      for (const { slot, total } of results) totals[slot] = Number(total ?? 0);
      return totals;
    },

    async turnout(poll) {
      let interval = 0;
      const rows = await paged("0", async (from) => {
        const variables = { poll: poll.toLowerCase(), from, first: PAGE };
        const answer = await ask<G.TurnoutOfQuery, G.TurnoutOfQueryVariables>(queries.TURNOUT, variables);
        interval = answer.poll?.turnoutInterval ?? interval;
        const page = answer.poll?.turnout ?? [];
        return { rows: page, next: String(Number(page.at(-1)?.start ?? from) + 1) };
      });
      return rows.map(({ start, ballotsSoFar }) => ({
        time: Number(start) + interval,
        ballots: ballotsSoFar,
      }));
    },

    async history(poll) {
      const rows = await paged("0", async (after) => {
        const variables = { poll: poll.toLowerCase(), first: PAGE, after };
        const { pollEvents } = await ask<G.HistoryQuery, G.HistoryQueryVariables>(queries.HISTORY, variables);
        return { rows: pollEvents, next: pollEvents.at(-1)?.position ?? after };
      });
      return rows.map(pollEvent);
    },
  };
}
