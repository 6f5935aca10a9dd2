import { Address, Bytes, ethereum, log } from "@graphprotocol/graph-ts";
import { Committee, CommitteeDocument, Trustee } from "../../generated/schema";
import { CommitteeWords } from "../documents/committee";
import { numbered } from "../ids";
import { positionOf } from "../position";

/** A new committee's row; what its event says is left to the caller, which saves it. */
export function newCommittee(address: Bytes, event: ethereum.Event): Committee {
  const committee = new Committee(address);
  committee.document = address;
  committee.accepted = 0;
  committee.dealt = 0;
  committee.confirmed = 0;
  committee.createdAt = event.block.timestamp;
  committee.createdPosition = positionOf(event);
  committee.transaction = event.transaction.hash;
  return committee;
}

/** @param words with a label for each account, or none where the document is malformed. */
export function saveTrustees(committee: Bytes, accounts: Address[], words: CommitteeWords): void {
  for (let i = 0; i < accounts.length; i++) {
    const trustee = new Trustee(numbered(committee, i + 1));
    trustee.committee = committee;
    trustee.number = i + 1;
    trustee.account = accounts[i];
    trustee.label = words.fault === null ? words.labels[i] : [];
    trustee.save();
  }
}

export function saveCommitteeDocument(committee: Bytes, text: string, words: CommitteeWords): void {
  const document = new CommitteeDocument(committee);
  document.committee = committee;
  document.text = text;
  document.languages = words.languages;
  document.title = words.title;
  document.save();
}

/** @returns null, and logs an error, when the committee is not known. */
export function loadCommittee(address: Bytes, event: ethereum.Event): Committee | null {
  const committee = Committee.load(address);
  if (committee == null) {
    log.error("Committee {} is not known, met in transaction {}", [
      address.toHexString(),
      event.transaction.hash.toHexString(),
    ]);
  }
  return committee;
}

/** @param number from 1. @returns null, and logs an error, when the committee has no such trustee. */
export function loadTrustee(committee: Bytes, number: i32, event: ethereum.Event): Trustee | null {
  const trustee = Trustee.load(numbered(committee, number));
  if (trustee == null) {
    log.error("Trustee {} of committee {} is not known, met in transaction {}", [
      number.toString(),
      committee.toHexString(),
      event.transaction.hash.toHexString(),
    ]);
  }
  return trustee;
}
