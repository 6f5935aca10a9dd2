import { BigInt, Bytes, ethereum, log } from "@graphprotocol/graph-ts";
import { InvitationBatch, SpentInvitation } from "../../generated/schema";
import { numbered } from "../ids";
import { positionOf } from "../position";

export function saveNewBatch(
  roll: Bytes,
  number: i32,
  root: Bytes,
  leaves: Bytes[],
  event: ethereum.Event,
): void {
  const batch = new InvitationBatch(numbered(roll, number));
  batch.roll = roll;
  batch.number = number;
  batch.root = root;
  batch.leaves = leaves;
  batch.count = leaves.length;
  batch.used = 0;
  batch.revoked = 0;
  batch.openedAt = event.block.timestamp;
  batch.openedPosition = positionOf(event);
  batch.transaction = event.transaction.hash;
  batch.save();
}

/** @returns null, and logs an error, when the batch is not known. */
export function loadBatch(roll: Bytes, number: i32, event: ethereum.Event): InvitationBatch | null {
  const batch = InvitationBatch.load(numbered(roll, number));
  if (batch == null) {
    log.error("Batch {} of roll {} is not known, met in transaction {}", [
      number.toString(),
      roll.toHexString(),
      event.transaction.hash.toHexString(),
    ]);
  }
  return batch;
}

/** @param commitment null when the invitation was revoked. */
export function saveSpentInvitation(
  batch: Bytes,
  index: i32,
  commitment: BigInt | null,
  event: ethereum.Event,
): void {
  const spent = new SpentInvitation(numbered(batch, index));
  spent.batch = batch;
  spent.index = index;
  spent.fate = commitment === null ? "REVOKED" : "USED";
  spent.commitment = commitment;
  spent.timestamp = event.block.timestamp;
  spent.transaction = event.transaction.hash;
  spent.save();
}
