import { expect } from "chai";
import { decodeFunctionData } from "viem";
import { castBallot } from "../../dapp/src/protocol/actions.ts";
import {
  ballotCalldata,
  type ClosedBallot,
  parseBallot,
  prepareSealedBallot,
  type SealedBallotPoll,
  type SealedProvers,
  serialiseBallot,
} from "../../dapp/src/protocol/ballot.ts";
import { sealedPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { identityFrom } from "../../dapp/src/protocol/identity.ts";
import { proveMembership, verifyMembership } from "../../dapp/src/protocol/proof.ts";
import { singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { encodeRule } from "../../dapp/src/protocol/questions.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import { ballotTranscript, questionWords } from "../../dapp/src/protocol/sealed/ballot.ts";
import { proveBallot } from "../../dapp/src/protocol/sealed/ballotProof.ts";
import { ciphertextsOf, ciphertextWords } from "../../dapp/src/protocol/sealed/coordinates.ts";
import {
  add,
  GENERATOR,
  IDENTITY,
  multiply,
  negate,
  samePoint,
} from "../../dapp/src/protocol/sealed/curve.ts";
import { addUp, emptyTotals, messagePoint } from "../../dapp/src/protocol/sealed/encryption.ts";
import { verifyFolded } from "../../dapp/src/protocol/sealed/foldedProof.ts";
import { ballotCircuit } from "../../dapp/src/protocol/sealed/sizes.ts";
import { ballotContext } from "../../dapp/src/protocol/sealed/transcript.ts";
import { nullifierOf, pollScope } from "../../dapp/src/protocol/semaphoreProof.ts";
import { artifacts as circuit, verificationKey } from "../circuits/support/circuit.ts";
import { artifacts, membershipKey } from "../support/ballots.ts";

const POLL = "0x00000000000000000000000000000000000000AA";
const SECRET = 123_456_789n;
const KEY = multiply(GENERATOR, SECRET);
const RULE = singleChoice({ options: 2, blank: true });
const voters = [1, 2, 3].map((n) => identityFrom(new Uint8Array(32).fill(n)));
const tree = new RollTree(voters.map(({ commitment }) => commitment));
const voter = voters[2] ?? expect.fail();
const path = tree.voterPath(2);
const poll: SealedBallotPoll = {
  chainId: 31337,
  address: POLL,
  questions: [encodeRule(RULE)],
  frozen: { root: tree.paddedRoot, depth: 10, rollSize: 3, at: { block: 1, logIndex: 0 } },
  sealed: { electionKey: KEY },
};
const VOTES = [0, 1, 0];
const REAL: SealedProvers = {
  membership: (request, depth) => proveMembership(request, artifacts(depth)),
  rules: (ballot) => proveBallot(ballot, circuit(ballotCircuit(ballot.size))),
};

describe("a sealed ballot with both real proofs", () => {
  let ballot: ClosedBallot;
  const running: string[] = [];

  before(async () => {
    ballot = await prepareSealedBallot(poll, voter, path, VOTES, {
      membership: (...asked) => {
        running.push("membership");
        return REAL.membership(...asked).finally(() => running.push("membership done"));
      },
      rules: (...asked) => {
        running.push("rules");
        return REAL.rules(...asked).finally(() => running.push("rules done"));
      },
    });
  });

  it("has them made side by side", () => {
    expect(running.slice(0, 2)).to.have.members(["membership", "rules"]);
  });

  it("holds the vote for who has the election key's secret, and the blank slot as any other", () => {
    const plain = ballot.ciphertexts.map(({ R, C }) => add(C, negate(multiply(R, SECRET))));
    expect(plain[0]).to.deep.equal(messagePoint(0n, 1n));
    expect(plain[1]).to.deep.equal(IDENTITY);
  });

  it("ties both proofs to what it says: to the poll, the voter and each ciphertext", async () => {
    const scope = pollScope(31337, POLL);
    expect(ballot.nullifier).to.equal(nullifierOf(voter.secretScalar, scope));
    const words = questionWords([RULE], 4);
    const said = (nullifier: bigint, ciphertexts = ballot.ciphertexts) =>
      ballotTranscript(ballotContext(31337, POLL, nullifier), words, KEY, ciphertexts);
    const own = said(ballot.nullifier);
    const rules = (values: readonly bigint[]) =>
      verifyFolded(values, ballot.rules, verificationKey("ballot4"));
    expect(await rules(own.values)).to.equal(true);
    const proof = { depth: 10, root: tree.paddedRoot, nullifier: ballot.nullifier, scope };
    const member = (message: bigint) =>
      verifyMembership({ ...proof, message, points: ballot.membership }, membershipKey(10));
    expect(await member(own.digest)).to.equal(true);
    for (const other of [
      said(ballot.nullifier + 1n),
      said(ballot.nullifier, ballot.ciphertexts.toReversed()),
    ]) {
      expect(await rules(other.values)).to.equal(false);
      expect(await member(other.digest)).to.equal(false);
    }
  });

  it("is sent as the contract takes it, whoever carries it", () => {
    const { functionName, args } = decodeFunctionData({ abi: sealedPollAbi, data: ballotCalldata(ballot) });
    expect(functionName).to.equal("castVote");
    expect(args?.[0]).to.deep.equal({
      nullifier: ballot.nullifier,
      points: ciphertextWords(ballot.ciphertexts),
      h: ballot.rules.h,
      ballotProof: [...ballot.rules.points],
      memberProof: [...ballot.membership],
    });
    expect(castBallot(ballot)).to.include({ address: POLL, functionName: "castVote" });
  });

  it("comes back from storage byte by byte, and not where anything is missing or of another kind", () => {
    const text = serialiseBallot(ballot);
    expect(parseBallot(text)).to.deep.equal(ballot);
    expect(ballotCalldata(parseBallot(text))).to.equal(ballotCalldata(ballot));
    const stored = JSON.parse(text);
    for (const change of [
      { kind: "open" },
      { kind: "other" },
      { version: 2 },
      { points: stored.points.slice(4) },
      { ballotProof: stored.ballotProof.slice(1) },
      { h: 5 },
      { memberProof: undefined },
    ]) {
      const changed = JSON.stringify({ ...stored, ...change });
      expect(() => parseBallot(changed), JSON.stringify(change)).to.throw("unreadable");
    }
  });

  it("shows nothing of the vote or of its randomness, and no two of one vote are alike", async () => {
    const fields = [
      "version",
      "kind",
      "chainId",
      "poll",
      "nullifier",
      "points",
      "h",
      "ballotProof",
      "memberProof",
    ];
    expect(Object.keys(JSON.parse(serialiseBallot(ballot)))).to.have.members(fields);
    const again = await prepareSealedBallot(poll, voter, path, VOTES, {
      membership: async () => ({ points: ballot.membership }) as never,
      rules: async () => ballot.rules,
    });
    for (const [g, { R }] of again.ciphertexts.entries())
      expect(samePoint(R, ballot.ciphertexts[g]?.R ?? IDENTITY)).to.equal(false);
  });
});

describe("a sealed ballot is not made", () => {
  const never: SealedProvers = {
    membership: () => Promise.reject(new Error("nothing may be proved")),
    rules: () => Promise.reject(new Error("nothing may be proved")),
  };
  const failure = (change: Partial<SealedBallotPoll>, votes = VOTES, way = path) =>
    prepareSealedBallot({ ...poll, ...change }, voter, way, votes, never).catch((error) => error);

  it("for votes that break a rule, before the roll is frozen, with a path of another roll or depth", async () => {
    expect((await failure({}, [1, 1, 0])).broken).to.deep.equal({ question: 0, bound: "maxChosen" });
    expect((await failure({ frozen: null })).fault).to.equal("notFrozen");
    const smaller = new RollTree(voters.slice(1).map(({ commitment }) => commitment)).voterPath(1);
    expect((await failure({}, VOTES, smaller)).fault).to.equal("path");
    expect((await failure({}, VOTES, tree.voterPath(2, 13))).fault).to.equal("path");
  });

  it("for a key that anybody could open, or that is none", async () => {
    for (const electionKey of [IDENTITY, { x: 1n, y: 1n }]) {
      expect((await failure({ sealed: { electionKey } })).name).to.equal("PointError");
    }
  });

  it("where either prover fails, with that prover's error", async () => {
    const membership = async () => ({}) as never;
    const rules = async () => ({}) as never;
    const made = (provers: SealedProvers) =>
      prepareSealedBallot(poll, voter, path, VOTES, provers).catch((error) => error.message);
    expect(await made({ ...never, membership })).to.equal("nothing may be proved");
    expect(await made({ ...never, rules })).to.equal("nothing may be proved");
  });
});

describe("encrypted ballots", () => {
  const enc = (n: number) => ({ R: multiply(GENERATOR, BigInt(n)), C: multiply(KEY, BigInt(n)) });

  it("add up to the empty totals and each of them once", () => {
    expect(addUp(KEY, 2, [])).to.deep.equal(emptyTotals(KEY, 2));
    const sums = addUp(KEY, 2, [
      [enc(2), enc(3)],
      [enc(4), enc(5)],
    ]);
    expect(sums).to.deep.equal([enc(7), enc(9)]);
    expect(() => addUp(KEY, 2, [[enc(2)]])).to.throw(RangeError);
  });

  it("are read from coordinates as they are written, and half of one is refused", () => {
    const both = [enc(2), enc(3)];
    expect(ciphertextsOf(ciphertextWords(both))).to.deep.equal(both);
    expect(() => ciphertextsOf(ciphertextWords(both).slice(1))).to.throw(RangeError);
    expect(() => ciphertextsOf(ciphertextWords(both).slice(2))).to.throw(RangeError);
  });
});
