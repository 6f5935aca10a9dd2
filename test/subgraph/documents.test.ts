import { expect } from "chai";
import {
  readCommitteeDocument,
  readPollDocument,
  readRollDocument,
} from "../../dapp/src/protocol/documents.ts";
import { COMMITTEE_CASES, COMMITTEE_SIZE } from "../support/committeeCases.ts";
import { POLL_CASES, POLL_WORDS, ROLL_CASES } from "../support/documentCases.ts";
import {
  committeeAt,
  committeeCreated,
  pollAt,
  pollPublished,
  ROLL_KIND,
  rollAt,
  rollCreated,
} from "./fixtures.ts";
import { mappingSuite } from "./mappingSuite.ts";

describe("Documents, read by the library and by the subgraph", () => {
  const mapped = mappingSuite();

  for (const { name, text, fault } of POLL_CASES) {
    it(`the library says of a poll's document with ${name}: ${fault ?? "sound"}`, () => {
      const read = readPollDocument(text, POLL_WORDS);
      expect(read.malformed ? read.reason : null).to.equal(fault);
    });
  }

  for (const { name, text, fault } of ROLL_CASES) {
    it(`the library says of a roll's document with ${name}: ${fault ?? "sound"}`, () => {
      const read = readRollDocument(text);
      expect(read.malformed ? read.reason : null).to.equal(fault);
    });
  }

  for (const { name, text, fault } of COMMITTEE_CASES) {
    it(`the library says of a committee's document with ${name}: ${fault ?? "sound"}`, () => {
      const read = readCommitteeDocument(text, COMMITTEE_SIZE);
      expect(read.malformed ? read.reason : null).to.equal(fault);
    });
  }

  it("the subgraph says the same of every poll's document and goes on", async () => {
    const { index, emit } = mapped();
    await emit(rollCreated(rollAt(0), ROLL_KIND.open));
    for (const [i, { text }] of POLL_CASES.entries())
      await emit(pollPublished(pollAt(i), { document: text }));
    const { polls } = await index.ask<{ polls: unknown[] }>(
      "{ polls(first: 1000, orderBy: id) { malformed malformedReason questions(orderBy: index) { word } } }",
    );
    const words = POLL_WORDS.map((word) => ({ word: String(word) }));
    for (const [i, { name, fault }] of POLL_CASES.entries()) {
      const expected = { malformed: fault !== null, malformedReason: fault, questions: words };
      expect(polls[i], name).to.deep.equal(expected);
    }
  });

  it("the subgraph says the same of every roll's document and goes on", async () => {
    const { index, emit } = mapped();
    for (const [i, { text }] of ROLL_CASES.entries()) {
      await emit(rollCreated(rollAt(100 + i), ROLL_KIND.open, text));
    }
    const { rolls } = await index.ask<{ rolls: unknown[] }>(
      `{ rolls(first: 1000, orderBy: id, where: { id_gte: "${rollAt(100)}" }) { malformed malformedReason } }`,
    );
    for (const [i, { name, fault }] of ROLL_CASES.entries()) {
      expect(rolls[i], name).to.deep.equal({ malformed: fault !== null, malformedReason: fault });
    }
  });

  it("the subgraph says the same of every committee's document and goes on", async () => {
    const { index, emit } = mapped();
    for (const [i, { text }] of COMMITTEE_CASES.entries())
      await emit(committeeCreated(committeeAt(i), { document: text }));
    const { committees } = await index.ask<{ committees: unknown[] }>(
      "{ committees(first: 1000, orderBy: id) { malformed malformedReason document { text } } }",
    );
    for (const [i, { name, fault, text }] of COMMITTEE_CASES.entries()) {
      const expected = { malformed: fault !== null, malformedReason: fault, document: { text } };
      expect(committees[i], name).to.deep.equal(expected);
    }
  });
});
