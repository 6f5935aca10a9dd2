import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { verifyProof } from "@semaphore-protocol/proof";
import { expect } from "chai";
import { decodeFunctionData } from "viem";
import {
  type BallotPoll,
  ballotCalldata,
  type OpenBallot,
  parseBallot,
  prepareOpenBallot,
  serialiseBallot,
} from "../../dapp/src/protocol/ballot.ts";
import { openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { identityFrom } from "../../dapp/src/protocol/identity.ts";
import { type ProofProgress, proveMembership, verifyMembership } from "../../dapp/src/protocol/proof.ts";
import { workerProver } from "../../dapp/src/protocol/proofClient.ts";
import { answer, type ProofReport } from "../../dapp/src/protocol/proofWorker.ts";
import { singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { encodeRule } from "../../dapp/src/protocol/questions.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import { FIELD, type MembershipProof, pollScope } from "../../dapp/src/protocol/semaphoreProof.ts";
import { artifacts } from "../support/ballots.ts";

const POLL = "0x00000000000000000000000000000000000000AA";
const voters = [1, 2, 3, 4, 5].map((n) => identityFrom(new Uint8Array(32).fill(n)));
const tree = new RollTree(voters.map(({ commitment }) => commitment));
const voter = voters[4] ?? expect.fail();
const path = tree.voterPath(4);
const poll: BallotPoll = {
  chainId: 31337,
  address: POLL,
  questions: [encodeRule(singleChoice({ options: 2, blank: true }))],
  frozen: { root: tree.paddedRoot, depth: 10, rollSize: 5, at: { block: 1, logIndex: 0 } },
};
const VOTES = [0, 1, 0];

describe("a ballot with a real proof", () => {
  const progress: ProofProgress[] = [];
  let ballot: OpenBallot;
  let proof: MembershipProof;

  before(async () => {
    ballot = await prepareOpenBallot(poll, voter, path, VOTES, async (request, depth) => {
      proof = await proveMembership(request, artifacts(depth), (step) => progress.push(step));
      return proof;
    });
  });

  it("is accepted by Semaphore's own verifier", async () => {
    const { depth, root, nullifier, message, scope, points } = proof;
    const [p0, p1, p2, p3, p4, p5, p6, p7] = points.map(String) as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const theirs = {
      merkleTreeDepth: depth,
      merkleTreeRoot: String(root),
      nullifier: String(nullifier),
      message: String(message),
      scope: String(scope),
      points: [p0, p1, p2, p3, p4, p5, p6, p7] as [
        string,
        string,
        string,
        string,
        string,
        string,
        string,
        string,
      ],
    };
    expect(await verifyProof(theirs)).to.equal(true);
    expect(await verifyProof({ ...theirs, message: String(message + 1n) })).to.equal(false);
  });

  it("is accepted off chain with the key of its depth, and not with another vote or root", async () => {
    const file = createRequire(import.meta.url).resolve("@zk-kit/semaphore-artifacts/semaphore-10.json");
    const key = JSON.parse(readFileSync(file, "utf8")) as object;
    expect(await verifyMembership(proof, key)).to.equal(true);
    expect(await verifyMembership({ ...proof, message: proof.message + 1n }, key)).to.equal(false);
    expect(await verifyMembership({ ...proof, root: proof.root + 1n }, key)).to.equal(false);
  });

  it("names poll, votes and nullifier as the contract takes them", () => {
    expect(proof).to.include({
      message: 0x0100n,
      scope: pollScope(31337, POLL),
      root: tree.paddedRoot,
      depth: 10,
    });
    expect(ballot.votes).to.equal(0x0100n);
    expect(ballot.nullifier > 0n && ballot.nullifier < FIELD).to.equal(true);
    const { args } = decodeFunctionData({ abi: openPollAbi, data: ballotCalldata(ballot) });
    expect(args?.[0]).to.deep.equal({
      nullifier: ballot.nullifier,
      votes: ballot.votes,
      proof: [...ballot.proof],
    });
  });

  it("comes back from storage byte by byte", () => {
    expect(parseBallot(serialiseBallot(ballot))).to.deep.equal(ballot);
    expect(ballotCalldata(parseBallot(serialiseBallot(ballot)))).to.equal(ballotCalldata(ballot));
    for (const text of ["", "{}", serialiseBallot(ballot).replace('"version":1', '"version":2')]) {
      expect(() => parseBallot(text)).to.throw("unreadable");
    }
  });

  it("tells its progress without ever going back", () => {
    const fractions = progress.map(({ fraction }) => fraction);
    expect(fractions).to.deep.equal([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).to.equal(1);
    expect([...new Set(progress.map(({ stage }) => stage))]).to.deep.equal(["loading", "witness", "proving"]);
    expect(new Set(fractions).size).to.be.greaterThan(8);
  });
});

describe("a ballot is not made", () => {
  const never = () => Promise.reject(new Error("nothing may be proved"));
  const faultOf = (change: Partial<BallotPoll>, votes = VOTES, way = path) =>
    prepareOpenBallot({ ...poll, ...change }, voter, way, votes, never).catch((error) => error);

  it("for votes that break a rule, and says which", async () => {
    expect((await faultOf({}, [1, 1, 0])).broken).to.deep.equal({ question: 0, bound: "maxChosen" });
  });

  it("before the roll is frozen", async () => {
    expect((await faultOf({ frozen: null })).fault).to.equal("notFrozen");
  });

  it("with a path of another roll or another depth", async () => {
    const smaller = new RollTree(voters.slice(0, 4).map(({ commitment }) => commitment)).voterPath(3);
    expect((await faultOf({}, VOTES, smaller)).fault).to.equal("path");
    expect((await faultOf({}, VOTES, tree.voterPath(4, 13))).fault).to.equal("path");
  });
});

describe("a proof is not made", () => {
  const request = { secretScalar: voter.secretScalar, commitment: voter.commitment, message: 1n, scope: 2n };
  const faultOf = async (way: typeof path, material = artifacts(10)) =>
    (await proveMembership({ ...request, path: way }, material).catch((error) => error)).fault;

  it("with somebody else's path, or one that is too short", async () => {
    expect(await faultOf(tree.voterPath(3))).to.equal("path");
    expect(await faultOf({ ...path, siblings: path.siblings.slice(1) })).to.equal("path");
  });

  it("without its material", async () => {
    expect(
      await faultOf(path, { wasm: "http://127.0.0.1:1/none.wasm", zkey: "http://127.0.0.1:1/none.zkey" }),
    ).to.equal("material");
    expect(await faultOf(path, { wasm: new Uint8Array(8), zkey: new Uint8Array(8) })).to.equal("failed");
  });

  it("by a worker that never answers: it is ended and says so", async () => {
    let ended = 0;
    const silent = {
      postMessage: () => undefined,
      addEventListener: () => undefined,
      terminate: () => void ended++,
    };
    const prove = workerProver({ start: () => silent, artifacts, timeout: 20 });
    const error = await prove({ ...request, path }, 10).catch((reason) => reason);
    expect([error.fault, ended]).to.deep.equal(["timeout", 1]);
  });

  it("by a worker that reports a fault, which keeps its name", async () => {
    const reports: ProofReport[] = [];
    await answer({ id: 7, request: { ...request, path: tree.voterPath(3) }, artifacts: artifacts(10) }, (r) =>
      reports.push(r),
    );
    expect(reports.at(-1)).to.include({ id: 7, type: "fault", fault: "path" });
  });
});
