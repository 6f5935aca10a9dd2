import {
  approval,
  budget,
  quadratic,
  ranking,
  singleChoice,
} from "../../dapp/src/protocol/questionPresets.ts";
import type { BrokenRule, RuleFault } from "../../dapp/src/protocol/questionRules.ts";
import type { QuestionKind, QuestionRule } from "../../dapp/src/protocol/questions.ts";

/**
 * Boundary cases of question rules, one table for TypeScript, Solidity and the circuits.
 */

export interface RuleCase {
  title: string;
  rule: QuestionRule;
  kind: QuestionKind;
  /** Null when the rule may be published. */
  fault: RuleFault | null;
}

export interface VoteCase {
  title: string;
  rules: QuestionRule[];
  votes: number[];
  /** Null when the ballot is valid. */
  broken: BrokenRule | null;
}

const free: QuestionRule = {
  optionCount: 3,
  minChosen: 0,
  maxChosen: 3,
  maxValue: 5,
  minSum: 0,
  maxSum: 15,
  maxSquares: 75,
  distinct: false,
  allowBlank: false,
};
const one = singleChoice({ options: 3, blank: false });
const oneOrBlank = singleChoice({ options: 3, blank: true });
const some = approval({ options: 4, blank: false, least: 1, most: 2 });
const someOrBlank = approval({ options: 4, blank: true, least: 0, most: 4 });
const points = budget({ options: 3, blank: false, points: 10, spendAll: true });
const pointsAtMost = budget({ options: 3, blank: true, points: 10, spendAll: false });
const credits = quadratic({ options: 3, blank: false, credits: 25 });
const ranked = ranking({ options: 4, blank: false, places: 4 });
const topTwo = ranking({ options: 4, blank: true, places: 2 });

const published = (title: string, rule: QuestionRule, kind: QuestionKind): RuleCase => ({
  title,
  rule,
  kind,
  fault: null,
});
const refused = (title: string, change: Partial<QuestionRule>, fault: RuleFault): RuleCase => ({
  title,
  rule: { ...free, ...change },
  kind: "other",
  fault,
});

export const RULE_CASES: readonly RuleCase[] = [
  published("one of three", one, "single"),
  published("one of three or blank", oneOrBlank, "single"),
  published("one option or blank", singleChoice({ options: 1, blank: true }), "single"),
  published("one of sixteen", singleChoice({ options: 16, blank: false }), "single"),
  published("one or two of four", some, "approval"),
  published("any of four or blank", someOrBlank, "approval"),
  published("ten points on three, all spent", points, "budget"),
  published("up to ten points on three or blank", pointsAtMost, "budget"),
  published(
    "sixteen options of 255 points each",
    budget({ options: 16, blank: false, points: 4080, spendAll: true }),
    "budget",
  ),
  published("25 credits on three", credits, "quadratic"),
  published("all four ranked", ranked, "ranking"),
  published("the two best of four or blank", topTwo, "ranking"),
  published("sixteen ranked", ranking({ options: 16, blank: false, places: 16 }), "ranking"),
  published("free values", free, "other"),
  published(
    "distinct values that just fit",
    { ...free, distinct: true, minChosen: 3, maxValue: 3, minSum: 6, maxSum: 6, maxSquares: 14 },
    "ranking",
  ),
  published("a sum that just fits", { ...free, minSum: 15 }, "other"),
  published("squares that just fit", { ...free, minSum: 7, maxSquares: 17 }, "other"),
  refused("no option", { optionCount: 0, maxChosen: 0 }, "optionCount"),
  refused("a blank slot alone", { optionCount: 1, allowBlank: true, maxChosen: 1 }, "optionCount"),
  refused("seventeen options", { optionCount: 17 }, "optionCount"),
  refused("none may be chosen", { maxChosen: 0 }, "chosenRange"),
  refused("more must be chosen than may", { minChosen: 3, maxChosen: 2 }, "chosenRange"),
  refused("more may be chosen than there are", { maxChosen: 4 }, "chosenRange"),
  refused("the blank slot counted as a choice", { allowBlank: true, maxChosen: 3 }, "chosenRange"),
  refused("no value above 0", { maxValue: 0 }, "maxValue"),
  refused("no sum above 0", { maxSum: 0 }, "sumRange"),
  refused("a smallest sum above the largest", { minSum: 9, maxSum: 8 }, "sumRange"),
  refused("a sum out of reach", { minSum: 16, maxSum: 16 }, "unsatisfiable"),
  refused("squares that no sum allows", { minSum: 7, maxSquares: 16 }, "unsatisfiable"),
  refused(
    "more distinct values than there are",
    { distinct: true, minChosen: 3, maxValue: 2 },
    "unsatisfiable",
  ),
  refused("a sum too small for the chosen ones", { minChosen: 3, maxSum: 2 }, "unsatisfiable"),
  refused(
    "distinct values with too small a sum",
    { distinct: true, minChosen: 3, maxSum: 5 },
    "unsatisfiable",
  ),
];

