import { expect } from "chai";
import {
  languageFor,
  MAX_COMMITTEE_DOCUMENT_BYTES,
  MAX_POLL_DOCUMENT_BYTES,
  type PollDocument,
  readCommitteeDocument,
  readPollDocument,
  readRollDocument,
  textIn,
  writeDocument,
} from "../../dapp/src/protocol/documents.ts";
import { singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { encodeRule } from "../../dapp/src/protocol/questions.ts";
import { COMMITTEE, COMMITTEE_CASES, COMMITTEE_SIZE } from "../support/committeeCases.ts";

const WORDS = [encodeRule(singleChoice({ options: 2, blank: true }))];
const both = (fr: string, en: string) => ({ fr, en });
const document = (): PollDocument => ({
  version: 1,
  languages: ["fr", "en"],
  title: both("La place du marché", "The market square"),
  context: both("Des **arbres** ?", "More **trees**?"),
  image: { data: "data:image/webp;base64,UklGRg==", alt: both("Un plan", "A plan") },
  questions: [
    {
      id: "q1",
      title: both("Que planter ?", "What to plant?"),
      options: [
        { id: "a", label: both("Tilleuls", "Limes") },
        { id: "b", label: both("Érables", "Maples") },
      ],
    },
  ],
});

/** Why the changed document is refused. */
function faultOf(change: (draft: PollDocument) => void, words = WORDS): string | null {
  const draft = document();
  change(draft);
  const read = readPollDocument(JSON.stringify(draft), words);
  return read.malformed ? read.reason : null;
}

describe("a poll's document", () => {
  it("comes back as written, with its rules", () => {
    const read = readPollDocument(writeDocument(document()), WORDS);
    if (read.malformed) throw new Error(read.detail);
    expect(read.document).to.deep.equal(document());
    expect(read.rules).to.deep.equal([singleChoice({ options: 2, blank: true })]);
  });

  it("is malformed when options and question words disagree", () => {
    expect(faultOf((draft) => void draft.questions[0]?.options.pop())).to.equal("wrongOptionCount");
    expect(faultOf(() => undefined, [...WORDS, ...WORDS])).to.equal("wrongQuestionCount");
    expect(faultOf(() => undefined, [encodeRule(singleChoice({ options: 3, blank: false }))])).to.equal(
      "wrongOptionCount",
    );
    expect(faultOf(() => undefined, [1n << 95n])).to.equal("wrongQuestionWord");
  });

  it("is malformed when a text lacks one of its languages", () => {
    expect(faultOf((draft) => void delete draft.title.en)).to.equal("missingLanguage");
    expect(faultOf((draft) => void delete draft.questions[0]?.options[1]?.label.fr)).to.equal(
      "missingLanguage",
    );
    expect(faultOf((draft) => void delete draft.image?.alt.en)).to.equal("missingLanguage");
    expect(faultOf((draft) => void draft.languages.push("de"))).to.equal("missingLanguage");
  });

  it("is malformed when an id stands twice or is empty", () => {
    const rename = (id: string) => (draft: PollDocument) => {
      const option = draft.questions[0]?.options[1];
      if (option) option.id = id;
    };
    expect(faultOf(rename("a"))).to.equal("repeatedId");
    expect(faultOf(rename(""))).to.equal("wrongShape");
  });

  it("is malformed with an image that can carry scripts or comes from elsewhere", () => {
    const image = (data: string) => (draft: PollDocument) => {
      if (draft.image) draft.image.data = data;
    };
    expect(faultOf(image("data:image/svg+xml;base64,PHN2Zz4="))).to.equal("wrongShape");
    expect(faultOf(image("https://example.org/plan.webp"))).to.equal("wrongShape");
  });

  it("is malformed when it is no JSON, of another version or empty of words", () => {
    const read = (text: string) => {
      const result = readPollDocument(text, WORDS);
      return result.malformed && result.reason;
    };
    expect(read("{")).to.equal("notJson");
    expect(read("null")).to.equal("wrongShape");
    expect(read(JSON.stringify({ ...document(), version: 2 }))).to.equal("wrongShape");
    expect(faultOf((draft) => void Object.assign(draft.title, { fr: "  " }))).to.equal("wrongShape");
    expect(faultOf((draft) => void Object.assign(draft, { languages: ["fr", "fr"] }))).to.equal("wrongShape");
  });

  it("may hold 48 KiB of UTF-8 and not one byte more", () => {
    const draft = document();
    draft.context.fr = "";
    const rest = MAX_POLL_DOCUMENT_BYTES - new TextEncoder().encode(writeDocument(draft)).length;
    // Two bytes each in UTF-8, one character each in a string.
    draft.context.fr = "é".repeat(Math.floor(rest / 2)) + "x".repeat(rest % 2);
    expect(readPollDocument(writeDocument(draft), WORDS).malformed).to.equal(false);
    draft.context.fr += "x";
    expect(readPollDocument(writeDocument(draft), WORDS)).to.include({ malformed: true, reason: "tooLong" });
  });

  it("is shown in the reader's language, else in its own first one", () => {
    const { title, languages } = document();
    expect(textIn(title, ["en-GB"], languages)).to.equal("The market square");
    expect(textIn(title, ["de"], languages)).to.equal("La place du marché");
    expect([languageFor(["de", "en"], languages), languageFor(["de"], languages)]).to.deep.equal([
      "en",
      "fr",
    ]);
  });
});

describe("a roll's document", () => {
  it("names the town in each of its languages", () => {
    const text = JSON.stringify({ version: 1, languages: ["fr"], name: { fr: "Bourg-la-Prairie" } });
    expect(readRollDocument(text)).to.deep.include({ malformed: false });
    const missing = JSON.stringify({ version: 1, languages: ["fr", "en"], name: { fr: "Bourg-la-Prairie" } });
    expect(readRollDocument(missing)).to.include({ malformed: true, reason: "missingLanguage" });
    expect(readRollDocument("x".repeat(4097))).to.include({ malformed: true, reason: "tooLong" });
  });
});

describe("a committee's document", () => {
  for (const { name, text, fault } of COMMITTEE_CASES) {
    it(`with ${name} is ${fault ?? "sound"}`, () => {
      const read = readCommitteeDocument(text, COMMITTEE_SIZE);
      expect(read.malformed ? read.reason : null).to.equal(fault);
    });
  }

  it("comes back as written, labels in the order of the trustees", () => {
    const read = readCommitteeDocument(JSON.stringify(COMMITTEE), COMMITTEE_SIZE);
    if (read.malformed) throw new Error(read.detail);
    expect(writeDocument(read.document)).to.equal(JSON.stringify(COMMITTEE));
    expect(read.document.trustees.map(({ label }) => label.en)).to.deep.equal([
      "Town clerk",
      "Eldest resident",
      "Bailiff",
    ]);
  });

  it("may be as long as allowed and not a byte longer", () => {
    const bytes = (text: string) => new TextEncoder().encode(text).length;
    const withTitle = (title: string) =>
      JSON.stringify({ ...COMMITTEE, title: { fr: title, en: "The election board" } });
    const rest = MAX_COMMITTEE_DOCUMENT_BYTES - bytes(withTitle(""));
    expect(readCommitteeDocument(withTitle("x".repeat(rest)), COMMITTEE_SIZE).malformed).to.equal(false);
    expect(readCommitteeDocument(withTitle("x".repeat(rest + 1)), COMMITTEE_SIZE)).to.include({
      malformed: true,
      reason: "tooLong",
    });
  });
});
