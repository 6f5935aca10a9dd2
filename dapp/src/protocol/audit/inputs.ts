import { concatHex, type Hex, keccak256, stringToHex } from "viem";
import type { RawLog } from "./source.ts";

/** JSON with sorted keys; numbers of any size in decimal. The same value gives the same text everywhere. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) => {
    if (typeof entry === "bigint") return entry.toString();
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return entry;
    return Object.fromEntries(Object.entries(entry).sort(([left], [right]) => (left < right ? -1 : 1)));
  });
}

/** How many logs of one kind were read, and a hash over all of them in their order. */
export interface LogDigest {
  count: number;
  /** `keccak256(previous ‖ keccak256(canonical JSON of the log))`, from 32 zero bytes. */
  keccak256: Hex;
}

export const NO_LOGS: LogDigest = { count: 0, keccak256: `0x${"0".repeat(64)}` };

export function withLog(digest: LogDigest, log: RawLog): LogDigest {
  const own = keccak256(stringToHex(canonical(log)));
  return { count: digest.count + 1, keccak256: keccak256(concatHex([digest.keccak256, own])) };
}

/** Everything the verdict rests on, as hashes: two people who audit the same poll at the same block compare these. */
export interface Inputs {
  /** By contract: "leVote", "roll", "poll", "ballots", "committee". */
  logs: Record<string, LogDigest>;
  /** keccak256 of the UTF-8 bytes. */
  documents: Record<string, Hex>;
  /** keccak256 of the deployed code, by the contract's name. */
  code: Record<string, Hex>;
}

export const noInputs = (): Inputs => ({ logs: {}, documents: {}, code: {} });
