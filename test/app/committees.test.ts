import { expect } from "chai";
import type { Address } from "viem";
import {
  accountsOf,
  type CommitteeDraft,
  documentOfCommittee,
  issuesOfCommittee,
  newCommittee,
  newTrustee,
} from "../../dapp/src/organise/committee/committeeDraft.ts";
import { tasksOf } from "../../dapp/src/organise/desk/tasks.ts";
import { soleDocument, soleKeyOf, soleStep } from "../../dapp/src/organise/poll/soleKey.ts";
import { readCommitteeDocument, writeDocument } from "../../dapp/src/protocol/documents.ts";
import type { CommitteeRecord, PollRecord, ShareRecord } from "../../dapp/src/protocol/reader.ts";
import { GENERATOR } from "../../dapp/src/protocol/sealed/curve.ts";
import {
  awaited,
  hasDone,
  isOverdue,
  isReady,
  isSole,
  openingOf,
  shareDone,
  trusteeOf,
  visitDue,
} from "../../dapp/src/trustee/progress.ts";
import { totalBound } from "../../dapp/src/trustee/share/countAction.ts";

const AT = { block: 1, logIndex: 0 };
const KEY = `0x${"11".repeat(32)}` as const;
const PROOF = { h: 0n, points: [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n] as const };
const account = (number: number) => `0x${number.toString(16).padStart(40, "0")}` as Address;
const CREATOR = account(0xc0);

/** @param visits how many of the three each trustee has made. */
function committee(visits: readonly number[], part: Partial<CommitteeRecord> = {}): CommitteeRecord {
  const trustees = visits.map((made, i) => ({
    trustee: i + 1,
    account: account(i + 1),
    accepted: made >= 1 ? { encryptionKey: KEY, at: AT } : null,
    dealt: made >= 2 ? { commitments: [GENERATOR], shares: [], at: AT } : null,
    confirmed: made >= 3 ? { key: GENERATOR, proof: PROOF, at: AT } : null,
  }));
  const ready = visits.every((made) => made === 3);
  return {
    address: account(0xcc),
    creator: CREATOR,
    threshold: 2,
    trustees,
    document: "{}",
    created: AT,
    electionKey: ready ? GENERATOR : null,
    ...part,
  };
}

const numbers = (record: CommitteeRecord) => awaited(record).map(({ trustee }) => trustee);

describe("How far trustees are", () => {
  it("waits for all to accept before anyone deals, and for all to deal before anyone confirms", () => {
    const stages = [
      [[1, 0, 1], "accept", [2]],
      [[1, 1, 1], "deal", [1, 2, 3]],
      [[2, 1, 2], "deal", [2]],
      [[2, 2, 2], "confirm", [1, 2, 3]],
      [[3, 3, 2], "confirm", [3]],
      [[3, 3, 3], null, []],
    ] as const;
    for (const [visits, due, missing] of stages) {
      const record = committee(visits);
      expect(visitDue(record), visits.join()).to.equal(due);
      expect(numbers(record), visits.join()).to.deep.equal(missing);
      expect(isReady(record), visits.join()).to.equal(due === null);
    }
  });

  it("counts the visits made, of all three by all trustees", () => {
    expect(shareDone(committee([0, 0, 0]))).to.equal(0);
    expect(shareDone(committee([2, 1, 0]))).to.be.closeTo(3 / 9, 1e-9);
    expect(shareDone(committee([3, 3, 3]))).to.equal(1);
  });

  it("knows a trustee by its account, whatever the letters' case, and nobody else", () => {
    const record = committee([1, 0, 0]);
    const mixed = account(0xab).replace("ab", "aB") as Address;
    const trustees = record.trustees.map((each) => ({ ...each, account: account(0xab) }));
    expect(trusteeOf({ ...record, trustees }, mixed)?.trustee).to.equal(1);
    expect(trusteeOf(record, CREATOR)).to.equal(undefined);
    expect(trusteeOf(record, undefined)).to.equal(undefined);
    expect(hasDone(record.trustees[0] as CommitteeRecord["trustees"][number], "accept")).to.equal(true);
  });

  it("calls a key sole only where the one who uses it is the one who holds it", () => {
    const own = committee([3], { threshold: 1, creator: account(1) });
    expect(isSole(own)).to.equal(true);
    expect(isSole({ ...own, creator: CREATOR })).to.equal(false);
    expect(isSole(committee([3, 3], { threshold: 1, creator: account(1) }))).to.equal(false);
  });
});

