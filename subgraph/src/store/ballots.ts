import { BigInt, Bytes, ethereum } from "@graphprotocol/graph-ts";
import { Ballot, Poll, Turnout } from "../../generated/schema";
import { eventId, numbered } from "../ids";
import { positionOf } from "../position";
import { byteOf } from "../words";
import { loadResult } from "./questions";

export function saveBallot(
  poll: Bytes,
  index: i32,
  nullifier: BigInt,
  votes: BigInt,
  proof: BigInt[],
  event: ethereum.Event,
): void {
  const ballot = new Ballot(eventId(event));
  ballot.poll = poll;
  ballot.index = index;
  ballot.nullifier = nullifier;
  ballot.votes = votes;
  ballot.proof = proof;
  ballot.position = positionOf(event);
  ballot.block = event.block.number;
  ballot.timestamp = event.block.timestamp;
  ballot.transaction = event.transaction.hash;
  ballot.save();
}

/** Adds a ballot's values to the results; slots left at 0 need no change. */
export function addToResults(poll: Poll, votes: BigInt): void {
  for (let slot = 0; slot < poll.slotCount; slot++) {
    const value = byteOf(votes, slot);
    if (value == 0) continue;
    const result = loadResult(poll.id, slot);
    if (result == null) continue;
    const before = result.total;
    result.total = BigInt.fromI32(value).plus(before === null ? BigInt.zero() : before);
    result.ballots = result.ballots + 1;
    result.save();
  }
}

/** @param poll with this ballot counted. */
export function addToTurnout(poll: Poll, event: ethereum.Event): void {
  const interval = BigInt.fromI32(poll.turnoutInterval);
  const number = event.block.timestamp.div(interval);
  const id = numbered(poll.id, number.toI32());
  let turnout = Turnout.load(id);
  if (turnout == null) {
    turnout = new Turnout(id);
    turnout.poll = poll.id;
    turnout.start = number.times(interval);
    turnout.ballots = 0;
  }
  turnout.ballots = turnout.ballots + 1;
  turnout.ballotsSoFar = poll.ballotCount;
  turnout.save();
}
