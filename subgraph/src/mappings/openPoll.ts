import { BallotCounted } from "../../generated/templates/OpenPoll/IOpenPoll";
import { addToResults, addToTurnout, saveBallot } from "../store/ballots";
import { loadPoll } from "../store/polls";

export function handleBallotCounted(event: BallotCounted): void {
  const poll = loadPoll(event.address, event);
  if (poll == null) return;
  const params = event.params;
  saveBallot(poll.id, params.ballot.toI32(), params.nullifier, params.votes, params.proof, event);
  poll.ballotCount = poll.ballotCount + 1;
  poll.save();
  addToResults(poll, params.votes);
  addToTurnout(poll, event);
}
