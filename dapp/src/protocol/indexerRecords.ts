import { getAddress, type Hex } from "viem";
import type { HistoryQuery, PollFieldsFragment, RollFieldsFragment } from "./generated/graphql.ts";
import { positionOf } from "./indexerClient.ts";
import { sealedFacts } from "./indexerSealedRecords.ts";
import type { FrozenRoll, PollEvent, PollEventName, PollRecord, RollKindName, RollRecord } from "./reader.ts";

/** @param document its text. */
export function pollRecord(row: PollFieldsFragment, document: string): PollRecord {
  return {
    address: getAddress(row.id),
    kind: row.kind === "SEALED" ? "sealed" : "open",
    roll: getAddress(row.roll.id),
    organiser: getAddress(row.organiser),
    rollClosesAt: Number(row.rollClosesAt),
    opensAt: Number(row.opensAt),
    closesAt: Number(row.closesAt),
    minimumRoll: Number(row.minimumRoll),
    questions: row.questions.map(({ word }) => BigInt(word)),
    document,
    published: positionOf(row.publishedPosition),
    rollMark: row.rollMark === null ? null : Number(row.rollMark),
    frozen: frozenRoll(row),
    cancelled: row.cancelledAt === null ? null : { reason: row.cancelReason ?? "" },
    ballots: row.ballotCount,
    sealed: sealedFacts(row),
  };
}

function frozenRoll({ root, depth, rollSize, frozenPosition }: PollFieldsFragment): FrozenRoll | null {
  if (root === null || depth === null || rollSize === null || frozenPosition === null) return null;
  return { root: BigInt(root), depth, rollSize: Number(rollSize), at: positionOf(frozenPosition) };
}

const ROLL_KINDS: Record<RollFieldsFragment["kind"], RollKindName> = {
  INVITATION: "invitation",
  TOKEN: "token",
  OPEN: "open",
};

/** @param document its text. */
export function rollRecord(row: RollFieldsFragment, document: string): RollRecord {
  const { token, minimumVotes, timepoint } = row;
  return {
    address: getAddress(row.id),
    kind: ROLL_KINDS[row.kind],
    organiser: getAddress(row.organiser),
    document,
    created: positionOf(row.createdPosition),
    joined: row.joined,
    admitted: row.admitted,
    liveMembers: row.liveMembers,
    invitations: row.invitations,
    declaredRegister: Number(row.declaredRegister ?? 0),
    tokenRule:
      token === null
        ? null
        : {
            token: getAddress(token),
            minimumVotes: BigInt(minimumVotes ?? 0),
            timepoint: Number(timepoint ?? 0),
          },
  };
}

const EVENT_NAMES: Record<HistoryQuery["pollEvents"][number]["kind"], PollEventName> = {
  PUBLISHED: "Published",
  ROLL_MARKED: "RollMarked",
  FROZEN: "Frozen",
  CANCELLED: "Cancelled",
  SHARE_PUBLISHED: "SharePublished",
  FINALIZED: "Finalized",
};

export function pollEvent(row: HistoryQuery["pollEvents"][number]): PollEvent {
  const { root, depth, rollSize, reason, rollMark, account, trustee } = row;
  const organiser = account === null ? null : getAddress(account);
  const trustees = row.trustees?.join() ?? null;
  const told = Object.entries({
    organiser,
    mark: rollMark,
    root,
    depth,
    rollSize,
    reason,
    trustee,
    trustees,
  });
  return {
    name: EVENT_NAMES[row.kind],
    facts: Object.fromEntries(
      told.flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
    ),
    ...positionOf(row.position),
    time: Number(row.timestamp),
    transaction: row.transaction as Hex,
  };
}
