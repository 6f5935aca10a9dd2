import { isQuestionKindOf } from "./questionPresets.ts";

/** Most questions in a poll. */
export const MAX_QUESTIONS = 8;
/** Most slots in a poll, all questions and their blank slots together. */
export const MAX_SLOTS = 16;
/** Largest value of one slot: the vector holds one byte per slot. */
export const MAX_SLOT_VALUE = 255;

/**
 * One question's rule. Bounds are about the question's slots without the blank slot.
 * Field by field the same as `contracts/interfaces/QuestionWord.sol`.
 */
export interface QuestionRule {
  /** Slots the question owns, the blank slot included. */
  optionCount: number;
  /** Fewest slots with a value above 0. */
  minChosen: number;
  /** Most slots with a value above 0. */
  maxChosen: number;
  /** Largest value of one slot. */
  maxValue: number;
  /** Smallest sum of the values. */
  minSum: number;
  /** Largest sum of the values. */
  maxSum: number;
  /** Largest sum of the squares of the values. */
  maxSquares: number;
  /** Values above 0 differ from each other. */
  distinct: boolean;
  /** The last slot is the blank vote: 1 exactly when the other slots are all 0; then lower bounds do not apply. */
  allowBlank: boolean;
}

/** What a person calls the question. Derived from the rule, never stored. */
export type QuestionKind = "single" | "approval" | "budget" | "quadratic" | "ranking" | "other";

/** Numeric fields of the word: name, first bit, width in bits. */
const FIELDS = [
  ["optionCount", 0n, 8n],
  ["minChosen", 8n, 8n],
  ["maxChosen", 16n, 8n],
  ["maxValue", 24n, 8n],
  ["minSum", 32n, 16n],
  ["maxSum", 48n, 16n],
  ["maxSquares", 64n, 24n],
] as const;
const DISTINCT_BIT = 88n;
const BLANK_BIT = 89n;
const WORD_BITS = 90n;

/** @throws RangeError when a field does not fit into its bits. */
export function encodeRule(rule: QuestionRule): bigint {
  let word = 0n;
  for (const [field, shift, width] of FIELDS) {
    const value = rule[field];
    if (!Number.isInteger(value) || value < 0 || BigInt(value) >> width !== 0n) {
      throw new RangeError(`${field} = ${value} does not fit into ${width} bits`);
    }
    word |= BigInt(value) << shift;
  }
  if (rule.distinct) word |= 1n << DISTINCT_BIT;
  if (rule.allowBlank) word |= 1n << BLANK_BIT;
  return word;
}

/** @throws RangeError when bits beyond the fields are set. */
export function decodeRule(word: bigint): QuestionRule {
  if (word < 0n || word >> WORD_BITS !== 0n) throw new RangeError(`no question word: ${word}`);
  const field = (shift: bigint, width: bigint) => Number((word >> shift) & ((1n << width) - 1n));
  return {
    optionCount: field(0n, 8n),
    minChosen: field(8n, 8n),
    maxChosen: field(16n, 8n),
    maxValue: field(24n, 8n),
    minSum: field(32n, 16n),
    maxSum: field(48n, 16n),
    maxSquares: field(64n, 24n),
    distinct: ((word >> DISTINCT_BIT) & 1n) === 1n,
    allowBlank: ((word >> BLANK_BIT) & 1n) === 1n,
  };
}

/** Options that the poll document names: all slots but the blank one. */
export function choiceCount(rule: QuestionRule): number {
  return rule.optionCount - (rule.allowBlank ? 1 : 0);
}

/** What a person calls a question with this rule; "other" when it is none of the presets. */
export function kindOf(rule: QuestionRule): QuestionKind {
  const kinds = ["single", "approval", "ranking", "budget", "quadratic"] as const;
  return kinds.find((kind) => isQuestionKindOf(kind, rule)) ?? "other";
}

/** The slots a question owns: `first … first + count − 1`, with the blank slot last where there is one. */
export interface SlotRange {
  first: number;
  count: number;
  /** Slot of the blank vote, or null. */
  blank: number | null;
}

/** Questions own consecutive slots in their order. */
export function slotRanges(rules: readonly QuestionRule[]): SlotRange[] {
  let next = 0;
  return rules.map((rule) => {
    const first = next;
    next += rule.optionCount;
    return { first, count: rule.optionCount, blank: rule.allowBlank ? next - 1 : null };
  });
}

/** @returns the vector as one number, slot i in bits 8i…8i+7. @throws RangeError for values no slot can hold. */
export function packVotes(votes: readonly number[]): bigint {
  if (votes.length > MAX_SLOTS) throw new RangeError(`${votes.length} slots, at most ${MAX_SLOTS}`);
  return votes.reduce((packed, value, slot) => {
    if (!Number.isInteger(value) || value < 0 || value > MAX_SLOT_VALUE) {
      throw new RangeError(`slot ${slot} cannot hold ${value}`);
    }
    return packed | (BigInt(value) << BigInt(8 * slot));
  }, 0n);
}

/** @returns all 16 slots. @throws RangeError when bits stand beyond the last slot. */
export function unpackVotes(packed: bigint): number[] {
  if (packed < 0n || packed >> BigInt(8 * MAX_SLOTS) !== 0n)
    throw new RangeError("bits beyond the last slot");
  return Array.from({ length: MAX_SLOTS }, (_, slot) => Number((packed >> BigInt(8 * slot)) & 0xffn));
}
