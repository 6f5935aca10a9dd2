import { Bytes, ethereum, log } from "@graphprotocol/graph-ts";
import { Roll, RollDocument } from "../../generated/schema";
import { RollWords } from "../documents/roll";
import { positionOf } from "../position";

/** A new roll's row; what differs by kind is left to the caller, which saves it. */
export function newRoll(address: Bytes, event: ethereum.Event): Roll {
  const roll = new Roll(address);
  roll.document = address;
  roll.joined = 0;
  roll.admitted = 0;
  roll.removed = 0;
  roll.liveMembers = 0;
  roll.batchCount = 0;
  roll.invitations = 0;
  roll.invitationsUsed = 0;
  roll.invitationsRevoked = 0;
  roll.pollCount = 0;
  roll.createdAt = event.block.timestamp;
  roll.createdPosition = positionOf(event);
  roll.transaction = event.transaction.hash;
  return roll;
}

export function saveRollDocument(roll: Bytes, text: string, words: RollWords): void {
  const document = new RollDocument(roll);
  document.roll = roll;
  document.text = text;
  document.languages = words.languages;
  document.name = words.name;
  document.description = words.description;
  document.save();
}

/** @returns null, and logs an error, when the roll is not known: then the index is wrong and nobody should trust it. */
export function loadRoll(address: Bytes, event: ethereum.Event): Roll | null {
  const roll = Roll.load(address);
  if (roll == null) {
    log.error("Roll {} is not known, met in transaction {}", [
      address.toHexString(),
      event.transaction.hash.toHexString(),
    ]);
  }
  return roll;
}
