import { Cancelled, Frozen, RollMarked } from "../../generated/templates/OpenPoll/IOpenPoll";
import { positionOf } from "../position";
import { newPollEvent } from "../store/history";
import { loadPoll } from "../store/polls";

/** Handlers of what open and sealed polls share. */

export function handleRollMarked(event: RollMarked): void {
  const poll = loadPoll(event.address, event);
  if (poll == null) return;
  poll.rollMark = event.params.mark;
  poll.save();

  const entry = newPollEvent(poll.id, "ROLL_MARKED", event);
  entry.rollMark = event.params.mark;
  entry.save();
}

export function handleFrozen(event: Frozen): void {
  const poll = loadPoll(event.address, event);
  if (poll == null) return;
  poll.root = event.params.root;
  poll.depth = event.params.depth;
  poll.rollSize = event.params.rollSize;
  poll.frozenAt = event.block.timestamp;
  poll.frozenPosition = positionOf(event);
  poll.save();

  const entry = newPollEvent(poll.id, "FROZEN", event);
  entry.root = event.params.root;
  entry.depth = event.params.depth;
  entry.rollSize = event.params.rollSize;
  entry.save();
}

export function handleCancelled(event: Cancelled): void {
  const poll = loadPoll(event.address, event);
  if (poll == null) return;
  poll.cancelledAt = event.block.timestamp;
  poll.cancelReason = event.params.reason;
  poll.save();

  const entry = newPollEvent(poll.id, "CANCELLED", event);
  entry.reason = event.params.reason;
  entry.save();
}
