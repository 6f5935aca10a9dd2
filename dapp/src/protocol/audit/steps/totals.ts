import type { Abi } from "viem";
import { openPollAbi, sealedPollAbi } from "../../generated/abi.ts";
import type { Context } from "../context.ts";
import type { StepRecord } from "../report.ts";
import type { BallotCount } from "./ballots.ts";
import type { Publication } from "./publication.ts";

/** What the poll says of itself, read before the long count: nodes forget old state. */
export interface PollState {
  ballots: number | null;
  /** Counters of an open poll, sums of ciphertexts of a sealed one. */
  sums: readonly bigint[] | null;
  /** The result as the poll gives it. */
  totals: readonly bigint[] | null;
  phase: number | null;
}

export async function readPollState({ source, poll }: Context, { kind }: Publication): Promise<PollState> {
  const abi = (kind === "open" ? openPollAbi : sealedPollAbi) as Abi;
  const [ballots, totals, phase] = await Promise.all(
    ["ballots", "totals", "phase"].map((name) => source.view(poll, abi, name)),
  );
  const sums = kind === "open" ? totals : await source.view(poll, abi, "encryptedTotals");
  return {
    ballots: ballots as number | null,
    sums: sums as readonly bigint[] | null,
    totals: totals as readonly bigint[] | null,
    phase: phase as number | null,
  };
}

/** The contract counts the ballots that the logs hold, and nothing else. */
export function checkTotals(
  step: StepRecord,
  { kind }: Publication,
  count: BallotCount,
  state: PollState,
): void {
  const { ballots, sums } = state;
  step.expect(
    ballots === count.count,
    "totalsDiffer",
    `the poll says ${ballots} ballots, the logs hold ${count.count}`,
  );
  const differs = count.sums.findIndex((word, i) => word !== sums?.[i]);
  const what = (i: number) =>
    kind === "open"
      ? `slot ${i}`
      : `${["R.x", "R.y", "C.x", "C.y"][i % 4]} of encrypted total ${Math.floor(i / 4)}`;
  step.expect(
    differs < 0 && sums?.length === count.sums.length,
    "totalsDiffer",
    () =>
      `${what(Math.max(differs, 0))}: the poll says ${sums?.[differs]}, the ballots add up to ${count.sums[differs]}`,
  );
  step.facts.ballots = count.count;
  if (kind === "open") step.facts.totals = count.sums.map(Number);
}
