import type { Say } from "../services/say.ts";
import type { BallotBook } from "./book.ts";
import type { ChainView, PollView } from "./chainView.ts";

/**
 * Lets go of ballots: of those on the chain once no reorganisation can undo it, whoever brought them, and of those that can
 * no longer be brought because the poll has closed for good.
 */
export function settle(view: ChainView, book: BallotBook, { record, used }: PollView, say: Say): void {
  const { address, closesAt } = record;
  const unsettled = book.unsettled(address);
  const counted = unsettled.filter((nullifier) => {
    const block = used.get(nullifier);
    return block !== undefined && block <= view.final;
  });
  if (counted.length > 0) book.settle(address, counted, "counted");
  if (view.finalTime < closesAt) return;
  const late = unsettled.filter((nullifier) => !used.has(nullifier));
  if (late.length === 0) return;
  book.settle(address, late, "late");
  say(`${late.length} ballot(s) for ${address} were not on the chain when the poll closed`);
}
