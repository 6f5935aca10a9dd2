import { readdirSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { buildSchema, parse, validate } from "graphql";
import { invitationRollAbi, openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { encodeRule } from "../../dapp/src/protocol/questions.ts";
import { apiSchema } from "../../scripts/apiSchema.ts";
import { emission } from "./emitter.ts";
import {
  accountAt,
  ballotCounted,
  committeeAt,
  committeeCreated,
  documentOf,
  inCommittee,
  inSealedPoll,
  ORGANISER,
  pollAt,
  pollPublished,
  proofWords,
  ROLL_KIND,
  rollAt,
  rollCreated,
  sealedPublished,
} from "./fixtures.ts";
import { DAWN, mappingSuite } from "./mappingSuite.ts";

const FOLDER = "docs/queries";
const [OPEN, SEALED, ROLL, COMMITTEE] = [pollAt(0), pollAt(1), rollAt(0), committeeAt(0)];
const WORDS = [encodeRule(singleChoice({ options: 2, blank: true }))];
const DOCUMENT = documentOf(["yes", "no"]);
/** A full hour in which people vote. */
const HOUR = DAWN - (DAWN % 3_600) + 7_200;
const POINTS = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n];

/** A town's roll, an open poll with three ballots and a sealed one with two, opened by two of three trustees. */
describe("The example queries for journalists and auditors", () => {
  const mapped = mappingSuite();
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".graphql"));
  const text = (name: string) => readFileSync(`${FOLDER}/${name}.graphql`, "utf8");

  type Answer = Record<string, Record<string, never>>;
  const ask = (name: string, variables: object) => mapped().index.ask<Answer>(text(name), variables);

  before(async () => {
    const { emit, emitAt } = mapped();
    await emit(
      rollCreated(ROLL, ROLL_KIND.invitation),
      emission(invitationRollAbi, ROLL, "RegisterDeclared", { previousSize: 0n, size: 40n }),
      committeeCreated(COMMITTEE),
      pollPublished(OPEN, { words: WORDS, document: DOCUMENT }),
      ...sealedPublished(SEALED, COMMITTEE, { words: WORDS, document: `${DOCUMENT} ` }),
    );
    const trustee = (number: number) => ({ trustee: BigInt(number), account: accountAt(number) });
    const key = { trusteeKey: [3n, 4n], h: 5n, proof: proofWords(0) };
    await emit(
      inCommittee(COMMITTEE, "TrusteeAccepted", { ...trustee(1), encryptionKey: `0x${"11".repeat(32)}` }),
      inCommittee(COMMITTEE, "TrusteeAccepted", { ...trustee(2), encryptionKey: `0x${"22".repeat(32)}` }),
      inCommittee(COMMITTEE, "SharesDealt", { trustee: 1n, commitments: [1n, 2n], shares: ["0x", "0xaa"] }),
      inCommittee(COMMITTEE, "KeyConfirmed", { trustee: 1n, ...key }),
      emission(openPollAbi, OPEN, "Frozen", { root: 77n, depth: 10, rollSize: 30 }),
    );
    await emitAt(HOUR, ballotCounted(OPEN, 0, [1, 0, 0]), ballotCounted(OPEN, 1, [1, 0, 0]));
    await emitAt(HOUR + 3_600, ballotCounted(OPEN, 2, [0, 0, 1]));
    const ballot = { points: POINTS, h: 6n, ballotProof: proofWords(1), memberProof: proofWords(2) };
    const share = { D: [1n, 2n, 3n, 4n], h: 7n, proof: proofWords(3) };
    await emitAt(
      HOUR + 3_700,
      inSealedPoll(SEALED, "SealedBallotCounted", { ballot: 0n, nullifier: 900n, ...ballot }),
      inSealedPoll(SEALED, "SealedBallotCounted", { ballot: 1n, nullifier: 901n, ...ballot }),
      inSealedPoll(SEALED, "SharePublished", { trustee: 1n, ...share }),
      inSealedPoll(SEALED, "SharePublished", { trustee: 3n, ...share }),
      inSealedPoll(SEALED, "Finalized", { trustees: [1n, 3n], totals: [0n, 2n, ...Array(14).fill(0n)] }),
    );
  });

  it("are all tried here and all told of in their README", () => {
    const tried = ["ballots", "committee", "opening", "results", "roll-history", "turnout"];
    expect(files.toSorted()).to.deep.equal(tried.map((name) => `${name}.graphql`));
    const readme = readFileSync(`${FOLDER}/README.md`, "utf8");
    for (const name of files) expect(readme).to.include(`(${name})`);
  });

  it("ask for nothing that the schema does not have", () => {
    const schema = buildSchema(apiSchema(readFileSync("subgraph/schema.graphql", "utf8")));
    for (const name of files) {
      const faults = validate(schema, parse(readFileSync(`${FOLDER}/${name}`, "utf8")));
      expect(faults.map(String), name).to.deep.equal([]);
    }
  });

  it("results: each option's total, of an open poll and of an opened one", async () => {
    const totals = async (poll: string) => {
      const answer = await ask("results", { poll });
      const { questions } = answer.poll as unknown as {
        questions: { options: { label: string[]; blank: boolean; result: object }[] }[];
      };
      return questions[0]?.options.map(({ label, blank, result }) => [label[0] ?? null, blank, result]);
    };
    expect(await totals(OPEN)).to.deep.equal([
      ["YES", false, { total: "2", ballots: 2 }],
      ["NO", false, { total: "0", ballots: 0 }],
      [null, true, { total: "1", ballots: 1 }],
    ]);
    expect(await totals(SEALED)).to.deep.equal([
      ["YES", false, { total: "0", ballots: null }],
      ["NO", false, { total: "2", ballots: null }],
      [null, true, { total: "0", ballots: null }],
    ]);
    const { poll } = await ask("results", { poll: SEALED });
    expect(poll).to.deep.include({ openedBy: [1, 3], minimumTurnout: "2", ballotCount: 2 });
  });

  it("turnout: by the hour, and from an hour on", async () => {
    const hours = [
      { start: String(HOUR), ballots: 2, ballotsSoFar: 2 },
      { start: String(HOUR + 3_600), ballots: 1, ballotsSoFar: 3 },
    ];
    const { poll } = await ask("turnout", { poll: OPEN, from: "0" });
    expect(poll).to.deep.equal({ rollSize: "30", ballotCount: 3, turnoutInterval: 3_600, turnout: hours });
    const later = await ask("turnout", { poll: OPEN, from: String(HOUR + 1) });
    expect(later.poll?.turnout).to.deep.equal(hours.slice(1));
  });

  it("ballots: of either kind, from a place on", async () => {
    const open = await ask("ballots", { poll: OPEN, from: 1 });
    const found = open.poll as unknown as { root: string; ballots: object[]; sealedBallots: object[] };
    expect(found.root).to.equal("77");
    expect(found.ballots.map((row) => (row as { index: number }).index)).to.deep.equal([1, 2]);
    expect(found.ballots[1]).to.deep.include({ nullifier: "1002", votes: String(1n << 16n) });
    expect(found.sealedBallots).to.deep.equal([]);
    const { poll } = await ask("ballots", { poll: SEALED, from: 0 });
    const rows = (poll as unknown as { sealedBallots: object[] }).sealedBallots;
    expect(rows).to.have.length(2);
    expect(rows[1]).to.deep.include({ nullifier: "901", points: POINTS.map(String) });
  });

  it("roll history: what the organiser did, oldest first", async () => {
    const { roll } = await ask("roll-history", { roll: ROLL, after: "0" });
    const { history, ...facts } = roll as unknown as { history: { kind: string; position: string }[] };
    expect(facts).to.deep.include({ kind: "INVITATION", organiser: ORGANISER, declaredRegister: "40" });
    expect(history.map(({ kind }) => kind)).to.deep.equal(["CREATED", "REGISTER_DECLARED"]);
    const later = await ask("roll-history", { roll: ROLL, after: history[0]?.position });
    expect(later.roll?.history).to.deep.equal(history.slice(1));
  });

  it("committee: what each trustee has done and what is missing", async () => {
    const { committee } = await ask("committee", { committee: COMMITTEE });
    const { trustees, polls, ...facts } = committee as unknown as {
      trustees: {
        label: string[];
        acceptedAt: string;
        dealtAt: string;
        confirmedAt: string;
        shares: object[];
      }[];
      polls: object[];
    };
    expect(facts).to.deep.include({ threshold: 2, accepted: 2, dealt: 1, confirmed: 1, readyAt: null });
    const done = trustees.map(({ label, acceptedAt, dealtAt, confirmedAt, shares }) => [
      label[1],
      [acceptedAt, dealtAt, confirmedAt].filter((time) => time !== null).length,
      shares.length,
    ]);
    expect(done).to.deep.equal([
      ["Town clerk", 3, 1],
      ["Eldest resident", 1, 0],
      ["Bailiff", 0, 1],
    ]);
    expect(polls).to.have.length(1);
  });

  it("opening: every share and the whole history", async () => {
    const { poll } = await ask("opening", { poll: SEALED });
    const { shares, history, ...facts } = poll as unknown as {
      shares: { number: number; trustee: { key: string[] | null } }[];
      history: { kind: string }[];
    };
    expect(facts).to.deep.include({
      openedBy: [1, 3],
      committee: { id: COMMITTEE, threshold: 2, trusteeCount: 3 },
    });
    expect(shares.map(({ number, trustee }) => [number, trustee.key])).to.deep.equal([
      [1, ["3", "4"]],
      [3, null],
    ]);
    expect(history.map(({ kind }) => kind)).to.deep.equal([
      "PUBLISHED",
      "SHARE_PUBLISHED",
      "SHARE_PUBLISHED",
      "FINALIZED",
    ]);
  });
});
