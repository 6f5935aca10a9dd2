import { BigInt, Bytes, ethereum, log } from "@graphprotocol/graph-ts";
import { Member } from "../../generated/schema";
import { numbered } from "../ids";
import { positionOf } from "../position";

export function saveNewMember(roll: Bytes, index: i32, commitment: BigInt, event: ethereum.Event): void {
  const member = new Member(numbered(roll, index));
  member.roll = roll;
  member.index = index;
  member.commitment = commitment;
  member.admitted = false;
  member.removed = false;
  member.joinedAt = event.block.timestamp;
  member.joinedPosition = positionOf(event);
  member.transaction = event.transaction.hash;
  member.save();
}

/** @returns null, and logs an error, when nobody joined at that index. */
export function loadMember(roll: Bytes, index: i32, event: ethereum.Event): Member | null {
  const member = Member.load(numbered(roll, index));
  if (member == null) {
    log.error("Member {} of roll {} is not known, met in transaction {}", [
      index.toString(),
      roll.toHexString(),
      event.transaction.hash.toHexString(),
    ]);
  }
  return member;
}
