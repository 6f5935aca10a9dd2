import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { getAddress } from "viem";
import { withFallback } from "../../dapp/src/protocol/fallback.ts";
import { indexerReader } from "../../dapp/src/protocol/indexer.ts";
import { IndexerError } from "../../dapp/src/protocol/indexerClient.ts";
import { singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { encodeRule } from "../../dapp/src/protocol/questions.ts";
import type { Reader } from "../../dapp/src/protocol/reader.ts";
import { GENERATOR, multiply } from "../../dapp/src/protocol/sealed/curve.ts";
import { addUp } from "../../dapp/src/protocol/sealed/encryption.ts";

const address = (number: number) => `0x${number.toString(16).padStart(40, "0")}`;
const WORD = String(encodeRule(singleChoice({ options: 3, blank: true })));
const KEY = multiply(GENERATOR, 5n);

const pollRow = (number: number) => ({
  id: address(number),
  kind: "OPEN",
  roll: { id: address(900) },
  organiser: address(901),
  rollClosesAt: "1",
  opensAt: "2",
  closesAt: "3",
  minimumRoll: "2",
  questions: [{ word: WORD }],
  rollMark: null,
  root: null,
  depth: null,
  rollSize: null,
  frozenPosition: null,
  cancelledAt: null,
  cancelReason: null,
  ballotCount: 0,
  committee: null as { id: string } | null,
  minimumTurnout: null as string | null,
  electionKey: null as string[] | null,
  shares: [],
  finalizedPosition: null,
  openedBy: null,
  results: [],
  publishedPosition: String(BigInt(number) << 32n),
});
const sealedRow = (number: number) => ({
  ...pollRow(number),
  kind: "SEALED",
  committee: { id: address(902) },
  minimumTurnout: "2",
  electionKey: [String(KEY.x), String(KEY.y)],
});

/** The ciphertexts of three ballots: four coordinates for each of two. */
const POINTS = [0, 1, 2].map((n) =>
  [1, 2].flatMap((g) => {
    const R = multiply(GENERATOR, BigInt(10 * n + g));
    const C = multiply(KEY, BigInt(10 * n + g));
    return [R.x, R.y, C.x, C.y].map(String);
  }),
);

describe("the indexer's reader", () => {
  let server: Server;
  let reader: Reader;
  let asked: { query: string; variables: Record<string, unknown> }[];
  let rows: ReturnType<typeof pollRow>[];
  let lost: string[];
  let ballots: number;
  const names = () => asked.map(({ query }) => /query (\w+)/.exec(query)?.[1]);

  function answer(query: string, variables: Record<string, never>): object {
    const { ids = [], from = 0, first = 0 } = variables as { ids?: string[]; from?: number; first?: number };
    if (query.includes("query Polls(")) return { polls: rows };
    if (query.includes("query Poll(")) return { poll: rows.find(({ id }) => id === variables.id) ?? null };
    if (query.includes("query PollDocuments(")) {
      const found = ids.filter((id) => !lost.includes(id));
      return { pollDocuments: found.map((id) => ({ id, text: `document of ${id}` })) };
    }
    if (query.includes("query Nullifiers(")) {
      const all = Array.from({ length: ballots }, (_, index) => ({ index, nullifier: String(index + 7) }));
      return { ballots: [], sealedBallots: all.slice(from, from + first) };
    }
    const all = Array.from({ length: ballots }, (_, index) => ({
      index,
      nullifier: String(index + 7),
      points: POINTS[index % 3],
      h: "1",
      ballotProof: Array(8).fill("2"),
      memberProof: Array(8).fill("3"),
      position: String(BigInt(index) << 32n),
    }));
    return { sealedBallots: all.slice(from, from + first) };
  }

  beforeEach(async () => {
    asked = [];
    rows = [pollRow(2), pollRow(1)];
    lost = [];
    ballots = 0;
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = JSON.parse(Buffer.concat(chunks).toString());
        asked.push(body);
        response.end(JSON.stringify({ data: answer(body.query, body.variables) }));
      });
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    reader = indexerReader(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  });
  afterEach(() => server.close());

  it("asks for each document once, however often the list is read again", async () => {
    const first = await reader.polls();
    expect(first.map(({ document }) => document)).to.deep.equal(
      [2, 1].map((number) => `document of ${address(number)}`),
    );
    rows = [{ ...pollRow(2), ballotCount: 5 }, pollRow(1)];
    const again = await reader.polls();
    expect(again.map(({ ballots: count }) => count)).to.deep.equal([5, 0]);
    expect(again.map(({ document }) => document)).to.deep.equal(first.map(({ document }) => document));
    expect((await reader.poll(getAddress(address(1))))?.document).to.equal(first[1]?.document);
    expect(names()).to.deep.equal(["Polls", "PollDocuments", "Polls", "Poll"]);
  });

  it("asks for a new poll's document alone", async () => {
    await reader.polls();
    rows = [pollRow(3), ...rows];
    expect((await reader.polls())[0]?.document).to.equal(`document of ${address(3)}`);
    expect(asked.at(-1)?.variables.ids).to.deep.equal([address(3)]);
  });

  it("never takes a poll without its document: the chain is asked instead", async () => {
    lost = [address(1)];
    const error = await reader.polls().catch((reason) => reason);
    expect(error).to.be.instanceOf(IndexerError);
    const head = async () => ({ block: 1, time: 1 });
    const chain = { ...reader, head, polls: async () => [] };
    const answered = await withFallback({ ...reader, head }, chain).polls();
    expect(answered).to.deep.equal({ source: "chain", reason: "unreachable", value: [] });
  });

  it("reads encrypted ballots in pages and adds them up as the contract does", async () => {
    rows = [sealedRow(4)];
    ballots = 600;
    const poll = getAddress(address(4));
    const found = await reader.sealedBallots(poll, 0, 1024);
    expect(found.map(({ ballot }) => ballot)).to.deep.equal(Array.from({ length: 600 }, (_, i) => i));
    expect(asked.map(({ variables }) => variables.from)).to.deep.equal([0, 250, 500]);
    expect((await reader.sealedBallots(poll, 590, 5)).map(({ ballot }) => ballot)).to.deep.equal([
      590, 591, 592, 593, 594,
    ]);
    const sums = addUp(
      KEY,
      2,
      found.map(({ ciphertexts }) => ciphertexts),
    );
    expect(await reader.encryptedTotals(poll)).to.deep.equal(sums);
  });

  it("gives all nullifiers in order, and names none of them in a question", async () => {
    rows = [sealedRow(4)];
    ballots = 1_500;
    const nullifiers = await reader.nullifiers(getAddress(address(4)));
    expect(nullifiers).to.deep.equal(Array.from({ length: 1_500 }, (_, i) => BigInt(i + 7)));
    for (const { variables } of asked)
      expect(Object.keys(variables)).to.have.members(["poll", "from", "first"]);
  });
});
