import { expect } from "chai";
import fc from "fast-check";
import { approval, singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { checkVotes, validateRule, validateRules } from "../../dapp/src/protocol/questionRules.ts";
import {
  choiceCount,
  decodeRule,
  encodeRule,
  kindOf,
  packVotes,
  type QuestionRule,
  slotRanges,
  unpackVotes,
} from "../../dapp/src/protocol/questions.ts";
import { RULE_CASES, VOTE_CASES } from "../support/questionCases.ts";

const anyRule: fc.Arbitrary<QuestionRule> = fc.record({
  optionCount: fc.integer({ min: 0, max: 6 }),
  minChosen: fc.integer({ min: 0, max: 5 }),
  maxChosen: fc.integer({ min: 0, max: 5 }),
  maxValue: fc.integer({ min: 0, max: 4 }),
  minSum: fc.integer({ min: 0, max: 12 }),
  maxSum: fc.integer({ min: 0, max: 12 }),
  maxSquares: fc.integer({ min: 0, max: 30 }),
  distinct: fc.boolean(),
  allowBlank: fc.boolean(),
});

describe("question words", () => {
  it("give back the rule they were made of, field by field", () => {
    fc.assert(
      fc.property(anyRule, (rule) => {
        expect(decodeRule(encodeRule(rule))).to.deep.equal(rule);
      }),
    );
  });

  it("put each field where QuestionWord.sol says", () => {
    const rule = {
      ...singleChoice({ options: 2, blank: true }),
      minSum: 0x1234,
      maxSum: 0x5678,
      maxSquares: 0x9abcde,
    };
    expect(encodeRule({ ...rule, minChosen: 2, maxChosen: 4, maxValue: 5, distinct: true })).to.equal(
      0x3_9abcde_5678_1234_05_04_02_03n,
    );
  });

  it("refuse fields that do not fit and bits beyond the last field", () => {
    const rule = singleChoice({ options: 2, blank: false });
    expect(() => encodeRule({ ...rule, maxValue: 256 })).to.throw(RangeError, "maxValue");
    expect(() => encodeRule({ ...rule, minSum: -1 })).to.throw(RangeError, "minSum");
    expect(() => encodeRule({ ...rule, maxSquares: 1.5 })).to.throw(RangeError, "maxSquares");
    expect(() => decodeRule(1n << 90n)).to.throw(RangeError);
  });
});

describe("rules for publishing", () => {
  for (const { title, rule, kind, fault } of RULE_CASES) {
    it(`${fault ? "refuse" : "accept"} ${title}`, () => {
      expect(validateRule(rule)).to.equal(fault);
      if (!fault) expect(kindOf(rule)).to.equal(kind);
    });
  }

  it("accept exactly the rules that some ballot with a choice satisfies", () => {
    const small = anyRule.filter((rule) => rule.optionCount <= 5);
    const inRange = (rule: QuestionRule) =>
      !["optionCount", "chosenRange", "maxValue", "sumRange"].includes(validateRule(rule) ?? "");
    fc.assert(
      fc.property(small.filter(inRange), (rule) => {
        expect(validateRule(rule) === null).to.equal(someBallotExists(rule));
      }),
      { numRuns: 300 },
    );
  });

  it("count questions and slots over the whole poll", () => {
    const eightSlots = approval({ options: 8, blank: false, least: 1, most: 8 });
    expect(validateRules([])).to.deep.equal({ question: null, fault: "questionCount" });
    expect(validateRules([eightSlots, eightSlots])).to.equal(null);
    expect(validateRules([eightSlots, eightSlots, singleChoice({ options: 1, blank: false })])).to.deep.equal(
      {
        question: null,
        fault: "tooManySlots",
      },
    );
    expect(validateRules(new Array(9).fill(singleChoice({ options: 1, blank: false })))?.fault).to.equal(
      "questionCount",
    );
  });
});

describe("votes", () => {
  for (const { title, rules, votes, broken } of VOTE_CASES) {
    it(`${broken ? "are refused for" : "are taken for"} ${title}`, () => {
      expect(checkVotes(rules, votes)).to.deep.equal(broken);
    });
  }

  it("are packed with slot i in bits 8i to 8i+7 and come back", () => {
    expect(packVotes([1, 2, 255])).to.equal(0xff0201n);
    const vector = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 16, maxLength: 16 });
    fc.assert(
      fc.property(vector, (votes) => {
        expect(unpackVotes(packVotes(votes))).to.deep.equal(votes);
      }),
    );
    expect(() => packVotes([256])).to.throw(RangeError);
    expect(() => unpackVotes(1n << 128n)).to.throw(RangeError);
  });

  it("stand in consecutive slots, the blank one last", () => {
    const rules = [singleChoice({ options: 3, blank: true }), singleChoice({ options: 2, blank: false })];
    expect(slotRanges(rules)).to.deep.equal([
      { first: 0, count: 4, blank: 3 },
      { first: 4, count: 2, blank: null },
    ]);
  });
});

/** By trying every ballot. */
function someBallotExists(rule: QuestionRule): boolean {
  const choices = choiceCount(rule);
  const tries = (rule.maxValue + 1) ** choices;
  for (let n = 1; n < tries; n++) {
    const votes = Array.from(
      { length: choices },
      (_, i) => Math.floor(n / (rule.maxValue + 1) ** i) % (rule.maxValue + 1),
    );
    if (checkVotes([rule], rule.allowBlank ? [...votes, 0] : votes) === null) return true;
  }
  return false;
}
