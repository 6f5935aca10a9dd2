import type { Address } from "viem";
import type * as G from "./generated/graphql.ts";
import { type Ask, LAST_POSITION, paged, positionOf } from "./indexerClient.ts";
import type { DocumentShelves } from "./indexerDocuments.ts";
import * as queries from "./indexerSealedQueries.ts";
import { COMMITTEES_PAGE, SEALED_PAGE } from "./indexerSealedQueries.ts";
import { committeeRecord, proofPoints } from "./indexerSealedRecords.ts";
import type { Reader, SealedBallotRecord } from "./reader.ts";
import { ciphertextsOf } from "./sealed/coordinates.ts";
import { ciphertextCount } from "./sealed/sizes.ts";

type SealedReader = Pick<Reader, "committees" | "committee" | "sealedBallots" | "encryptedTotals">;

/** The part of the indexer's reader that speaks of committees and encrypted ballots. */
export function sealedReader(
  ask: Ask,
  pollOf: Reader["poll"],
  { committees: documents }: DocumentShelves,
): SealedReader {
  const sealedBallots = async (poll: Address, from: number, count: number): Promise<SealedBallotRecord[]> => {
    const rows = await paged(
      from,
      async (start) => {
        const variables = { poll: poll.toLowerCase(), from: start, first: SEALED_PAGE };
        const answer = await ask<G.SealedBallotsQuery, G.SealedBallotsQueryVariables>(
          queries.SEALED_BALLOTS,
          variables,
        );
        const wanted = answer.sealedBallots.filter(({ index }) => index < from + count);
        return { rows: wanted, next: (wanted.at(-1)?.index ?? start) + 1 };
      },
      SEALED_PAGE,
    );
    return rows.map(({ index, nullifier, points, h, ballotProof, memberProof, position }) => ({
      ballot: index,
      nullifier: BigInt(nullifier),
      ciphertexts: ciphertextsOf(points.map(BigInt)),
      rules: { points: proofPoints(ballotProof), h: BigInt(h) },
      membership: proofPoints(memberProof),
      counted: positionOf(position),
    }));
  };

  return {
    sealedBallots,

    async encryptedTotals(poll) {
      const facts = (await pollOf(poll))?.sealed;
      if (!facts) throw new RangeError(`${poll} is no sealed poll`);
      const ballots = await sealedBallots(poll, 0, Number.MAX_SAFE_INTEGER);
      // The curve comes along only where something is added up.
      const { addUp } = await import("./sealed/encryption.ts");
      return addUp(
        facts.electionKey,
        ciphertextCount(facts.size),
        ballots.map(({ ciphertexts }) => ciphertexts),
      );
    },

    async committees() {
      const rows = await paged(
        LAST_POSITION,
        async (before) => {
          const variables = { first: COMMITTEES_PAGE, before };
          const { committees } = await ask<G.CommitteesQuery, G.CommitteesQueryVariables>(
            queries.COMMITTEES,
            variables,
          );
          return { rows: committees, next: committees.at(-1)?.createdPosition ?? "0" };
        },
        COMMITTEES_PAGE,
      );
      return documents.give(rows, committeeRecord);
    },

    async committee(address) {
      const id = address.toLowerCase();
      const { committee } = await ask<G.CommitteeQuery, G.CommitteeQueryVariables>(queries.COMMITTEE, { id });
      if (!committee) return null;
      const [record = null] = await documents.give([committee], committeeRecord);
      return record;
    },
  };
}
