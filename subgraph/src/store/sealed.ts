import { Bytes, log } from "@graphprotocol/graph-ts";
import { Poll, SealedBallot, Share } from "../../generated/schema";
import {
  Finalized,
  SealedBallotCounted,
  SharePublished,
} from "../../generated/templates/SealedPoll/ISealedPoll";
import { eventId } from "../ids";
import { positionOf } from "../position";
import { loadTrustee } from "./committees";
import { loadResult } from "./questions";

export function saveSealedBallot(poll: Bytes, event: SealedBallotCounted): void {
  const ballot = new SealedBallot(eventId(event));
  ballot.poll = poll;
  ballot.index = event.params.ballot.toI32();
  ballot.nullifier = event.params.nullifier;
  ballot.points = event.params.points;
  ballot.h = event.params.h;
  ballot.ballotProof = event.params.ballotProof;
  ballot.memberProof = event.params.memberProof;
  ballot.position = positionOf(event);
  ballot.block = event.block.number;
  ballot.timestamp = event.block.timestamp;
  ballot.transaction = event.transaction.hash;
  ballot.save();
}

/** @returns whether the poll has a committee with such a trustee; logs an error if not. */
export function saveShare(poll: Poll, event: SharePublished): boolean {
  const committee = poll.committee;
  if (committee === null) {
    log.error("Poll {} has no committee, and a share", [poll.id.toHexString()]);
    return false;
  }
  const number = event.params.trustee.toI32();
  const trustee = loadTrustee(committee, number, event);
  if (trustee == null) return false;
  const share = new Share(eventId(event));
  share.poll = poll.id;
  share.trustee = trustee.id;
  share.number = number;
  share.points = event.params.D;
  share.h = event.params.h;
  share.proof = event.params.proof;
  share.position = positionOf(event);
  share.block = event.block.number;
  share.timestamp = event.block.timestamp;
  share.transaction = event.transaction.hash;
  share.save();
  return true;
}

/** Writes the opened totals of the poll's slots. */
export function saveResults(poll: Poll, openedBy: i32[], event: Finalized): void {
  poll.openedBy = openedBy;
  poll.finalizedAt = event.block.timestamp;
  poll.finalizedPosition = positionOf(event);
  poll.save();
  for (let slot = 0; slot < poll.slotCount; slot++) {
    const result = loadResult(poll.id, slot);
    if (result == null) continue;
    result.total = event.params.totals[slot];
    result.save();
  }
}
