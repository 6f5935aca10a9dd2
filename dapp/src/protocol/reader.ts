import type { Address, Hex } from "viem";
import type { PhaseFacts } from "./phase.ts";
import type { Point } from "./sealed/curve.ts";
import type { Ciphertext } from "./sealed/encryption.ts";
import type { FoldedProof } from "./sealed/foldedProof.ts";
import type { BallotSize } from "./sealed/sizes.ts";
import type { ProofPoints } from "./semaphoreProof.ts";

/** A place in the chain's one order of events. Two events of one chain always compare by (block, logIndex). */
export interface Position {
  block: number;
  logIndex: number;
}

/** An event's place and time (UNIX seconds of the chain's clock). */
export interface Stamp extends Position {
  time: number;
  transaction: Hex;
}

export type RollKindName = "invitation" | "token" | "open";
export type PollKindName = "open" | "sealed";

/** ERC-721 when `minimumVotes` is 0, else past votes; as `TokenRule` in `ITokenRoll.sol`. */
export interface TokenRule {
  token: Address;
  minimumVotes: bigint;
  timepoint: number;
}

export interface RollRecord {
  address: Address;
  kind: RollKindName;
  organiser: Address;
  /** The text as emitted; read it with `readRollDocument`. */
  document: string;
  created: Position;
  /** Residents that joined, queued and removed ones included. */
  joined: number;
  /** Residents in the Semaphore group, removed ones included. */
  admitted: number;
  /** Members in the group that were not removed. */
  liveMembers: number;
  /** Invitations ever opened; 0 for other kinds. */
  invitations: number;
  /** Size of the paper register as the organiser declared it, 0 if not. */
  declaredRegister: number;
  /** Token rolls only. */
  tokenRule: TokenRule | null;
}

/** One place on the roll. `index` counts from 0 in the order of joining. */
export interface MemberRecord {
  index: number;
  commitment: bigint;
  joined: Position;
  /** Null while queued. */
  admitted: Position | null;
  removed: Position | null;
  /** When an announced removal takes effect (UNIX seconds); null if none is announced or it was carried out. */
  removalEffectiveAt: number | null;
}

/** One batch of invitations. */
export interface BatchRecord {
  batch: number;
  leaves: Hex[];
  opened: Position;
  /** Indices of invitations used or revoked. */
  spent: { index: number; how: "used" | "revoked" }[];
}

/** The roll as the poll keeps it. */
export interface FrozenRoll {
  root: bigint;
  /** Exact length of every voter's path. */
  depth: number;
  /** Live members. */
  rollSize: number;
  at: Position;
}

/** A trustee and how far it has come. Each step is null until it was taken. */
export interface TrusteeRecord {
  /** 1 … n. */
  trustee: number;
  account: Address;
  accepted: { encryptionKey: Hex; at: Position } | null;
  /** `shares[i]` is sealed for trustee i + 1; empty for the dealer itself. */
  dealt: { commitments: Point[]; shares: Hex[]; at: Position } | null;
  confirmed: { key: Point; proof: FoldedProof; at: Position } | null;
}

export interface CommitteeRecord {
  address: Address;
  creator: Address;
  /** Trustees needed to open a total. */
  threshold: number;
  /** In order of their numbers. */
  trustees: TrusteeRecord[];
  /** The text as emitted; read it with `readCommitteeDocument`. */
  document: string;
  created: Position;
  /** Null until all have confirmed. */
  electionKey: Point | null;
}

/** A trustee's part of the opened totals, in a poll. */
export interface ShareRecord {
  trustee: number;
  /** D of each ciphertext. */
  points: Point[];
  proof: FoldedProof;
  published: Position;
}

/** What a sealed poll has besides what every poll has. */
export interface SealedFacts {
  committee: Address;
  /** Ballots under which the poll is void. */
  minimumTurnout: number;
  electionKey: Point;
  /** Slots of the ballot circuit. */
  size: BallotSize;
  /** In order of publication. */
  shares: ShareRecord[];
  /** `totals` by slot, 16 of them. Null until finalized. */
  result: { trustees: number[]; totals: number[]; at: Position } | null;
}

export interface PollRecord {
  address: Address;
  kind: PollKindName;
  roll: Address;
  organiser: Address;
  /** UNIX seconds of the chain's clock. */
  rollClosesAt: number;
  opensAt: number;
  closesAt: number;
  minimumRoll: number;
  /** Question words. */
  questions: bigint[];
  /** The text as emitted; read it with `readPollDocument`. */
  document: string;
  published: Position;
  /** `joined()` of the roll when `freeze` was first called, null before. */
  rollMark: number | null;
  frozen: FrozenRoll | null;
  cancelled: { reason: string } | null;
  /** Ballots counted. */
  ballots: number;
  /** Null for open polls. */
  sealed: SealedFacts | null;
}

