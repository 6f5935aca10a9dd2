import type { Address } from "viem";
import { LOOKUP_RANGE, type Reader } from "../../protocol/reader.ts";
import { AppError } from "../errors.ts";
import { useRead } from "./useRead.ts";

/** Lists change seldom: they are read again less often than what one looks at. */
const LIST_MS = 10_000;

type Missing = "NotAPoll" | "NotARoll" | "NotACommittee";

async function found<Record>(name: Missing, asked: Promise<Record | null>): Promise<Record> {
  const record = await asked;
  if (record === null) throw new AppError(name);
  return record;
}

/** All ballots from place 0 on, in wide ranges: nobody learns whose is looked for (threat 11). */
async function allBallots(reader: Reader, poll: Address) {
  const ballots = [];
  for (;;) {
    const next = await reader.ballots(poll, ballots.length, LOOKUP_RANGE);
    ballots.push(...next);
    if (next.length < LOOKUP_RANGE) return ballots;
  }
}

/** Newest first. */
export const usePolls = () => useRead(["polls"], (reader) => reader.polls(), { every: LIST_MS });

/** Newest first. */
export const useRolls = () => useRead(["rolls"], (reader) => reader.rolls(), { every: LIST_MS });

/** Fails with "NotAPoll" where none of this deployment stands. */
export const usePoll = (poll: Address) =>
  useRead(["poll", poll], (reader) => found("NotAPoll", reader.poll(poll)));

/** Fails with "NotARoll" where none of this deployment stands. */
export const useRoll = (roll: Address | undefined) =>
  useRead(
    ["roll", roll ?? ""],
    (reader) => found("NotARoll", roll ? reader.roll(roll) : Promise.resolve(null)),
    {
      enabled: roll !== undefined,
    },
  );

export const useRollMembers = (roll: Address) =>
  useRead(["members", roll], (reader) => reader.rollMembers(roll));

export const useBatches = (roll: Address) => useRead(["batches", roll], (reader) => reader.batches(roll));

/** Sums of the 16 slots. Show them after closing only. */
export const useTotals = (poll: Address, enabled: boolean) =>
  useRead(["totals", poll], (reader) => reader.totals(poll), { enabled });

export const useTurnout = (poll: Address) => useRead(["turnout", poll], (reader) => reader.turnout(poll));

/** What happened to the poll, oldest first, ballots not included. */
export const useHistory = (poll: Address) => useRead(["history", poll], (reader) => reader.history(poll));

/** Nullifiers of all counted ballots of a sealed poll, in order; look for one's own on the device. */
export const useNullifiers = (poll: Address, enabled: boolean) =>
  useRead(["nullifiers", poll], (reader) => reader.nullifiers(poll), { enabled });

/** The wide range of a sealed poll's ballots in which a place lies: whose is looked at stays unknown (threat 11). */
export function useSealedRange(poll: Address, place: number, enabled: boolean) {
  const from = Math.floor(place / LOOKUP_RANGE) * LOOKUP_RANGE;
  const key = ["sealedBallots", poll, String(from)];
  // Counted ballots do not change, but more may have come into the range.
  return useRead(key, (reader) => reader.sealedBallots(poll, from, LOOKUP_RANGE), {
    enabled: enabled && place >= 0,
    every: LIST_MS,
  });
}

/** Every counted ballot of an open poll; look for one's own on the device. */
export const useBallots = (poll: Address, enabled = true) =>
  useRead(["ballots", poll], (reader) => allBallots(reader, poll), { enabled });

/** Newest first. */
export const useCommittees = () =>
  useRead(["committees"], (reader) => reader.committees(), { every: LIST_MS });

/** Fails with "NotACommittee" where none of this deployment stands. */
export const useCommittee = (committee: Address | undefined) =>
  useRead(
    ["committee", committee ?? ""],
    (reader) => found("NotACommittee", committee ? reader.committee(committee) : Promise.resolve(null)),
    { enabled: committee !== undefined },
  );
