import { AppError } from "../../app/errors.ts";
import type { AnyAction } from "../../app/wallet/useSend.ts";
import { decodeRule } from "../../protocol/questions.ts";
import type { CommitteeRecord, PollRecord, Reader } from "../../protocol/reader.ts";
import { finalizePoll } from "../../protocol/sealed/actions.ts";
import { TotalsError } from "../../protocol/sealed/discreteLog.ts";
import { openedPoints } from "../../protocol/sealed/tally.ts";
import { inWorker } from "../proving.ts";

/** Largest total that a slot of the poll can have: everybody who voted gave it all they could. */
export function totalBound({ questions, ballots }: Pick<PollRecord, "questions" | "ballots">): number {
  return ballots * Math.max(1, ...questions.map((word) => decodeRule(word).maxValue));
}

/**
 * The result, opened from as many shares as are needed. Anyone may send it: the contract checks it against the totals.
 * @throws AppError "CountNoTotals" when the shares open to no totals in range.
 */
export async function countAction(
  reader: Reader,
  poll: PollRecord,
  { threshold }: CommitteeRecord,
): Promise<AnyAction> {
  const all = poll.sealed?.shares ?? [];
  const shares = all.toSorted((one, other) => one.trustee - other.trustee).slice(0, threshold);
  const points = openedPoints(await reader.encryptedTotals(poll.address), shares);
  const totals = await inWorker("totals", { points, bound: totalBound(poll) }).catch((cause: unknown) => {
    if (cause instanceof TotalsError) throw new AppError("CountNoTotals", {}, { cause });
    throw cause;
  });
  return finalizePoll(poll.address, shares, totals);
}
