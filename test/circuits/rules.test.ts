import { expect } from "chai";
import type { QuestionRule } from "../../dapp/src/protocol/questions.ts";
import { questionWords } from "../../dapp/src/protocol/sealed/ballot.ts";
import {
  BALLOT_SIZES,
  type BallotSize,
  ballotCircuit,
  ballotSize,
  ciphertextCount,
} from "../../dapp/src/protocol/sealed/sizes.ts";
import { VOTE_CASES } from "../support/questionCases.ts";
import { accepts } from "./support/circuit.ts";
import { KEY } from "./support/poll.ts";

/** Inputs as an attacker would make them: nothing is checked before the circuit. */
function inputs(size: BallotSize, words: bigint[], votes: readonly number[]) {
  return {
    context: 1n,
    words,
    P: [KEY.x, KEY.y],
    values: Array.from({ length: size }, (_, slot) => votes[slot] ?? 0),
    shifted: Array.from({ length: ciphertextCount(size) }, (_, g) => 1_000_003n + BigInt(g)),
    rho: 5n,
  };
}

const sizeFor = (rules: readonly QuestionRule[], votes: readonly number[]) =>
  ballotSize(
    Math.max(
      votes.length,
      rules.reduce((sum, rule) => sum + rule.optionCount, 0),
    ),
    rules.length,
  );

describe("The rules of a sealed ballot, in the circuit", () => {
  for (const { title, rules, votes, broken } of VOTE_CASES) {
    const smallest = sizeFor(rules, votes);
    for (const size of BALLOT_SIZES.filter((each) => each >= smallest)) {
      it(`${broken ? "refuses" : "accepts"} ${title} (${size} slots)`, async () => {
        const valid = await accepts(ballotCircuit(size), inputs(size, questionWords(rules, size), votes));
        expect(valid).to.equal(broken === null);
      });
    }
  }
});

describe("What the circuit asks of words and values, whatever a client sends", () => {
  const rule: QuestionRule = {
    optionCount: 4,
    minChosen: 0,
    maxChosen: 4,
    maxValue: 255,
    minSum: 0,
    maxSum: 1020,
    maxSquares: 260_100,
    distinct: false,
    allowBlank: false,
  };
  const words = questionWords([rule], 4);
  const FIELD_MINUS = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;

  it("accepts the largest value in every slot", async () => {
    expect(await accepts("ballot4", inputs(4, words, [255, 255, 255, 255]))).to.equal(true);
  });

  for (const value of [256n, FIELD_MINUS - 1n, FIELD_MINUS - 255n]) {
    it(`refuses the value ${value} that no slot holds`, async () => {
      const tampered = { ...inputs(4, words, []), values: [value, 0n, 0n, 0n] };
      expect(await accepts("ballot4", tampered)).to.equal(false);
    });
  }

  it("refuses a negative value that would even out a sum", async () => {
    const one = questionWords([{ ...rule, minSum: 1, maxSum: 1, maxValue: 2 }], 4);
    const tampered = { ...inputs(4, one, []), values: [2n, FIELD_MINUS - 1n, 0n, 0n] };
    expect(await accepts("ballot4", tampered)).to.equal(false);
  });

  it("refuses a question word with a bit beyond its fields", async () => {
    const wide = [(words[0] ?? 0n) | (1n << 90n), 0n];
    expect(await accepts("ballot4", inputs(4, wide, [1]))).to.equal(false);
  });

  it("refuses questions with more slots than the circuit", async () => {
    const long = questionWords([rule, { ...rule, optionCount: 1, maxChosen: 1 }], 4);
    expect(await accepts("ballot4", inputs(4, long, [1]))).to.equal(false);
  });

  it("refuses randomness of more than 251 bits", async () => {
    const tampered = { ...inputs(4, words, [1]), shifted: [1n << 251n, 5n] };
    expect(await accepts("ballot4", tampered)).to.equal(false);
  });
});