const valid = (title: string, rule: QuestionRule, votes: number[]): VoteCase => ({
  title,
  rules: [rule],
  votes,
  broken: null,
});
const broken = (
  title: string,
  rule: QuestionRule,
  votes: number[],
  bound: BrokenRule["bound"],
): VoteCase => ({
  title,
  rules: [rule],
  votes,
  broken: { question: 0, bound },
});

export const VOTE_CASES: readonly VoteCase[] = [
  valid("the first of three", one, [1, 0, 0]),
  valid("the last of three", one, [0, 0, 1]),
  broken("none where one is asked", one, [0, 0, 0], "minChosen"),
  broken("two where one is asked", one, [1, 1, 0], "maxChosen"),
  broken("a vote of two", one, [2, 0, 0], "maxValue"),
  broken("a vote of 255", one, [255, 0, 0], "maxValue"),
  valid("a blank vote", oneOrBlank, [0, 0, 0, 1]),
  valid("a choice without blank", oneOrBlank, [0, 1, 0, 0]),
  broken("a choice and blank", oneOrBlank, [0, 1, 0, 1], "blank"),
  broken("neither a choice nor blank", oneOrBlank, [0, 0, 0, 0], "blank"),
  broken("a blank vote of two", oneOrBlank, [0, 0, 0, 2], "blank"),
  broken("two choices with the blank slot free", oneOrBlank, [1, 1, 0, 0], "maxChosen"),
  valid("two of two allowed", some, [1, 0, 0, 1]),
  broken("three of two allowed", some, [1, 1, 0, 1], "maxChosen"),
  broken("none of at least one", some, [0, 0, 0, 0], "minChosen"),
  valid("all of any", someOrBlank, [1, 1, 1, 1, 0]),
  valid("none of any is blank", someOrBlank, [0, 0, 0, 0, 1]),
  valid("all points on one", points, [10, 0, 0]),
  valid("points shared", points, [3, 3, 4]),
  broken("a point kept", points, [3, 3, 3], "minSum"),
  broken("a point too many", points, [3, 3, 5], "maxSum"),
  broken("eleven points on one", points, [11, 0, 0], "maxValue"),
  valid("a single point of ten", pointsAtMost, [0, 1, 0, 0]),
  valid("blank points", pointsAtMost, [0, 0, 0, 1]),
  valid("credits spent to the last", credits, [5, 0, 0]),
  valid("credits spent on three", credits, [3, 4, 0]),
  broken("a credit too many", credits, [3, 4, 1], "maxSquares"),
  valid("a full ranking", ranked, [2, 4, 1, 3]),
  broken("a rank given twice", ranked, [2, 4, 4, 3], "maxSum"),
  broken("a rank given twice with the right sum", ranked, [3, 3, 3, 1], "distinct"),
  broken("an option left out", ranked, [0, 4, 1, 3], "minChosen"),
  valid("the two best", topTwo, [0, 2, 0, 1, 0]),
  valid("no best at all is blank", topTwo, [0, 0, 0, 0, 1]),
  broken("one best of two", topTwo, [0, 2, 0, 0, 0], "minChosen"),
  broken("two firsts", topTwo, [0, 2, 0, 2, 0], "maxSum"),
  broken("equal values where they must differ", { ...free, distinct: true }, [2, 2, 1], "distinct"),
  valid("equal zeros where values must differ", { ...free, distinct: true }, [2, 0, 0]),
  valid("nothing chosen where nothing is asked", free, [0, 0, 0]),
  {
    title: "two questions answered",
    rules: [oneOrBlank, ranked],
    votes: [0, 1, 0, 0, 4, 3, 2, 1],
    broken: null,
  },
  {
    title: "the second question broken",
    rules: [oneOrBlank, some],
    votes: [0, 1, 0, 0, 1, 1, 1, 0],
    broken: { question: 1, bound: "maxChosen" },
  },
  {
    title: "the blank slot of the first question used for the second",
    rules: [oneOrBlank, one],
    votes: [0, 1, 0, 1, 0, 0, 0],
    broken: { question: 0, bound: "blank" },
  },
  {
    title: "a value beyond the last slot",
    rules: [one],
    votes: [1, 0, 0, 1],
    broken: { question: 1, bound: "extraSlots" },
  },
  {
    title: "a value in the sixteenth slot",
    rules: [one],
    votes: [1, ...new Array<number>(14).fill(0), 1],
    broken: { question: 1, bound: "extraSlots" },
  },
  {
    title: "eight questions",
    rules: new Array<QuestionRule>(8).fill(singleChoice({ options: 1, blank: true })),
    votes: [1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1],
    broken: null,
  },
];