const share = (trustee: number): ShareRecord => ({ trustee, points: [], proof: PROOF, published: AT });

function poll(shares: readonly number[], part: Partial<PollRecord> = {}): PollRecord {
  return {
    address: account(0xb0),
    kind: "sealed",
    roll: account(0xa0),
    organiser: CREATOR,
    rollClosesAt: 1_000,
    opensAt: 2_000,
    closesAt: 3_000,
    minimumRoll: 2,
    questions: [],
    document: "{}",
    published: AT,
    rollMark: 9,
    frozen: { root: 1n, depth: 10, rollSize: 9, at: AT },
    cancelled: null,
    ballots: 7,
    sealed: {
      committee: account(0xcc),
      minimumTurnout: 5,
      electionKey: GENERATOR,
      size: 4,
      shares: shares.map(share),
      result: null,
    },
    ...part,
  };
}

describe("Opening a closed poll", () => {
  it("says who has opened, who has not, and how many are still needed, in whatever order they came", () => {
    const trusted = committee([3, 3, 3]);
    expect(openingOf(poll([]), trusted)).to.deep.equal({ shared: [], missing: [1, 2, 3], needed: 2 });
    expect(openingOf(poll([3]), trusted)).to.deep.equal({ shared: [3], missing: [1, 2], needed: 1 });
    expect(openingOf(poll([3, 1]), trusted)).to.deep.equal({ shared: [1, 3], missing: [2], needed: 0 });
    expect(openingOf(poll([2, 3, 1]), trusted)).to.deep.equal({ shared: [1, 2, 3], missing: [], needed: 0 });
  });

  it("is overdue a day after closing, not before", () => {
    expect(isOverdue(poll([]), 3_000 + 86_399)).to.equal(false);
    expect(isOverdue(poll([]), 3_000 + 86_400)).to.equal(true);
  });

  it("looks for totals up to what all ballots together can give", () => {
    // Single choice of two: 1 at most. Ten points to share out between two options: 10 at most.
    expect(totalBound({ questions: [], ballots: 7 })).to.equal(7);
    const word = 2n | (1n << 8n) | (2n << 16n) | (10n << 24n) | (10n << 32n) | (10n << 48n) | (100n << 64n);
    expect(totalBound({ questions: [word], ballots: 7 })).to.equal(70);
  });

  it("becomes a task of the organiser: remind while shares are missing, count once they are there", () => {
    const trusted = committee([3, 3, 3]);
    const kinds = (record: PollRecord, now: number) =>
      tasksOf([], [record], [trusted], now).map(({ kind }) => kind);
    expect(kinds(poll([]), 2_999)).to.deep.equal([]);
    expect(tasksOf([], [poll([2])], [trusted], 3_000)).to.deep.equal([
      { kind: "openResult", poll: poll([2]), missing: 1 },
    ]);
    expect(kinds(poll([2, 3]), 3_000)).to.deep.equal(["count"]);
    expect(kinds(poll([], { ballots: 4 }), 3_000), "void").to.deep.equal([]);
  });

  it("is the organiser's own task where one key opens it", () => {
    const sole = committee([3], { threshold: 1, creator: account(1) });
    expect(tasksOf([], [poll([])], [sole], 3_000)).to.deep.equal([{ kind: "openOwn", poll: poll([]) }]);
  });

  it("is not asked for before the key is made: then the organiser is told who is missing", () => {
    const making = committee([1, 0, 0]);
    expect(tasksOf([], [], [making], 0)).to.deep.equal([{ kind: "trustees", committee: making, count: 2 }]);
  });
});

/** A draft with nothing missing. */
function named(part: Partial<CommitteeDraft> = {}): CommitteeDraft {
  const draft = newCommittee("en");
  const trustees = draft.trustees.map((trustee, i) => ({
    ...trustee,
    label: { fr: "", en: `Role ${i + 1}` },
    account: account(i + 1),
  }));
  return { ...draft, title: { fr: "", en: "Trustees" }, trustees, ...part };
}

const names = (draft: CommitteeDraft) => issuesOfCommittee(draft).map(({ name }) => name);

