import { expect } from "chai";
import fc from "fast-check";
import type { Address } from "viem";
import { publishOpenPoll } from "../../dapp/src/protocol/actions.ts";
import { openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { checkVotes, validateRule, validateRules } from "../../dapp/src/protocol/questionRules.ts";
import { encodeRule, packVotes, type QuestionRule, unpackVotes } from "../../dapp/src/protocol/questions.ts";
import { RULE_CASES, VOTE_CASES } from "../support/questionCases.ts";
import { pollParameters, Town } from "../support/town.ts";
import { buildWorld, refusal, type World } from "../support/world.ts";

/** The seed is fixed so that a failure can be repeated; the numbers of runs keep the file under a minute. */
const SEED = { seed: 20_261_122 };

describe("rules in Solidity and in TypeScript", () => {
  let world: World;
  let town: Town;

  before(async () => {
    world = await buildWorld();
    town = await Town.found(world);
    await town.enrol(0, 2);
    await town.admit();
  });
  after(() => world.close());

  /** What LeVote says to publishing these questions: null, or its error with the number of the question. */
  async function verdict(words: readonly bigint[]): Promise<string | null> {
    const parameters = pollParameters(town.roll, { questions: words });
    const asked = world.ask(publishOpenPoll(world.leVote, parameters, "{}"));
    const accepted = await asked.then(
      () => true,
      () => false,
    );
    if (accepted) return null;
    const { name, args } = await refusal(asked);
    return `${name} ${args.join()}`;
  }

  /** What {@link verdict} should be, from the TypeScript rules. */
  function expected(rules: readonly QuestionRule[]): string | null {
    const fault = validateRules(rules);
    if (fault === null) return null;
    if (fault.fault === "questionCount") return `LeVote_WrongQuestionCount ${rules.length}`;
    if (fault.question !== null) return `LeVote_WrongQuestion ${fault.question}`;
    return `LeVote_TooManyOptions ${rules.reduce((sum, rule) => sum + rule.optionCount, 0)}`;
  }

  it("agree on every boundary case of publishing", async () => {
    for (const { title, rule, fault } of RULE_CASES) {
      expect(validateRule(rule), title).to.equal(fault);
      expect(await verdict([encodeRule(rule)]), title).to.equal(
        fault === null ? null : "LeVote_WrongQuestion 0",
      );
    }
  });

  it("agree on the number of questions and of slots", async () => {
    const rule = RULE_CASES.find(({ title }) => title === "one of three")?.rule as QuestionRule;
    for (const count of [0, 1, 5, 6, 8, 9]) {
      const rules = Array<QuestionRule>(count).fill(rule);
      expect(await verdict(rules.map(encodeRule)), `${count}`).to.equal(expected(rules));
    }
  });

  it("refuse words with bits beyond the last field", async () => {
    const word = encodeRule(RULE_CASES[0]?.rule as QuestionRule);
    for (const bit of [90n, 91n, 95n]) {
      expect(await verdict([word | (1n << bit)])).to.equal("LeVote_WrongQuestion 0");
    }
  });

  it("agree on random words, most of them near what can be asked", async () => {
    const mostly = (usual: number, any: number) =>
      fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 0, max: usual }) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: any }) },
      );
    const word = fc.record({
      optionCount: fc.integer({ min: 1, max: 17 }),
      minChosen: mostly(2, 17),
      maxChosen: mostly(5, 17),
      maxValue: mostly(6, 255),
      minSum: mostly(8, 65_535),
      maxSum: mostly(40, 65_535),
      maxSquares: mostly(100, 0xffffff),
      distinct: fc.boolean(),
      allowBlank: fc.boolean(),
    });
    let publishable = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 2 }), async (rules) => {
        const wanted = expected(rules);
        if (wanted === null) publishable++;
        expect(await verdict(rules.map(encodeRule))).to.equal(wanted);
      }),
      { ...SEED, numRuns: 1_500 },
    );
    expect(publishable).to.be.greaterThan(200);
  });

  /** Polls of the same rules are one poll, whatever is asked of it. */
  const polls = new Map<string, Address>();

  /** Publishes all, then freezes all in the window: votes are then refused for their rules before their proof. */
  async function openAll(lists: readonly (readonly QuestionRule[])[]): Promise<void> {
    const closesAt = (await world.now()) + 10_000;
    const schedule = { rollClosesAt: closesAt, opensAt: closesAt + 1_000, closesAt: closesAt + 1_000_000 };
    for (const rules of lists) {
      const key = JSON.stringify(rules);
      if (polls.has(key)) continue;
      polls.set(key, await town.publish({ ...schedule, questions: rules.map(encodeRule) }, key));
    }
    await world.moveTo(schedule.opensAt);
    for (const poll of polls.values()) {
      if ((await world.openPoll(poll).read.root()) === 0n) await town.freeze(poll);
    }
  }

  /** The question whose rule the poll finds broken, null when only the proof is wrong. */
  async function brokenIn(rules: readonly QuestionRule[], votes: bigint): Promise<bigint | null> {
    const poll = polls.get(JSON.stringify(rules));
    if (!poll) throw new Error("this poll was not opened");
    const ballot = { nullifier: 1n, votes, proof: Array<bigint>(8).fill(0n) };
    const call = { address: poll, abi: openPollAbi, functionName: "castVote", args: [ballot] };
    const { name, args } = await refusal(world.ask(call));
    if (name === "Poll_ProofInvalid") return null;
    expect(name).to.equal("Poll_RuleBroken");
    return args[0] as bigint;
  }

  const question = (rules: readonly QuestionRule[], votes: readonly number[]) => {
    const broken = checkVotes(rules, votes);
    return broken === null ? null : BigInt(broken.question);
  };

  it("agree on every boundary case of voting", async () => {
    await openAll(VOTE_CASES.map(({ rules }) => rules));
    for (const { title, rules, votes, broken } of VOTE_CASES) {
      const wanted = broken === null ? null : BigInt(broken.question);
      expect(question(rules, votes), title).to.equal(wanted);
      expect(await brokenIn(rules, packVotes(votes)), title).to.equal(wanted);
    }
  }).timeout(120_000);

  it("agree on random ballots, changed a little from valid ones or not at all", async () => {
    await openAll(VOTE_CASES.map(({ rules }) => rules));
    const value = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 255 }));
    const change = fc.tuple(fc.integer({ min: 0, max: 15 }), value);
    const cases = fc.constantFrom(...VOTE_CASES);
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(cases, fc.array(change, { maxLength: 3 }), async ({ rules, votes }, changes) => {
        const changed = unpackVotes(packVotes(votes));
        for (const [slot, to] of changes) changed[slot] = to;
        const wanted = question(rules, changed);
        if (wanted === null) kept++;
        expect(await brokenIn(rules, packVotes(changed))).to.equal(wanted);
      }),
      { ...SEED, numRuns: 1_000 },
    );
    expect(kept).to.be.greaterThan(100);
  }).timeout(120_000);
});
