import { expect } from "chai";
import type { CountCheckpoint } from "../../dapp/src/protocol/audit/countCheckpoint.ts";
import { CouldNotCheck } from "../../dapp/src/protocol/audit/difference.ts";
import { auditOf, type Circumstances } from "./support/auditing.ts";
import type { PastElections } from "./support/election.ts";
import type { Question } from "./support/lyingNode.ts";
import { heldElections } from "./support/shared.ts";

async function failure(auditing: Promise<unknown>): Promise<unknown> {
  return auditing.then(
    () => null,
    (error: unknown) => error,
  );
}

/** Asks for few blocks at once, so that even three ballots come in pieces. */
const inPieces = { mostBlocks: 1 };

/** Whether it asks for the logs of ballots in blocks that hold the third one. */
async function thirdBallot({ world, open }: PastElections) {
  const logs = await world.clients.reader.getLogs({ address: open, fromBlock: 0n });
  const { topics, blockNumber } = logs.at(-1) as (typeof logs)[number];
  return ({ method, params }: Question) => {
    if (method !== "eth_getLogs") return false;
    const [filter] = params as [{ topics: string[][]; fromBlock: string; toBlock: string }];
    const reached = blockNumber >= BigInt(filter.fromBlock) && blockNumber <= BigInt(filter.toBlock);
    return (
      reached &&
      Number(filter.toBlock) - Number(filter.fromBlock) === 0 &&
      filter.topics[0]?.[0] === topics[0]
    );
  };
}

function store(kept: { checkpoint: CountCheckpoint | null }): Pick<Circumstances, "checkpoints"> {
  return {
    checkpoints: {
      every: 0,
      load: async () => JSON.parse(JSON.stringify(kept.checkpoint)),
      save: async (checkpoint) => {
        kept.checkpoint = checkpoint;
      },
    },
  };
}

describe("an interrupted audit", function () {
  this.timeout(300_000);

  it("asks again after a dropped connection and goes on where it was", async () => {
    const elections = await heldElections();
    let questions = 0;
    const cut = () => ++questions % 4 === 0;
    const report = await auditOf(elections, elections.sealed, { characters: [{ cut, ...inPieces }] });
    expect(report.verdict).to.equal("VERIFIED");
    expect(questions).to.be.greaterThan(20);
  });

  it("does not call unverified what it could not check: the node stays away", async () => {
    const elections = await heldElections();
    const error = await failure(auditOf(elections, elections.open, { characters: [{ cut: () => true }] }));
    expect(error).to.be.instanceOf(CouldNotCheck);
    expect((error as Error).message).to.match(/does not answer eth_chainId/);
  });

  it("does not take for a difference that a node has forgotten old state, or does not know a way of asking", async () => {
    const elections = await heldElections();
    const forgetful = ({ method }: Question) =>
      method === "eth_call" ? { code: -32_000, message: "missing trie node" } : null;
    const strange = ({ method, params }: Question) =>
      method === "eth_getBlockByNumber" && params[0] === "finalized"
        ? { code: -32_602, message: "invalid block tag" }
        : null;
    for (const [refuse, words] of [
      [forgetful, /does not answer eth_call: .*missing trie node/],
      [strange, /refuses eth_getBlockByNumber/],
    ] as const) {
      const error = await failure(auditOf(elections, elections.open, { characters: [{ refuse }] }));
      expect(error).to.be.instanceOf(CouldNotCheck);
      expect((error as Error).message).to.match(words);
    }
  });

  it("could not check an address where nothing stands", async () => {
    const elections = await heldElections();
    const error = await failure(auditOf(elections, "0x000000000000000000000000000000000000dEaD"));
    expect(error).to.be.instanceOf(CouldNotCheck);
  });

  it("goes on from its checkpoint in another run, and counts the same", async () => {
    const elections = await heldElections();
    const kept: { checkpoint: CountCheckpoint | null } = { checkpoint: null };
    const cut = await thirdBallot(elections);
    const first = { characters: [{ cut, ...inPieces }], ...store(kept) };
    expect(await failure(auditOf(elections, elections.open, first))).to.be.instanceOf(CouldNotCheck);
    expect(kept.checkpoint?.next).to.equal(2);

    const resumed = await auditOf(elections, elections.open, { characters: [inPieces], ...store(kept) });
    expect(resumed.verdict).to.equal("VERIFIED");
    expect(resumed.steps.find(({ step }) => step === "ballots")?.facts).to.deep.equal({
      ballots: 3,
      resumedFrom: 2,
    });
    const whole = await auditOf(elections, elections.open);
    expect(resumed.inputs.logs).to.deep.equal(whole.inputs.logs);
  });

  it("begins anew with a checkpoint of another poll or of a chain that was replaced", async () => {
    const elections = await heldElections();
    const kept: { checkpoint: CountCheckpoint | null } = { checkpoint: null };
    await auditOf(elections, elections.open, { characters: [inPieces], ...store(kept) });
    const mine = kept.checkpoint as CountCheckpoint;
    for (const strange of [
      { ...mine, subject: mine.subject.replace("open", "other").replace("31337", "1") },
      { ...mine, after: { ...mine.after, hash: `0x${"00".repeat(32)}` as const } },
    ]) {
      const report = await auditOf(elections, elections.open, store({ checkpoint: strange }));
      expect(report.verdict).to.equal("VERIFIED");
      expect(report.steps.find(({ step }) => step === "ballots")?.facts.resumedFrom).to.equal(0);
    }
  });
});
