import { Bytes, ethereum } from "@graphprotocol/graph-ts";
import { CommitteeEvent, PollEvent, RollEvent } from "../../generated/schema";
import { eventId } from "../ids";
import { positionOf } from "../position";

/** A roll's event; the caller adds what its kind says and saves it. */
export function newRollEvent(roll: Bytes, kind: string, event: ethereum.Event): RollEvent {
  const entry = new RollEvent(eventId(event));
  entry.roll = roll;
  entry.kind = kind;
  entry.position = positionOf(event);
  entry.block = event.block.number;
  entry.timestamp = event.block.timestamp;
  entry.transaction = event.transaction.hash;
  return entry;
}

/** A committee's event; the caller adds what its kind says and saves it. */
export function newCommitteeEvent(committee: Bytes, kind: string, event: ethereum.Event): CommitteeEvent {
  const entry = new CommitteeEvent(eventId(event));
  entry.committee = committee;
  entry.kind = kind;
  entry.position = positionOf(event);
  entry.block = event.block.number;
  entry.timestamp = event.block.timestamp;
  entry.transaction = event.transaction.hash;
  return entry;
}

/** A poll's event; the caller adds what its kind says and saves it. */
export function newPollEvent(poll: Bytes, kind: string, event: ethereum.Event): PollEvent {
  const entry = new PollEvent(eventId(event));
  entry.poll = poll;
  entry.kind = kind;
  entry.position = positionOf(event);
  entry.block = event.block.number;
  entry.timestamp = event.block.timestamp;
  entry.transaction = event.transaction.hash;
  return entry;
}
