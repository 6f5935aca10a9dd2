import { log } from "@graphprotocol/graph-ts";
import { PollPublished, RollCreated } from "../../generated/LeVote/ILeVote";
import { InvitationRoll, OpenPoll, OpenRoll, TokenRoll } from "../../generated/templates";
import { readPollDocument } from "../documents/poll";
import { QuestionWords } from "../documents/questions";
import { readRollDocument } from "../documents/roll";
import { newPollEvent, newRollEvent } from "../store/history";
import { newPoll, savePollDocument } from "../store/polls";
import { saveQuestion } from "../store/questions";
import { loadRoll, newRoll, saveRollDocument } from "../store/rolls";

/** `RollKind` and `PollKind` of `contracts/interfaces/ILeVote.sol`. */
const INVITATION_ROLL = 1;
const TOKEN_ROLL = 2;
const OPEN_ROLL = 3;
const OPEN_POLL = 1;

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
  if (params.kind != OPEN_POLL) {
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
  poll.kind = "OPEN";
  poll.organiser = params.organiser;
  poll.malformed = words.fault !== null;
  poll.malformedReason = words.fault;
  for (let i = 0; i < questionWords.length; i++) {
    let said: QuestionWords | null = null;
    if (!poll.malformed) said = words.questions[i];
    poll.slotCount = poll.slotCount + saveQuestion(poll.id, i, poll.slotCount, questionWords[i], said, false);
  }
  poll.save();
  savePollDocument(poll.id, params.document, words);
  OpenPoll.create(params.poll);

  const entry = newPollEvent(poll.id, "PUBLISHED", event);
  entry.account = params.organiser;
  entry.save();
}