export interface BallotRecord {
  /** Its place in the poll, from 0. */
  ballot: number;
  nullifier: bigint;
  /** The packed vector. */
  votes: bigint;
  proof: readonly bigint[];
  counted: Position;
}

/** A counted ballot of a sealed poll. */
export interface SealedBallotRecord {
  /** Its place in the poll, from 0. */
  ballot: number;
  nullifier: bigint;
  ciphertexts: Ciphertext[];
  /** Of the ballot circuit. */
  rules: FoldedProof;
  /** Of Semaphore's circuit. */
  membership: ProofPoints;
  counted: Position;
}

/** After `time`, `ballots` were counted in all. */
export interface TurnoutPoint {
  time: number;
  ballots: number;
}

export type PollEventName =
  | "Published"
  | "RollMarked"
  | "Frozen"
  | "Cancelled"
  | "SharePublished"
  | "Finalized";
export interface PollEvent extends Stamp {
  name: PollEventName;
  /** Facts of the event as decimal or plain text. */
  facts: Record<string, string>;
}

/** The newest block a source knows. */
export interface Head {
  block: number;
  /** UNIX seconds. */
  time: number;
}

/**
 * What can be read about polls and rolls, from whatever source. There is no look-up of one nullifier or one commitment:
 * asking for one would tie it to an address on the network (threat 11). Callers fetch ranges and match on the device.
 */
export interface Reader {
  head(): Promise<Head>;
  /** Newest first. */
  polls(): Promise<PollRecord[]>;
  /** Null when no poll of this LeVote stands there. */
  poll(address: Address): Promise<PollRecord | null>;
  /** Newest first. */
  rolls(): Promise<RollRecord[]>;
  /** Null when no roll of this LeVote stands there. */
  roll(address: Address): Promise<RollRecord | null>;
  /** All places in order, queued and removed ones included. */
  rollMembers(roll: Address): Promise<MemberRecord[]>;
  /** Leaves of the Semaphore group in order, 0 for removed members; as they stood at `at`, by default now. */
  rollLeaves(roll: Address, at?: Position): Promise<bigint[]>;
  /** In order; empty for rolls that are not by invitation. */
  batches(roll: Address): Promise<BatchRecord[]>;
  /** Counted ballots in order: at least those from place `from` on, `count` at most. Ask for wide ranges. */
  ballots(poll: Address, from: number, count: number): Promise<BallotRecord[]>;
  /** As `ballots`, of a sealed poll. */
  sealedBallots(poll: Address, from: number, count: number): Promise<SealedBallotRecord[]>;
  /** Nullifiers of all counted ballots in order, whichever the poll's kind: to look for one's own on the device. */
  nullifiers(poll: Address): Promise<bigint[]>;
  /**
   * Sum of each of the 16 slots over the counted ballots. A sealed poll has none until it is finalized: all 0 before.
   */
  totals(poll: Address): Promise<number[]>;
  /** The sums of a sealed poll's ballots as they grow, one for each pair of slots; they begin at Enc(0; 1). */
  encryptedTotals(poll: Address): Promise<Ciphertext[]>;
  /** Newest first. */
  committees(): Promise<CommitteeRecord[]>;
  /** Null when no committee of this LeVote stands there. */
  committee(address: Address): Promise<CommitteeRecord | null>;
  turnout(poll: Address): Promise<TurnoutPoint[]>;
  /** What happened to the poll, oldest first, ballots not included. */
  history(poll: Address): Promise<PollEvent[]>;
}

/** Least number of ballots to ask for when looking for one's own (threat 11). */
export const LOOKUP_RANGE = 1024;

export function phaseFacts(poll: PollRecord): PhaseFacts {
  return {
    rollClosesAt: poll.rollClosesAt,
    opensAt: poll.opensAt,
    closesAt: poll.closesAt,
    cancelled: poll.cancelled !== null,
    frozen: poll.frozen !== null,
    sealed: poll.sealed && {
      enoughBallots: poll.ballots >= poll.sealed.minimumTurnout,
      finalized: poll.sealed.result !== null,
    },
  };
}

/** Whether `a` happened no later than `b`. */
export function isNoLater(a: Position, b: Position): boolean {
  return a.block < b.block || (a.block === b.block && a.logIndex <= b.logIndex);
}

/** The group's leaves at a moment: admitted members in order, 0 where the removal had taken effect by then. */
export function leavesAt(members: readonly MemberRecord[], at?: Position): bigint[] {
  const happened = (position: Position | null) => position !== null && (!at || isNoLater(position, at));
  return members
    .filter(({ admitted }) => happened(admitted))
    .map(({ commitment, removed }) => (happened(removed) ? 0n : commitment));
}
