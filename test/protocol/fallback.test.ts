import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "chai";
import { withFallback } from "../../dapp/src/protocol/fallback.ts";
import { indexerReader } from "../../dapp/src/protocol/indexer.ts";
import { IndexerError } from "../../dapp/src/protocol/indexerClient.ts";
import type { Reader } from "../../dapp/src/protocol/reader.ts";

const ROLL = "0x00000000000000000000000000000000000000AA";

/** A source at a block that knows one total, or fails. */
function source(block: number, total: number, failure?: Error): Reader {
  const answer = <T>(value: T) => (failure ? Promise.reject(failure) : Promise.resolve(value));
  const nothing = () => answer([]);
  return {
    head: () => answer({ block, time: block }),
    polls: nothing,
    poll: () => answer(null),
    rolls: nothing,
    roll: () => answer(null),
    rollMembers: nothing,
    rollLeaves: nothing,
    batches: nothing,
    ballots: nothing,
    sealedBallots: nothing,
    nullifiers: nothing,
    totals: () => answer([total]),
    encryptedTotals: nothing,
    committees: nothing,
    committee: () => answer(null),
    turnout: nothing,
    history: nothing,
  };
}

/** How many arguments each question has. */
const QUESTION_LENGTHS: Record<keyof Reader, number> = {
  head: 0,
  polls: 0,
  poll: 1,
  rolls: 0,
  roll: 1,
  rollMembers: 1,
  rollLeaves: 2,
  batches: 1,
  ballots: 3,
  sealedBallots: 3,
  nullifiers: 1,
  totals: 1,
  encryptedTotals: 1,
  committees: 0,
  committee: 1,
  turnout: 1,
  history: 1,
};

describe("reading with a fallback", () => {
  it("asks the indexer while it keeps up", async () => {
    const reader = withFallback(source(90, 1), source(100, 2), { tolerance: 10 });
    expect(await reader.totals(ROLL)).to.deep.equal({ source: "indexer", value: [1] });
  });

  it("asks the chain when the indexer is behind, and says by how much", async () => {
    const reader = withFallback(source(89, 1), source(100, 2), { tolerance: 10 });
    expect(await reader.totals(ROLL)).to.deep.equal({
      source: "chain",
      reason: "behind",
      lag: 11,
      value: [2],
    });
  });

  it("asks the chain when the indexer is down or there is none", async () => {
    const down = withFallback(source(0, 1, new IndexerError("down")), source(100, 2));
    expect(await down.totals(ROLL)).to.deep.equal({ source: "chain", reason: "unreachable", value: [2] });
    const none = withFallback(null, source(100, 2));
    expect(await none.totals(ROLL)).to.deep.equal({ source: "chain", reason: "none", value: [2] });
  });

  it("asks the chain when the indexer stops between the look at it and the question", async () => {
    const failing = { ...source(100, 1), totals: () => Promise.reject(new IndexerError("stopped")) };
    const reader = withFallback(failing, source(100, 2));
    expect(await reader.totals(ROLL)).to.deep.equal({ source: "chain", reason: "unreachable", value: [2] });
  });

  it("goes on from the indexer when only the chain is down", async () => {
    const reader = withFallback(source(100, 1), source(0, 2, new Error("node down")));
    expect(await reader.totals(ROLL)).to.deep.equal({ source: "indexer", value: [1] });
  });

  it("passes every question on as it was asked", async () => {
    const heard: unknown[][] = [];
    const listening = new Proxy(source(100, 1), {
      get:
        (_, name) =>
        async (...asked: unknown[]) => {
          heard.push([name, ...asked]);
          return name === "head" ? { block: 100, time: 100 } : name;
        },
    });
    const reader = withFallback(listening, source(100, 2));
    await reader.head();
    heard.length = 0;
    for (const name of Object.keys(source(0, 0)) as (keyof Reader)[]) {
      const ask = reader[name] as (...asked: unknown[]) => Promise<{ value: unknown }>;
      await ask(`first of ${name}`, `second of ${name}`, `third of ${name}`);
      const [[heardName, ...heardArguments] = []] = heard;
      expect(heardName).to.equal(name);
      const taken = ["first", "second", "third"].map((place) => `${place} of ${name}`);
      expect(heardArguments).to.deep.equal(taken.slice(0, QUESTION_LENGTHS[name]));
      heard.length = 0;
    }
  });

  it("fails with the chain's error when both are down", async () => {
    const reader = withFallback(source(0, 1, new IndexerError("down")), source(0, 2, new Error("node down")));
    expect(await reader.totals(ROLL).catch((error) => error.message)).to.equal("node down");
  });
});

describe("reading from the indexer", () => {
  let server: Server;
  let url: string;
  let asked: { query: string; variables: Record<string, unknown> }[];
  const members = Array.from({ length: 1500 }, (_, index) => ({
    index,
    commitment: String(index + 1),
    joinedPosition: String(1n << 32n),
    admittedPosition: index < 1400 ? String((5n << 32n) + 3n) : null,
    removedPosition: index === 7 ? String(9n << 32n) : null,
    removalEffectiveAt: null,
  }));

  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const body = JSON.parse(Buffer.concat(chunks).toString());
        asked.push(body);
        const { from = 0, first = 0 } = body.variables;
        const meta = { _meta: { hasIndexingErrors: false, block: { number: 12, timestamp: 99 } } };
        const isHead = body.query.includes("_meta");
        response.end(
          JSON.stringify({ data: isHead ? meta : { members: members.slice(from, from + first) } }),
        );
      });
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  afterEach(() => server.close());

  it("asks for whole pages of one block and keeps zeros of removed members", async () => {
    const leaves = await indexerReader(url).rollLeaves(ROLL);
    expect(leaves).to.have.length(1400);
    expect([leaves[6], leaves[7], leaves[1399]]).to.deep.equal([7n, 0n, 1400n]);
    const variables = asked.slice(1).map((question) => question.variables);
    expect(variables).to.deep.equal(
      [0, 1000].map((from) => ({ roll: ROLL.toLowerCase(), from, first: 1000, block: 12 })),
    );
  });

  it("rebuilds the group of an earlier moment", async () => {
    const at = (block: number, logIndex: number) => indexerReader(url).rollLeaves(ROLL, { block, logIndex });
    expect(await at(5, 2)).to.have.length(0);
    expect((await at(5, 3))[7]).to.equal(8n);
    expect((await at(9, 0))[7]).to.equal(0n);
  });

  it("never names a nullifier or a commitment", async () => {
    await indexerReader(url).rollLeaves(ROLL);
    for (const { variables } of asked)
      expect(Object.keys(variables).join()).not.to.match(/nullifier|commitment/);
  });

  it("fails with its own error when nothing answers", async () => {
    const error = await indexerReader("http://127.0.0.1:1/")
      .totals(ROLL)
      .catch((reason) => reason);
    expect(error).to.be.instanceOf(IndexerError);
  });
});
