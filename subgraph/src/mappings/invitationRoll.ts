import { BigInt } from "@graphprotocol/graph-ts";
import {
  BatchOpened,
  InvitationRevoked,
  InvitationUsed,
} from "../../generated/templates/InvitationRoll/IInvitationRoll";
import { newRollEvent } from "../store/history";
import { loadBatch, saveNewBatch, saveSpentInvitation } from "../store/invitations";
import { loadRoll } from "../store/rolls";

export function handleBatchOpened(event: BatchOpened): void {
  const roll = loadRoll(event.address, event);
  if (roll == null) return;
  const number = event.params.batch.toI32();
  const leaves = event.params.leaves;
  saveNewBatch(roll.id, number, event.params.root, leaves, event);
  roll.batchCount = roll.batchCount + 1;
  roll.invitations = roll.invitations + leaves.length;
  roll.save();

  const entry = newRollEvent(roll.id, "BATCH_OPENED", event);
  entry.batch = number;
  entry.count = BigInt.fromI32(leaves.length);
  entry.save();
}

export function handleInvitationUsed(event: InvitationUsed): void {
  const roll = loadRoll(event.address, event);
  const batch = loadBatch(event.address, event.params.batch.toI32(), event);
  if (roll == null || batch == null) return;
  saveSpentInvitation(batch.id, event.params.index.toI32(), event.params.commitment, event);
  batch.used = batch.used + 1;
  batch.save();
  roll.invitationsUsed = roll.invitationsUsed + 1;
  roll.save();
}

export function handleInvitationRevoked(event: InvitationRevoked): void {
  const roll = loadRoll(event.address, event);
  const batch = loadBatch(event.address, event.params.batch.toI32(), event);
  if (roll == null || batch == null) return;
  saveSpentInvitation(batch.id, event.params.index.toI32(), null, event);
  batch.revoked = batch.revoked + 1;
  batch.save();
  roll.invitationsRevoked = roll.invitationsRevoked + 1;
  roll.save();

  const entry = newRollEvent(roll.id, "INVITATION_REVOKED", event);
  entry.batch = batch.number;
  entry.index = event.params.index.toI32();
  entry.save();
}
