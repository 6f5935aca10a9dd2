import type { Address } from "viem";
import { sameAddress } from "../app/addresses.ts";
import type { CommitteeRecord, PollRecord, TrusteeRecord } from "../protocol/reader.ts";

/** What each trustee does to make the key, in this order; all do one before any does the next. */
export const VISITS = ["accept", "deal", "confirm"] as const;
export type Visit = (typeof VISITS)[number];

export function hasDone(trustee: TrusteeRecord, visit: Visit): boolean {
  switch (visit) {
    case "accept":
      return trustee.accepted !== null;
    case "deal":
      return trustee.dealt !== null;
    case "confirm":
      return trustee.confirmed !== null;
  }
}

/** What the committee waits for; null once its key is ready. The stages of `ICommittee.sol`, from the same facts. */
export function visitDue({ trustees }: CommitteeRecord): Visit | null {
  return VISITS.find((visit) => trustees.some((trustee) => !hasDone(trustee, visit))) ?? null;
}

/** Those for whom the others wait. */
export function awaited(committee: CommitteeRecord): TrusteeRecord[] {
  const due = visitDue(committee);
  return due === null ? [] : committee.trustees.filter((trustee) => !hasDone(trustee, due));
}

export const isReady = (committee: CommitteeRecord): boolean => visitDue(committee) === null;

/** Steps taken by all trustees together, from 0 to 1. */
export function shareDone({ trustees }: CommitteeRecord): number {
  const taken = trustees.flatMap((trustee) => VISITS.filter((visit) => hasDone(trustee, visit)));
  return trustees.length === 0 ? 0 : taken.length / (trustees.length * VISITS.length);
}

/** The trustee that an account was named as. */
export function trusteeOf(
  committee: CommitteeRecord,
  account: Address | undefined,
): TrusteeRecord | undefined {
  return committee.trustees.find((trustee) => sameAddress(trustee.account, account));
}

/** Whether one account alone makes and holds the key for its own polls. */
export function isSole({ threshold, trustees, creator }: CommitteeRecord): boolean {
  return threshold === 1 && trustees.length === 1 && sameAddress(trustees[0]?.account, creator);
}

/** How far a closed poll's total is from being opened. */
export interface Opening {
  /** Numbers of the trustees whose shares are there, in their order. */
  shared: number[];
  /** Numbers of the others. */
  missing: number[];
  /** Shares still needed; 0 when anyone can count. */
  needed: number;
}

export function openingOf({ sealed }: PollRecord, committee: CommitteeRecord): Opening {
  const there = new Set(sealed?.shares.map(({ trustee }) => trustee));
  const numbers = committee.trustees.map(({ trustee }) => trustee);
  const shared = numbers.filter((number) => there.has(number));
  return {
    shared,
    missing: numbers.filter((number) => !there.has(number)),
    needed: Math.max(0, committee.threshold - shared.length),
  };
}

/** After so many seconds a result that nobody opened is called overdue; it can be opened ever after. */
const PATIENCE = 86_400;

/** @param now UNIX seconds of the chain's clock. */
export const isOverdue = ({ closesAt }: PollRecord, now: number): boolean => now >= closesAt + PATIENCE;
