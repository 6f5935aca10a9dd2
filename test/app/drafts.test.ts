import { expect } from "chai";
import { documentOfDraft, parametersOf, ruleOf } from "../../dapp/src/organise/poll/compose.ts";
import {
  defaultRollClosing,
  KINDS,
  moved,
  newDraft,
  newOption,
  newQuestion,
  type PollDraft,
} from "../../dapp/src/organise/poll/draft.ts";
import { issuesOf } from "../../dapp/src/organise/poll/issues.ts";
import { expectedSize } from "../../dapp/src/organise/poll/sealing.ts";
import { readPollDocument, writeDocument } from "../../dapp/src/protocol/documents.ts";
import { decodeRule, kindOf } from "../../dapp/src/protocol/questions.ts";

const ROLL = "0x00000000000000000000000000000000000000a1";
const NOW = 1_800_000_000;
const WINDOWS = { rollClosing: 300, voting: 300 };
const DAY = 86_400;
const SEALING = { rollSize: 100, committees: [] };

/** A draft with nothing missing. */
function finished(part: Partial<PollDraft> = {}): PollDraft {
  const draft = newDraft(ROLL, "fr", NOW);
  const [question] = draft.questions;
  if (!question) throw new Error("a new draft has a question");
  const labelled = question.options.map((option) => ({
    ...option,
    label: { fr: `Choix ${option.id}`, en: "" },
  }));
  return {
    ...draft,
    title: { fr: "La halle", en: "" },
    questions: [{ ...question, title: { fr: "Que faire ?", en: "" }, options: labelled }],
    ...part,
  };
}

const names = (draft: PollDraft) => issuesOf(draft, NOW, WINDOWS, SEALING).map(({ name }) => name);

