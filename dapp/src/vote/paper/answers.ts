import { type BrokenBound, checkVotes } from "../../protocol/questionRules.ts";
import type { QuestionRule } from "../../protocol/questions.ts";
import { choiceCount, kindOf, slotRanges } from "../../protocol/questions.ts";

/** A paper nobody has written on: one zero for each slot. */
export function emptyPaper(rules: readonly QuestionRule[]): number[] {
  return Array.from({ length: rules.reduce((sum, rule) => sum + rule.optionCount, 0) }, () => 0);
}

/** The values of one question. */
export function answersTo(
  rules: readonly QuestionRule[],
  votes: readonly number[],
  question: number,
): number[] {
  const range = slotRanges(rules)[question];
  return range ? votes.slice(range.first, range.first + range.count) : [];
}

/** The paper with one question answered anew. */
export function withAnswers(
  rules: readonly QuestionRule[],
  votes: readonly number[],
  question: number,
  answers: readonly number[],
): number[] {
  const range = slotRanges(rules)[question];
  if (!range) throw new RangeError(`no question ${question}`);
  return [...votes.slice(0, range.first), ...answers, ...votes.slice(range.first + range.count)];
}

/** One question's answers with one option changed; the blank vote is taken back. */
export function withValue(
  rule: QuestionRule,
  answers: readonly number[],
  option: number,
  value: number,
): number[] {
  const next = answers.map((old, slot) => (slot === option ? value : old));
  if (rule.allowBlank) next[rule.optionCount - 1] = 0;
  return next;
}

/** Only this option, with value 1. */
export const only = (rule: QuestionRule, option: number): number[] =>
  Array.from({ length: rule.optionCount }, (_, slot) => (slot === option ? 1 : 0));

/** The blank vote, or an untouched question. */
export const blank = (rule: QuestionRule, chosen: boolean): number[] =>
  Array.from({ length: rule.optionCount }, (_, slot) => (chosen && slot === rule.optionCount - 1 ? 1 : 0));

export const isBlank = (rule: QuestionRule, answers: readonly number[]): boolean =>
  rule.allowBlank && answers[rule.optionCount - 1] === 1;

/** Whether nothing at all was chosen, not even the blank vote. */
export const isUntouched = (answers: readonly number[]): boolean => answers.every((value) => value === 0);

export const broken = (rule: QuestionRule, answers: readonly number[]): BrokenBound | null =>
  checkVotes([rule], answers)?.bound ?? null;

/** The ranked options, best first. */
export function rankedOptions(rule: QuestionRule, answers: readonly number[]): number[] {
  return answers
    .slice(0, choiceCount(rule))
    .map((value, option) => ({ value, option }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
    .map(({ option }) => option);
}

/** Places that a ranking fills: the best gets as many points as there are places, the last 1. */
export function answersFromRanking(rule: QuestionRule, ranked: readonly number[]): number[] {
  const answers = blank(rule, false);
  for (const [place, option] of ranked.entries()) answers[option] = rule.maxChosen - place;
  return answers;
}

/** What is left to give out: points of a budget, credits of a quadratic question. */
export function leftOver(rule: QuestionRule, answers: readonly number[]): number {
  const chosen = answers.slice(0, choiceCount(rule));
  return kindOf(rule) === "quadratic"
    ? rule.maxSquares - chosen.reduce((sum, value) => sum + value * value, 0)
    : rule.maxSum - chosen.reduce((sum, value) => sum + value, 0);
}

/** The largest value an option can take, the others staying as they are. */
export function mostFor(rule: QuestionRule, answers: readonly number[], option: number): number {
  const own = answers[option] ?? 0;
  const left = leftOver(rule, answers);
  const most = kindOf(rule) === "quadratic" ? Math.floor(Math.sqrt(left + own * own)) : left + own;
  return Math.max(own, Math.min(rule.maxValue, most));
}
