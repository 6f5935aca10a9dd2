import { getAddress, type Hex } from "viem";
import type { HistoryQuery, PollFieldsFragment, RollFieldsFragment } from "./generated/graphql.ts";
import type {
  FrozenRoll,
  PollEvent,
  PollEventName,
  PollRecord,
  Position,
  RollKindName,
  RollRecord,
} from "./reader.ts";

/** The subgraph's `position`: block number · 2^32 + log index. */
export function positionOf(position: string): Position {
  const value = BigInt(position);
  return { block: Number(value >> 32n), logIndex: Number(value & 0xffffffffn) };
}

export function pollRecord(row: PollFieldsFragment): PollRecord {
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
    document: row.document.text,
    published: positionOf(row.publishedPosition),
    rollMark: row.rollMark === null ? null : Number(row.rollMark),
    frozen: frozenRoll(row),
    cancelled: row.cancelledAt === null ? null : { reason: row.cancelReason ?? "" },
    ballots: row.ballotCount,
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

export function rollRecord(row: RollFieldsFragment): RollRecord {
  const { token, minimumVotes, timepoint } = row;
  return {
    address: getAddress(row.id),
    kind: ROLL_KINDS[row.kind],
    organiser: getAddress(row.organiser),
    document: row.document.text,
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
};

export function pollEvent(row: HistoryQuery["pollEvents"][number]): PollEvent {
  const { root, depth, rollSize, reason, rollMark, account } = row;
  const organiser = account === null ? null : getAddress(account);
  const told = Object.entries({ organiser, mark: rollMark, root, depth, rollSize, reason });
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