describe("A draft of a poll", () => {
  it("lacks a title, a question and its options when it is new, and says where each stands", () => {
    const issues = issuesOf(newDraft(ROLL, "fr", NOW), NOW, WINDOWS, SEALING);
    expect(issues.map(({ place }) => place)).to.deep.equal([
      "title-fr",
      "question-q1-title-fr",
      "question-q1-o1-fr",
      "question-q1-o2-fr",
    ]);
  });

  it("becomes a document and question words that belong together, for every kind of question", () => {
    for (const kind of KINDS) {
      const draft = finished();
      const questions = draft.questions.map((question) => ({ ...question, kind }));
      expect(names({ ...draft, questions }), kind).to.deep.equal([]);
      const { questions: words } = parametersOf({ ...draft, questions }, NOW, WINDOWS.rollClosing);
      const read = readPollDocument(writeDocument(documentOfDraft({ ...draft, questions })), words);
      expect(read.malformed, kind).to.equal(false);
      expect(kindOf(decodeRule(words[0] ?? 0n))).to.equal(kind);
    }
  });

  it("needs every text in each of its languages", () => {
    expect(names(finished({ languages: ["fr", "en"] }))).to.deep.equal([
      "title",
      "questionTitle",
      "option",
      "option",
    ]);
  });

  it("asks for the context in the other language once it is written in one", () => {
    const draft = finished({ languages: ["fr", "en"], context: { fr: "Cent ans.", en: "" } });
    expect(issuesOf(draft, NOW, WINDOWS, SEALING).map(({ place }) => place)).to.include("context-en");
  });

  it("asks what an image shows", () => {
    expect(
      names(finished({ image: { data: "data:image/webp;base64,AAAA", alt: { fr: "", en: "" } } })),
    ).to.deep.equal(["imageAlt"]);
  });

  it("says that dates lie in the past or in the wrong order", () => {
    expect(names(finished({ opensAt: NOW - 1 }))).to.include("opensInPast");
    expect(names(finished({ opensAt: NOW + DAY, closesAt: NOW + DAY }))).to.deep.equal(["tooShort"]);
    expect(names(finished({ rollClosesAt: NOW - 1 }))).to.deep.equal(["rollClosesInPast"]);
    expect(names(finished({ opensAt: NOW + DAY, rollClosesAt: NOW + DAY }))).to.deep.equal([
      "rollClosesLate",
    ]);
    expect(names(finished({ opensAt: null }))).to.deep.equal(["noOpening"]);
    expect(names(finished({ closesAt: null }))).to.deep.equal(["noClosing"]);
  });

  it("says that there are more than 16 options, blank votes counted", () => {
    const draft = finished();
    const questions = draft.questions.map((question) => {
      const options = [...question.options];
      while (options.length < 16) options.push({ ...newOption(options), label: { fr: "Encore", en: "" } });
      return { ...question, options };
    });
    expect(names({ ...draft, questions })).to.include("tooManySlots");
    const withoutBlank = questions.map((question) => ({ ...question, blank: false }));
    expect(names({ ...draft, questions: withoutBlank })).to.deep.equal([]);
  });

  it("says that it is longer than the contract takes", () => {
    expect(names(finished({ context: { fr: "é".repeat(25_000), en: "" } }))).to.deep.equal(["tooLong"]);
  });

  it("says that a question's numbers cannot be met", () => {
    const draft = finished();
    const questions = draft.questions.map((question) => ({
      ...question,
      kind: "approval" as const,
      least: 3,
      most: 3,
    }));
    expect(names({ ...draft, questions })).to.deep.equal(["rule.chosenRange"]);
  });

  it("refuses a minimum roll under two", () => {
    expect(names(finished({ minimumRoll: 1 }))).to.deep.equal(["minimumRoll"]);
  });

  it("closes its roll a day before opening, or as late as allowed where that is too soon", () => {
    expect(defaultRollClosing(NOW + 3 * DAY, NOW, 300)).to.equal(NOW + 2 * DAY);
    expect(defaultRollClosing(NOW + DAY, NOW, 300)).to.equal(NOW + DAY - 300);
  });

  it("never gives two questions or two options of a question the same id, removed ones or not", () => {
    const [first, second] = [newQuestion([]), newQuestion([{ ...newQuestion([]) }])];
    expect(newQuestion([second]).id).to.not.equal(second.id);
    expect(second.id).to.not.equal(first.id);
    const [, kept] = first.options;
    expect(kept && newOption([kept]).id).to.not.equal(kept?.id);
  });

  it("moves entries by one place and leaves the ends alone", () => {
    expect(moved(["a", "b", "c"], 2, -1)).to.deep.equal(["a", "c", "b"]);
    expect(moved(["a", "b", "c"], 0, -1)).to.deep.equal(["a", "b", "c"]);
    expect(moved(["a", "b", "c"], 2, 1)).to.deep.equal(["a", "b", "c"]);
  });

  it("ranks all options where no number of places is given", () => {
    const question = { ...newQuestion([]), kind: "ranking" as const };
    expect(ruleOf(question).maxChosen).to.equal(question.options.length);
  });

  it("is sealed unless its organiser says otherwise, with a turnout that keeps a secret", () => {
    const draft = newDraft(ROLL, "fr", NOW);
    expect([draft.secrecy, draft.keyholder, draft.committee]).to.deep.equal(["sealed", "alone", null]);
    expect(draft.minimumTurnout).to.equal(5);
  });

  it("refuses a minimum turnout under two where it is sealed, and asks none where it is open", () => {
    expect(names(finished({ minimumTurnout: 1 }))).to.deep.equal(["minimumTurnout"]);
    expect(names(finished({ minimumTurnout: 2 }))).to.deep.equal([]);
    expect(names(finished({ minimumTurnout: 1, secrecy: "open" }))).to.deep.equal([]);
  });

  it("needs trustees whose key is ready where trustees keep it", () => {
    const trusted = "0x00000000000000000000000000000000000000cc";
    const draft = finished({ keyholder: "trustees", committee: trusted });
    const named = (committees: (typeof trusted)[] | undefined, part: Partial<PollDraft> = {}) =>
      issuesOf({ ...draft, ...part }, NOW, WINDOWS, { rollSize: 9, committees }).map(({ name }) => name);
    expect(named([])).to.deep.equal(["noCommittee"]);
    expect(named([trusted])).to.deep.equal([]);
    expect(named([trusted], { committee: null })).to.deep.equal(["noCommittee"]);
    // While they are still read, what was chosen before stands.
    expect(named(undefined)).to.deep.equal([]);
    expect(named(undefined, { committee: null })).to.deep.equal(["noCommittee"]);
  });

  it("refuses points that a large roll could sum up beyond 2^22 in a sealed poll, at the very boundary", () => {
    const points = finished().questions.map((question) => ({
      ...question,
      kind: "budget" as const,
      points: 128,
    }));
    const named = (rollSize: number, part: Partial<PollDraft> = {}) =>
      issuesOf({ ...finished({ questions: points }), ...part }, NOW, WINDOWS, { rollSize, committees: [] });
    expect(named(32_768)).to.deep.equal([]);
    const [issue] = named(32_769);
    expect(issue?.name).to.equal("totalsTooLarge");
    expect(issue?.facts).to.deep.equal({ people: 32_769, most: 127 });
    expect(named(32_769, { secrecy: "open" })).to.deep.equal([]);
  });

  it("expects on its roll those who joined and those who may still join by letter", () => {
    const roll = { liveMembers: 5, joined: 9, admitted: 7, invitations: 0 };
    expect(expectedSize(roll)).to.equal(7);
    expect(expectedSize({ ...roll, invitations: 500 })).to.equal(500);
  });
});
