import { Bytes, ethereum, log } from "@graphprotocol/graph-ts";
import { PollPublishedParametersStruct } from "../../generated/LeVote/ILeVote";
import { Poll, PollDocument } from "../../generated/schema";
import { PollWords } from "../documents/poll";
import { positionOf } from "../position";

const SIX_HOURS = 6 * 3600;

/** A new poll's row; kind, organiser and document's state are left to the caller, which saves it. */
export function newPoll(
  address: Bytes,
  parameters: PollPublishedParametersStruct,
  event: ethereum.Event,
): Poll {
  const poll = new Poll(address);
  const voting = parameters.closesAt.minus(parameters.opensAt).toI64();
  poll.document = address;
  poll.roll = parameters.roll;
  poll.rollClosesAt = parameters.rollClosesAt;
  poll.opensAt = parameters.opensAt;
  poll.closesAt = parameters.closesAt;
  poll.minimumRoll = parameters.minimumRoll;
  poll.questionCount = parameters.questions.length;
  poll.slotCount = 0;
  poll.ballotCount = 0;
  poll.turnoutInterval = voting < SIX_HOURS ? 60 : 3600;
  poll.publishedAt = event.block.timestamp;
  poll.publishedPosition = positionOf(event);
  poll.transaction = event.transaction.hash;
  return poll;
}

/** The document stands apart from the poll's row, which is written anew with each ballot. */
export function savePollDocument(poll: Bytes, text: string, words: PollWords): void {
  const document = new PollDocument(poll);
  document.poll = poll;
  document.text = text;
  document.languages = words.languages;
  document.title = words.title;
  document.context = words.context;
  document.image = words.image;
  document.imageAlt = words.imageAlt;
  document.save();
}

/** @returns null, and logs an error, when the poll is not known: then the index is wrong and nobody should trust it. */
export function loadPoll(address: Bytes, event: ethereum.Event): Poll | null {
  const poll = Poll.load(address);
  if (poll == null) {
    log.error("Poll {} is not known, met in transaction {}", [
      address.toHexString(),
      event.transaction.hash.toHexString(),
    ]);
  }
  return poll;
}
