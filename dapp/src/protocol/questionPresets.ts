import type { QuestionKind, QuestionRule } from "./questions.ts";

/**
 * The questions that organisers can ask, as rules. `options` never counts the blank vote, which `blank` adds.
 * Redundant bounds are set as tight as they follow from the others, so that one question has one word.
 */

const triangle = (k: number) => (k * (k + 1)) / 2;
const pyramid = (k: number) => (k * (k + 1) * (2 * k + 1)) / 6;

interface PresetSize {
  options: number;
  blank: boolean;
}

const slots = ({ options, blank }: PresetSize) => options + (blank ? 1 : 0);

/** Exactly one option. */
export function singleChoice({ options, blank }: PresetSize): QuestionRule {
  return approval({ options, blank, least: 1, most: 1 });
}

/** Between `least` and `most` options, each yes or not. */
export function approval(size: PresetSize & { least: number; most: number }): QuestionRule {
  return {
    optionCount: slots(size),
    minChosen: size.least,
    maxChosen: size.most,
    maxValue: 1,
    minSum: size.least,
    maxSum: size.most,
    maxSquares: size.most,
    distinct: false,
    allowBlank: size.blank,
  };
}

/** `points` shared out among the options; `spendAll` asks for every point, otherwise for at least one. */
export function budget(size: PresetSize & { points: number; spendAll: boolean }): QuestionRule {
  const maxValue = Math.min(size.points, 255);
  return {
    optionCount: slots(size),
    minChosen: 1,
    maxChosen: size.options,
    maxValue,
    minSum: size.spendAll ? size.points : 1,
    maxSum: size.points,
    maxSquares: size.options * maxValue * maxValue,
    distinct: false,
    allowBlank: size.blank,
  };
}

/** Quadratic voting: v votes for an option cost v² of the `credits`. */
export function quadratic(size: PresetSize & { credits: number }): QuestionRule {
  const maxValue = Math.min(Math.floor(Math.sqrt(size.credits)), 255);
  return {
    optionCount: slots(size),
    minChosen: 1,
    maxChosen: size.options,
    maxValue,
    minSum: 1,
    maxSum: size.options * maxValue,
    maxSquares: size.credits,
    distinct: false,
    allowBlank: size.blank,
  };
}

/** Borda: the best of `places` ranked options gets `places` points, the last 1. `places = options` ranks them all. */
export function ranking(size: PresetSize & { places: number }): QuestionRule {
  return {
    optionCount: slots(size),
    minChosen: size.places,
    maxChosen: size.places,
    maxValue: size.places,
    minSum: triangle(size.places),
    maxSum: triangle(size.places),
    maxSquares: pyramid(size.places),
    distinct: true,
    allowBlank: size.blank,
  };
}

/** Whether the rule is exactly the one that the preset of this kind makes. */
export function isQuestionKindOf(kind: Exclude<QuestionKind, "other">, rule: QuestionRule): boolean {
  const size = { options: rule.optionCount - (rule.allowBlank ? 1 : 0), blank: rule.allowBlank };
  const candidates = {
    single: () => [singleChoice(size)],
    approval: () => [approval({ ...size, least: rule.minChosen, most: rule.maxChosen })],
    ranking: () => [ranking({ ...size, places: rule.maxChosen })],
    budget: () => [true, false].map((spendAll) => budget({ ...size, points: rule.maxSum, spendAll })),
    quadratic: () => [quadratic({ ...size, credits: rule.maxSquares })],
  };
  return candidates[kind]().some((preset) => sameRule(preset, rule));
}

function sameRule(a: QuestionRule, b: QuestionRule): boolean {
  return (Object.keys(a) as (keyof QuestionRule)[]).every((field) => a[field] === b[field]);
}
