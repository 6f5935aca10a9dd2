import type { QuestionRule } from "./questions.ts";
import { choiceCount, MAX_QUESTIONS, MAX_SLOT_VALUE, MAX_SLOTS, slotRanges } from "./questions.ts";

/** Why a question word cannot be published. The same ranges as `contracts/polls/QuestionRules.sol`. */
export type RuleFault = "optionCount" | "chosenRange" | "maxValue" | "sumRange" | "unsatisfiable";

/** Which bound a vote breaks; "extraSlots" stands for values beyond the last question. */
export type BrokenBound =
  | "blank"
  | "minChosen"
  | "maxChosen"
  | "maxValue"
  | "minSum"
  | "maxSum"
  | "maxSquares"
  | "distinct"
  | "extraSlots";

export interface BrokenRule {
  /** Index of the question; the number of questions for "extraSlots". */
  question: number;
  bound: BrokenBound;
}

/** @returns null when the rule may be published: in range, and some ballot that chooses something satisfies it. */
export function validateRule(rule: QuestionRule): RuleFault | null {
  const choices = choiceCount(rule);
  if (choices < 1 || rule.optionCount > MAX_SLOTS) return "optionCount";
  if (rule.maxChosen < 1 || rule.minChosen > rule.maxChosen || rule.maxChosen > choices) return "chosenRange";
  if (rule.maxValue < 1) return "maxValue";
  if (rule.maxSum < 1 || rule.minSum > rule.maxSum) return "sumRange";
  for (let chosen = Math.max(rule.minChosen, 1); chosen <= rule.maxChosen; chosen++) {
    if (isReachable(rule, chosen)) return null;
  }
  return "unsatisfiable";
}

/** Whether `chosen` values above 0 can meet every bound. Squares are least when the values lie closest together. */
function isReachable(rule: QuestionRule, chosen: number): boolean {
  if (rule.distinct && rule.maxValue < chosen) return false;
  const spread = rule.distinct ? (chosen * (chosen - 1)) / 2 : 0;
  const least = chosen + spread;
  const most = chosen * rule.maxValue - spread;
  const sum = Math.max(least, rule.minSum);
  if (sum > Math.min(most, rule.maxSum)) return false;
  const raise = Math.floor((sum - least) / chosen);
  const raisedOnceMore = (sum - least) % chosen;
  let squares = 0;
  for (let i = 0; i < chosen; i++) {
    const value = 1 + raise + (rule.distinct ? i : 0) + (i >= chosen - raisedOnceMore ? 1 : 0);
    squares += value * value;
  }
  return squares <= rule.maxSquares;
}

/** Why a list of questions cannot be published; `question` is null when the list as a whole is wrong. */
export interface QuestionListFault {
  question: number | null;
  fault: RuleFault | "questionCount" | "tooManySlots";
}

export function validateRules(rules: readonly QuestionRule[]): QuestionListFault | null {
  if (rules.length < 1 || rules.length > MAX_QUESTIONS) return { question: null, fault: "questionCount" };
  for (const [question, rule] of rules.entries()) {
    const fault = validateRule(rule);
    if (fault) return { question, fault };
  }
  const slots = rules.reduce((sum, rule) => sum + rule.optionCount, 0);
  return slots > MAX_SLOTS ? { question: null, fault: "tooManySlots" } : null;
}

/**
 * Checks a filled-in ballot paper as the contracts and circuits do.
 * @param votes one value per slot, missing slots are 0.
 * @returns the first broken rule, null when the ballot is valid.
 */
export function checkVotes(rules: readonly QuestionRule[], votes: readonly number[]): BrokenRule | null {
  const ranges = slotRanges(rules);
  for (const [question, rule] of rules.entries()) {
    const { first, count } = ranges[question] ?? { first: 0, count: 0 };
    const values = Array.from({ length: count }, (_, i) => votes[first + i] ?? 0);
    const bound = brokenBound(rule, values);
    if (bound) return { question, bound };
  }
  const end = rules.reduce((sum, rule) => sum + rule.optionCount, 0);
  return votes.slice(end).some((value) => value !== 0)
    ? { question: rules.length, bound: "extraSlots" }
    : null;
}

function brokenBound(rule: QuestionRule, values: readonly number[]): BrokenBound | null {
  if (values.some((value) => !Number.isInteger(value) || value < 0 || value > MAX_SLOT_VALUE))
    return "maxValue";
  const choices = values.slice(0, choiceCount(rule));
  const chosen = choices.filter((value) => value > 0);
  if (rule.allowBlank) {
    const blank = values[values.length - 1];
    if (blank !== (chosen.length === 0 ? 1 : 0)) return "blank";
    if (blank === 1) return null;
  }
  const sum = chosen.reduce((total, value) => total + value, 0);
  const squares = chosen.reduce((total, value) => total + value * value, 0);
  if (chosen.some((value) => value > rule.maxValue)) return "maxValue";
  if (chosen.length < rule.minChosen) return "minChosen";
  if (chosen.length > rule.maxChosen) return "maxChosen";
  if (sum < rule.minSum) return "minSum";
  if (sum > rule.maxSum) return "maxSum";
  if (squares > rule.maxSquares) return "maxSquares";
  if (rule.distinct && new Set(chosen).size < chosen.length) return "distinct";
  return null;
}
