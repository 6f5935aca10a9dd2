import { getAddress, type Hex } from "viem";
import type { CommitteeFieldsFragment, PollFieldsFragment } from "./generated/graphql.ts";
import { positionOf } from "./indexerClient.ts";
import type { CommitteeRecord, SealedFacts, TrusteeRecord } from "./reader.ts";
import { pointsOf } from "./sealed/coordinates.ts";
import type { Point } from "./sealed/curve.ts";
import { ballotSizeOfWords } from "./sealed/sizes.ts";
import type { ProofPoints } from "./semaphoreProof.ts";

const point = (words: readonly string[]): Point => pointsOf(words.map(BigInt))[0] as Point;
export const proofPoints = (words: readonly string[]) => words.map(BigInt) as unknown as ProofPoints;

/** What the subgraph says of a sealed poll besides; null for an open one. */
export function sealedFacts(row: PollFieldsFragment): SealedFacts | null {
  const { committee, minimumTurnout, electionKey, finalizedPosition, openedBy } = row;
  if (committee === null || minimumTurnout === null || electionKey === null) return null;
  const totals = new Array<number>(16).fill(0);
  for (const { slot, total } of row.results) totals[slot] = Number(total ?? 0);
  return {
    committee: getAddress(committee.id),
    minimumTurnout: Number(minimumTurnout),
    electionKey: point(electionKey),
    size: ballotSizeOfWords(row.questions.map(({ word }) => BigInt(word))),
    shares: row.shares.map(({ number, points, h, proof, position }) => ({
      trustee: number,
      points: pointsOf(points.map(BigInt)),
      proof: { points: proofPoints(proof), h: BigInt(h) },
      published: positionOf(position),
    })),
    result:
      finalizedPosition === null || openedBy === null
        ? null
        : { trustees: openedBy, totals, at: positionOf(finalizedPosition) },
  };
}

function trusteeRecord(row: CommitteeFieldsFragment["trustees"][number]): TrusteeRecord {
  const { encryptionKey, acceptedPosition, commitments, sealedShares, dealtPosition } = row;
  const { key, confirmationH, confirmationProof, confirmedPosition } = row;
  return {
    trustee: row.number,
    account: getAddress(row.account),
    accepted:
      encryptionKey !== null && acceptedPosition !== null
        ? { encryptionKey: encryptionKey as Hex, at: positionOf(acceptedPosition) }
        : null,
    dealt:
      commitments !== null && sealedShares !== null && dealtPosition !== null
        ? {
            commitments: pointsOf(commitments.map(BigInt)),
            shares: sealedShares as Hex[],
            at: positionOf(dealtPosition),
          }
        : null,
    confirmed:
      key !== null && confirmationH !== null && confirmationProof !== null && confirmedPosition !== null
        ? {
            key: point(key),
            proof: { points: proofPoints(confirmationProof), h: BigInt(confirmationH) },
            at: positionOf(confirmedPosition),
          }
        : null,
  };
}

/** @param document its text. */
export function committeeRecord(row: CommitteeFieldsFragment, document: string): CommitteeRecord {
  return {
    address: getAddress(row.id),
    creator: getAddress(row.creator),
    threshold: row.threshold,
    trustees: row.trustees.map(trusteeRecord),
    document,
    created: positionOf(row.createdPosition),
    electionKey: row.electionKey && point(row.electionKey),
  };
}
