import { expect } from "chai";
import { openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import {
  approval,
  budget,
  quadratic,
  ranking,
  singleChoice,
} from "../../dapp/src/protocol/questionPresets.ts";
import { encodeRule, type QuestionRule } from "../../dapp/src/protocol/questions.ts";
import { emission } from "./emitter.ts";
import {
  ballotCounted,
  documentOf,
  numbered,
  ORGANISER,
  pollAt,
  pollPublished,
  position,
  ROLL_KIND,
  rollAt,
  rollCreated,
  SCHEDULE,
} from "./fixtures.ts";
import { DAWN, mappingSuite } from "./mappingSuite.ts";

const five = { options: 4, blank: true };
const KINDS: Record<string, QuestionRule> = {
  "single choice": singleChoice(five),
  approval: approval({ ...five, least: 1, most: 3 }),
  budget: budget({ ...five, points: 100, spendAll: true }),
  quadratic: quadratic({ ...five, credits: 50 }),
  ranking: ranking({ ...five, places: 3 }),
};

describe("What the subgraph keeps of polls", () => {
  const mapped = mappingSuite();

  before(() => mapped().emit(rollCreated(rollAt(0), ROLL_KIND.open)));

  it("a poll's schedule, its document in each language, its questions and options with their slots", async () => {
    const { index, emit } = mapped();
    const number = await emit(pollPublished(pollAt(0)));
    const { poll } = await index.ask<{ poll: Record<string, unknown> }>(`{ poll(id: "${pollAt(0)}") {
      kind roll { id } organiser malformed malformedReason rollClosesAt opensAt closesAt minimumRoll
      questionCount slotCount rollMark root depth rollSize frozenAt cancelledAt cancelReason ballotCount
      turnoutInterval publishedPosition
      document { languages title context image imageAlt }
      questions(orderBy: index) { id index firstSlot key title description optionCount allowBlank minChosen maxChosen
        options(orderBy: index) { id slot index blank key label result { slot total ballots } } }
      history { kind account }
    } }`);
    const option = (slot: number, at: number, key: string | null, ...label: string[]) => ({
      id: numbered(pollAt(0), slot),
      slot,
      index: at,
      blank: key === null,
      key,
      label,
      result: { slot, total: "0", ballots: 0 },
    });
    expect(poll).to.deep.equal({
      kind: "OPEN",
      roll: { id: rollAt(0) },
      organiser: ORGANISER,
      malformed: false,
      malformedReason: null,
      rollClosesAt: String(SCHEDULE.rollClosesAt),
      opensAt: String(SCHEDULE.opensAt),
      closesAt: String(SCHEDULE.closesAt),
      minimumRoll: "2",
      questionCount: 2,
      slotCount: 8,
      rollMark: null,
      root: null,
      depth: null,
      rollSize: null,
      frozenAt: null,
      cancelledAt: null,
      cancelReason: null,
      ballotCount: 0,
      turnoutInterval: 3600,
      publishedPosition: position(number, 0),
      document: {
        languages: ["fr", "en"],
        title: ["La place", "The square"],
        context: ["**Où** ?", ""],
        image: "data:image/webp;base64,UklGRg==",
        imageAlt: ["Un plan", "A map"],
      },
      questions: [
        {
          id: numbered(pollAt(0), 0),
          index: 0,
          firstSlot: 0,
          key: "q1",
          title: ["Que planter ?", "What to plant?"],
          description: [],
          optionCount: 4,
          allowBlank: true,
          minChosen: 1,
          maxChosen: 1,
          options: [
            option(0, 0, "a", "Un tilleul", "A lime"),
            option(1, 1, "b", "Un chêne", "An oak"),
            option(2, 2, "c", "Un orme", "An elm"),
            option(3, 3, null),
          ],
        },
        {
          id: numbered(pollAt(0), 1),
          index: 1,
          firstSlot: 4,
          key: "q2",
          title: ["Quels bancs ?", "Which benches?"],
          description: ["Deux au plus", "Two at most"],
          optionCount: 4,
          allowBlank: false,
          minChosen: 1,
          maxChosen: 2,
          options: [
            option(4, 0, "a", "Bois", "Wood"),
            option(5, 1, "b", "Pierre", "Stone"),
            option(6, 2, "c", "Acier", "Steel"),
            option(7, 3, "d", "Béton", "Concrete"),
          ],
        },
      ],
      history: [{ kind: "PUBLISHED", account: ORGANISER }],
    });
  });

  for (const [i, [kind, rule]] of Object.entries(KINDS).entries()) {
    it(`every part of a ${kind} question's word, and each of its slots on the right option`, async () => {
      const { index, emit } = mapped();
      const poll = pollAt(10 + i);
      const words = [encodeRule(singleChoice({ options: 2, blank: false })), encodeRule(rule)];
      await emit(pollPublished(poll, { words, document: documentOf(["x", "y"], ["a", "b", "c", "d"]) }));
      // One ballot for each slot of the question, with a value of its own.
      const slots = [2, 3, 4, 5, 6];
      const votes = slots.map((slot) => [1, 0, 0, 0, 0, 0, 0].map((v, at) => (at === slot ? slot * 10 : v)));
      await emit(...votes.map((vector, ballot) => ballotCounted(poll, ballot, vector)));
      const answer = await index.ask<{ poll: { questions: unknown[] } }>(`{ poll(id: "${poll}") {
        ballotCount
        questions(orderBy: index) { word optionCount minChosen maxChosen maxValue minSum maxSum maxSquares
          distinct allowBlank options(orderBy: slot) { key result { total ballots } } }
      } }`);
      const once = (slot: number) => ({ total: String(slot * 10), ballots: 1 });
      expect(answer.poll.questions[1]).to.deep.equal({
        word: String(words[1]),
        ...rule,
        options: ["a", "b", "c", "d", null].map((key, at) => ({ key, result: once(2 + at) })),
      });
      expect(answer.poll.questions[0]).to.deep.include({
        options: [
          { key: "x", result: { total: "5", ballots: 5 } },
          { key: "y", result: { total: "0", ballots: 0 } },
        ],
      });
    });
  }

  it("all 16 slots of the ballot vector up to their largest value", async () => {
    const { index, emit } = mapped();
    const poll = pollAt(20);
    const word = encodeRule(budget({ options: 8, blank: false, points: 255, spendAll: false }));
    const ids = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const full = Array.from({ length: 16 }, (_, slot) => 255 - slot);
    await emit(
      pollPublished(poll, { words: [word, word], document: documentOf(ids, ids) }),
      ballotCounted(poll, 0, full),
      ballotCounted(poll, 1, full),
    );
    const answer = await index.ask(
      `{ poll(id: "${poll}") { results(orderBy: slot) { slot total ballots option { index } } } }`,
    );
    expect(answer.poll).to.deep.equal({
      results: full.map((value, slot) => ({
        slot,
        total: String(2 * value),
        ballots: 2,
        option: { index: slot % 8 },
      })),
    });
  });

  it("ballots whole and in order, and turnout by the hour", async () => {
    const { index, emit, emitAt } = mapped();
    const poll = pollAt(21);
    const hour = 3_600 * Math.ceil((DAWN + 1_000) / 3_600);
    await emit(pollPublished(poll));
    const first = await emitAt(hour + 10, ballotCounted(poll, 0, [1]), ballotCounted(poll, 1, [0, 1]));
    await emitAt(hour + 3_599, ballotCounted(poll, 2, [1]));
    await emitAt(hour + 2 * 3_600, ballotCounted(poll, 3, [0, 0, 1]));
    const answer = await index.ask<{ poll: { ballots: Record<string, unknown>[]; turnout: unknown } }>(
      `{ poll(id: "${poll}") { ballots(orderBy: index) { index nullifier votes proof position block timestamp }
        turnout(orderBy: start) { start ballots ballotsSoFar } } }`,
    );
    expect(answer.poll.ballots.map(({ index: place, votes }) => [place, votes])).to.deep.equal([
      [0, "1"],
      [1, "256"],
      [2, "1"],
      [3, "65536"],
    ]);
    expect(answer.poll.ballots[1]).to.deep.equal({
      index: 1,
      nullifier: "1001",
      votes: "256",
      proof: Array.from({ length: 8 }, (_, i) => String(10n ** 70n + BigInt(i))),
      position: position(first, 1),
      block: String(first),
      timestamp: String(hour + 10),
    });
    expect(answer.poll.turnout).to.deep.equal([
      { start: String(hour), ballots: 3, ballotsSoFar: 3 },
      { start: String(hour + 7_200), ballots: 1, ballotsSoFar: 4 },
    ]);
  });

  it("turnout by the minute where voting is short", async () => {
    const { index, emit, emitAt } = mapped();
    const poll = pollAt(22);
    const minute = 60 * Math.ceil((DAWN + 50_000) / 60);
    await emit(pollPublished(poll, { schedule: { ...SCHEDULE, closesAt: SCHEDULE.opensAt + 600 } }));
    await emitAt(minute + 59, ballotCounted(poll, 0, [1]));
    await emitAt(minute + 60, ballotCounted(poll, 1, [1]));
    const answer = await index.ask(`{ poll(id: "${poll}") { turnout(orderBy: start) { start ballots } } }`);
    expect(answer.poll).to.deep.equal({
      turnout: [
        { start: String(minute), ballots: 1 },
        { start: String(minute + 60), ballots: 1 },
      ],
    });
  });

  it("mark, frozen root and cancellation, in the poll and in its history", async () => {
    const { index, emit } = mapped();
    const poll = pollAt(23);
    const root = 2n ** 253n + 1n;
    await emit(pollPublished(poll), emission(openPollAbi, poll, "RollMarked", { mark: 40n }));
    const number = await emit(
      emission(openPollAbi, poll, "Frozen", { root, depth: 13, rollSize: 4_000_000_000 }),
      emission(openPollAbi, poll, "Cancelled", { reason: "La salle est fermée \u{1F6AB}" }),
    );
    const answer = await index.ask<{ poll: object }>(`{ poll(id: "${poll}") {
      rollMark root depth rollSize frozenPosition cancelReason
      history(orderBy: position) { kind rollMark root depth rollSize reason } } }`);
    const none = { rollMark: null, root: null, depth: null, rollSize: null, reason: null };
    const frozen = { root: String(root), depth: 13, rollSize: "4000000000" };
    expect(answer.poll).to.deep.equal({
      rollMark: "40",
      ...frozen,
      frozenPosition: position(number, 0),
      cancelReason: "La salle est fermée \u{1F6AB}",
      history: [
        { ...none, kind: "PUBLISHED" },
        { ...none, kind: "ROLL_MARKED", rollMark: "40" },
        { ...none, kind: "FROZEN", ...frozen },
        { ...none, kind: "CANCELLED", reason: "La salle est fermée \u{1F6AB}" },
      ],
    });
  });

  it("the count of a malformed poll too: its slots are facts, its words are not", async () => {
    const { index, emit } = mapped();
    const poll = pollAt(24);
    await emit(pollPublished(poll, { document: "no poll" }), ballotCounted(poll, 0, [0, 1]));
    const answer = await index.ask(`{ poll(id: "${poll}") { malformedReason document { text languages title }
      options(orderBy: slot, first: 2) { key label result { total } } } }`);
    expect(answer.poll).to.deep.equal({
      malformedReason: "notJson",
      document: { text: "no poll", languages: [], title: [] },
      options: [
        { key: null, label: [], result: { total: "0" } },
        { key: null, label: [], result: { total: "1" } },
      ],
    });
  });

  it("nothing of a poll of an unknown kind or on an unknown roll, and it goes on", async () => {
    const { index, emit } = mapped();
    await emit(pollPublished(pollAt(25), { kind: 7 }), pollPublished(pollAt(26), { roll: rollAt(99) }));
    const { polls, _meta } = await index.ask(
      `{ polls(where: { id_in: ["${pollAt(25)}", "${pollAt(26)}"] }) { id } _meta { hasIndexingErrors } }`,
    );
    expect({ polls, _meta }).to.deep.equal({ polls: [], _meta: { hasIndexingErrors: false } });
  });
});
