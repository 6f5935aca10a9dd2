import type { Hex } from "viem";
import type { FindingCode } from "./difference.ts";
import type { LogDigest } from "./inputs.ts";

/** The first ballot that fails. */
export interface BallotFinding {
  /** Its place, from 0. */
  place: number;
  code: FindingCode;
  detail: string;
}

/** Where a long count stood, to go on from later; JSON. */
export interface CountCheckpoint {
  version: 1;
  /** What it belongs to: for another chain, poll or frozen roll the count begins anew. */
  subject: string;
  /** Ballots counted. */
  next: number;
  /** The last log counted. When its block is gone from the chain, the count begins anew. */
  after: { block: string; logIndex: number; hash: Hex };
  nullifiers: string[];
  sums: string[];
  logs: LogDigest;
  finding: BallotFinding | null;
  /** Spent on checking. */
  milliseconds: number;
}

/** Where checkpoints are kept: a file, or a browser's storage. */
export interface CheckpointStore {
  /** Milliseconds between two savings. */
  every: number;
  load(): Promise<unknown>;
  save(checkpoint: CountCheckpoint): Promise<void>;
}

/** @returns null for anything that is no checkpoint of this subject. */
export function readCheckpoint(value: unknown, subject: string): CountCheckpoint | null {
  if (typeof value !== "object" || value === null) return null;
  const checkpoint = value as CountCheckpoint;
  return checkpoint.version === 1 && checkpoint.subject === subject ? checkpoint : null;
}
