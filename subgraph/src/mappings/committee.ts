import {
  CommitteeReady,
  KeyConfirmed,
  SharesDealt,
  TrusteeAccepted,
} from "../../generated/templates/Committee/ICommittee";
import { positionOf } from "../position";
import { loadCommittee, loadTrustee } from "../store/committees";
import { newCommitteeEvent } from "../store/history";

export function handleTrusteeAccepted(event: TrusteeAccepted): void {
  const committee = loadCommittee(event.address, event);
  const number = event.params.trustee.toI32();
  const trustee = loadTrustee(event.address, number, event);
  if (committee == null || trustee == null) return;
  trustee.encryptionKey = event.params.encryptionKey;
  trustee.acceptedAt = event.block.timestamp;
  trustee.acceptedPosition = positionOf(event);
  trustee.save();
  committee.accepted = committee.accepted + 1;
  committee.save();

  const entry = newCommitteeEvent(committee.id, "ACCEPTED", event);
  entry.trustee = number;
  entry.account = event.params.account;
  entry.save();
}

export function handleSharesDealt(event: SharesDealt): void {
  const committee = loadCommittee(event.address, event);
  const number = event.params.trustee.toI32();
  const trustee = loadTrustee(event.address, number, event);
  if (committee == null || trustee == null) return;
  trustee.commitments = event.params.commitments;
  trustee.sealedShares = event.params.shares;
  trustee.dealtAt = event.block.timestamp;
  trustee.dealtPosition = positionOf(event);
  trustee.save();
  committee.dealt = committee.dealt + 1;
  committee.save();

  const entry = newCommitteeEvent(committee.id, "DEALT", event);
  entry.trustee = number;
  entry.save();
}

export function handleKeyConfirmed(event: KeyConfirmed): void {
  const committee = loadCommittee(event.address, event);
  const number = event.params.trustee.toI32();
  const trustee = loadTrustee(event.address, number, event);
  if (committee == null || trustee == null) return;
  trustee.key = event.params.trusteeKey;
  trustee.confirmationH = event.params.h;
  trustee.confirmationProof = event.params.proof;
  trustee.confirmedAt = event.block.timestamp;
  trustee.confirmedPosition = positionOf(event);
  trustee.save();
  committee.confirmed = committee.confirmed + 1;
  committee.save();

  const entry = newCommitteeEvent(committee.id, "CONFIRMED", event);
  entry.trustee = number;
  entry.save();
}

export function handleCommitteeReady(event: CommitteeReady): void {
  const committee = loadCommittee(event.address, event);
  if (committee == null) return;
  committee.electionKey = event.params.electionKey;
  committee.readyAt = event.block.timestamp;
  committee.readyPosition = positionOf(event);
  committee.save();

  newCommitteeEvent(committee.id, "READY", event).save();
}