describe("A draft of trustees", () => {
  it("begins with two of three, and says where each thing is missing", () => {
    const draft = newCommittee("fr");
    expect([draft.threshold, draft.trustees.length]).to.deep.equal([2, 3]);
    expect(issuesOfCommittee(draft).map(({ place }) => place)).to.deep.equal([
      "committee-title-fr",
      "label-t1-fr",
      "account-t1",
      "label-t2-fr",
      "account-t2",
      "label-t3-fr",
      "account-t3",
    ]);
  });

  it("becomes a document with one label for each trustee, in their order", () => {
    const draft = named();
    expect(names(draft)).to.deep.equal([]);
    const read = readCommitteeDocument(writeDocument(documentOfCommittee(draft)), 3);
    if (read.malformed) throw new Error(read.detail);
    expect(read.document.trustees.map(({ label }) => label.en)).to.deep.equal(["Role 1", "Role 2", "Role 3"]);
    expect(accountsOf(draft)).to.deep.equal([account(1), account(2), account(3)]);
  });

  it("takes an address in any case and with spaces around it, and refuses it twice", () => {
    const [first, second, third] = named().trustees;
    if (!first || !second || !third) throw new Error("three trustees");
    const letters = `0x${"ab".repeat(20)}`;
    const upper = { ...first, account: ` 0x${"AB".repeat(20)} ` };
    expect(names(named({ trustees: [upper, second, third] }))).to.deep.equal([]);
    const again = { ...third, account: letters };
    expect(names(named({ trustees: [upper, second, again] }))).to.deep.equal(["committee.twice"]);
    const wrong = { ...third, account: "0x12" };
    expect(names(named({ trustees: [upper, second, wrong] }))).to.deep.equal(["committee.account"]);
  });

  it("needs a threshold from one to all", () => {
    expect(names(named({ threshold: 0 }))).to.deep.equal(["committee.threshold"]);
    expect(names(named({ threshold: 4 }))).to.deep.equal(["committee.threshold"]);
    expect(names(named({ threshold: 3 }))).to.deep.equal([]);
  });

  it("never gives two trustees the same id, removed ones or not", () => {
    const [, second, third] = named().trustees;
    if (!second || !third) throw new Error("three trustees");
    expect(newTrustee([second, third]).id).to.equal("t4");
    expect(newTrustee([]).id).to.equal("t1");
  });
});

describe("A key that one device keeps alone", () => {
  const ORGANISER = account(1);
  const sole = (visits: number, address = account(0xcc)) =>
    committee([visits], { address, threshold: 1, creator: ORGANISER });
  const row = (address = account(0xcc), backedUp = true) => ({
    committee: address,
    encryptionKey: KEY,
    backedUp,
    sole: { creator: ORGANISER, document: "{}" },
  });

  it("has its file shown before anything is created, then one signature after the other", () => {
    expect(soleStep(null)).to.equal("backup");
    expect(soleStep({ row: row(account(0xcc), false), committee: null })).to.equal("backup");
    expect(soleStep({ row: row(), committee: null })).to.equal("create");
    const steps = [0, 1, 2, 3].map((visits) => soleStep({ row: row(), committee: sole(visits) }));
    expect(steps).to.deep.equal(["accept", "deal", "confirm", null]);
  });

  it("goes on with the one that was begun, and prefers one that is finished", () => {
    const begun = row(account(0xd1));
    const finished = row(account(0xd2));
    expect(soleKeyOf([begun], [], ORGANISER)).to.deep.equal({ row: begun, committee: null });
    const chain = [sole(3, account(0xd2)), sole(1, account(0xd1))];
    expect(soleKeyOf([finished, begun], chain, ORGANISER)?.row).to.equal(finished);
  });

  it("is nobody else's, nor one that was accepted with another key", () => {
    expect(soleKeyOf([row()], [], account(2))).to.equal(null);
    expect(soleKeyOf([row()], [sole(3)], account(2))).to.equal(null);
    const other = { ...row(), encryptionKey: `0x${"22".repeat(32)}` as const };
    expect(soleKeyOf([other], [sole(1)], ORGANISER)).to.equal(null);
    expect(soleKeyOf([row()], [committee([3, 3, 3])], ORGANISER)).to.equal(null);
  });

  it("is named by its moment, so that a lost one can be replaced", () => {
    const [one, other] = [0, 61_000].map((at) => writeDocument(soleDocument(new Date(at))));
    expect(one).to.not.equal(other);
    expect(readCommitteeDocument(one ?? "", 1).malformed).to.equal(false);
  });
});
