import {
  Finalized,
  SealedBallotCounted,
  SharePublished,
} from "../../generated/templates/SealedPoll/ISealedPoll";
import { addToTurnout } from "../store/ballots";
import { newPollEvent } from "../store/history";
import { loadPoll } from "../store/polls";
import { saveResults, saveSealedBallot, saveShare } from "../store/sealed";

export function handleSealedBallotCounted(event: SealedBallotCounted): void {
  const poll = loadPoll(event.address, event);
  if (poll == null) return;
  saveSealedBallot(poll.id, event);
  poll.ballotCount = poll.ballotCount + 1;
  poll.save();
  addToTurnout(poll, event);
}

export function handleSharePublished(event: SharePublished): void {
  const poll = loadPoll(event.address, event);
  if (poll == null || !saveShare(poll, event)) return;

  const entry = newPollEvent(poll.id, "SHARE_PUBLISHED", event);
  entry.trustee = event.params.trustee.toI32();
  entry.save();
}

export function handleFinalized(event: Finalized): void {
  const poll = loadPoll(event.address, event);
  if (poll == null) return;
  const openedBy: i32[] = [];
  for (let i = 0; i < event.params.trustees.length; i++) openedBy.push(event.params.trustees[i].toI32());
  saveResults(poll, openedBy, event);

  const entry = newPollEvent(poll.id, "FINALIZED", event);
  entry.trustees = openedBy;
  entry.save();
}
