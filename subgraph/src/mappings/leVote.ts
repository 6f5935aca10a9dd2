import { log } from "@graphprotocol/graph-ts";
import { CommitteeCreated, PollPublished, PollSealed, RollCreated } from "../../generated/LeVote/ILeVote";
import {
  Committee,
  InvitationRoll,
  OpenPoll,
  OpenRoll,
  SealedPoll,
  TokenRoll,
} from "../../generated/templates";
import { readCommitteeDocument } from "../documents/committee";
import { readPollDocument } from "../documents/poll";
import { QuestionWords } from "../documents/questions";
import { readRollDocument } from "../documents/roll";
import { loadCommittee, newCommittee, saveCommitteeDocument, saveTrustees } from "../store/committees";
import { newCommitteeEvent, newPollEvent, newRollEvent } from "../store/history";
import { loadPoll, newPoll, savePollDocument } from "../store/polls";
import { saveQuestion } from "../store/questions";
import { loadRoll, newRoll, saveRollDocument } from "../store/rolls";

/** `RollKind` and `PollKind` of `contracts/interfaces/ILeVote.sol`. */
const INVITATION_ROLL = 1;
const TOKEN_ROLL = 2;
const OPEN_ROLL = 3;
const OPEN_POLL = 1;
const SEALED_POLL = 2;

export function handleRollCreated(event: RollCreated): void {
  const params = event.params;
  const words = readRollDocument(params.document);
  const roll = newRoll(params.roll, event);
  roll.organiser = params.organiser;
  roll.malformed = words.fault !== null;
  roll.malformedReason = words.fault;
  if (params.kind == INVITATION_ROLL) {
    roll.kind = "INVITATION";
    InvitationRoll.create(params.roll);
  } else if (params.kind == TOKEN_ROLL) {
    roll.kind = "TOKEN";
    roll.token = params.tokenRule.token;
    roll.minimumVotes = params.tokenRule.minimumVotes;
    roll.timepoint = params.tokenRule.timepoint;
    TokenRoll.create(params.roll);
  } else if (params.kind == OPEN_ROLL) {
    roll.kind = "OPEN";
    OpenRoll.create(params.roll);
  } else {
    log.error("Roll {} is of an unknown kind: {}", [params.roll.toHexString(), params.kind.toString()]);
    return;
  }
  roll.save();
  saveRollDocument(roll.id, params.document, words);

  const entry = newRollEvent(roll.id, "CREATED", event);
  entry.account = params.organiser;
  entry.save();
}

export function handlePollPublished(event: PollPublished): void {
  const params = event.params;
  const sealed = params.kind == SEALED_POLL;
  if (!sealed && params.kind != OPEN_POLL) {
    log.error("Poll {} is of an unknown kind: {}", [params.poll.toHexString(), params.kind.toString()]);
    return;
  }
  const roll = loadRoll(params.roll, event);
  if (roll == null) return;
  roll.pollCount = roll.pollCount + 1;
  roll.save();

  const questionWords = params.parameters.questions;
  const words = readPollDocument(params.document, questionWords);
  const poll = newPoll(params.poll, params.parameters, event);
  poll.kind = sealed ? "SEALED" : "OPEN";
  poll.organiser = params.organiser;
  poll.malformed = words.fault !== null;
  poll.malformedReason = words.fault;
  for (let i = 0; i < questionWords.length; i++) {
    let said: QuestionWords | null = null;
    if (!poll.malformed) said = words.questions[i];
    poll.slotCount =
      poll.slotCount + saveQuestion(poll.id, i, poll.slotCount, questionWords[i], said, sealed);
  }
  poll.save();
  savePollDocument(poll.id, params.document, words);
  if (sealed) SealedPoll.create(params.poll);
  else OpenPoll.create(params.poll);

  const entry = newPollEvent(poll.id, "PUBLISHED", event);
  entry.account = params.organiser;
  entry.save();
}

/** Follows {@link handlePollPublished} of the same transaction. */
export function handlePollSealed(event: PollSealed): void {
  const params = event.params;
  const poll = loadPoll(params.poll, event);
  const committee = loadCommittee(params.committee, event);
  if (poll == null || committee == null) return;
  poll.committee = committee.id;
  poll.minimumTurnout = params.minimumTurnout;
  poll.electionKey = params.electionKey;
  poll.save();
}

export function handleCommitteeCreated(event: CommitteeCreated): void {
  const params = event.params;
  const words = readCommitteeDocument(params.document, params.trustees.length);
  const committee = newCommittee(params.committee, event);
  committee.creator = params.creator;
  committee.threshold = params.threshold.toI32();
  committee.trusteeCount = params.trustees.length;
  committee.malformed = words.fault !== null;
  committee.malformedReason = words.fault;
  committee.save();
  saveCommitteeDocument(committee.id, params.document, words);
  saveTrustees(committee.id, params.trustees, words);
  Committee.create(params.committee);

  const entry = newCommitteeEvent(committee.id, "CREATED", event);
  entry.account = params.creator;
  entry.save();
}
