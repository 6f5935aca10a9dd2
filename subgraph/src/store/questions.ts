import { BigInt, Bytes, log } from "@graphprotocol/graph-ts";
import { Option, Question, Result } from "../../generated/schema";
import { QuestionWords } from "../documents/questions";
import { numbered } from "../ids";
import { QuestionRule } from "../words";

/**
 * Writes a question, its options and their results.
 * @param words null when the document is malformed: the rule and the slots are facts all the same.
 * @returns the slots it owns.
 */
export function saveQuestion(
  poll: Bytes,
  index: i32,
  firstSlot: i32,
  word: BigInt,
  words: QuestionWords | null,
  sealed: boolean,
): i32 {
  const rule = new QuestionRule(word);
  const question = new Question(numbered(poll, index));
  question.poll = poll;
  question.index = index;
  question.firstSlot = firstSlot;
  question.word = word;
  question.optionCount = rule.optionCount;
  question.minChosen = rule.minChosen;
  question.maxChosen = rule.maxChosen;
  question.maxValue = rule.maxValue;
  question.minSum = rule.minSum;
  question.maxSum = rule.maxSum;
  question.maxSquares = rule.maxSquares;
  question.distinct = rule.distinct;
  question.allowBlank = rule.allowBlank;
  question.key = words == null ? null : words.key;
  question.title = words == null ? [] : words.title;
  question.description = words == null ? [] : words.description;
  question.save();

  for (let i = 0; i < rule.optionCount; i++) {
    const isBlank = rule.allowBlank && i == rule.optionCount - 1;
    const option = new Option(numbered(poll, firstSlot + i));
    option.poll = poll;
    option.question = question.id;
    option.slot = firstSlot + i;
    option.index = i;
    option.blank = isBlank;
    option.key = words == null || isBlank ? null : words.optionKeys[i];
    option.label = words == null || isBlank ? [] : words.optionLabels[i];
    option.save();
    saveEmptyResult(poll, firstSlot + i, sealed);
  }
  return rule.optionCount;
}

/** In an open poll it grows from 0; in a sealed one nothing is known until the totals are opened. */
function saveEmptyResult(poll: Bytes, slot: i32, sealed: boolean): void {
  const result = new Result(numbered(poll, slot));
  result.poll = poll;
  result.option = result.id;
  result.slot = slot;
  if (!sealed) {
    result.total = BigInt.zero();
    result.ballots = 0;
  }
  result.save();
}

/** @returns null, and logs an error, when the poll has no such slot. */
export function loadResult(poll: Bytes, slot: i32): Result | null {
  const result = Result.load(numbered(poll, slot));
  if (result == null) {
    log.error("Result of slot {} in poll {} is not known", [slot.toString(), poll.toHexString()]);
  }
  return result;
}
