import { mkdtempSync } from "node:fs";
import { expect } from "chai";
import type { Address } from "viem";
import { cancelPoll, castBallot } from "../../dapp/src/protocol/actions.ts";
import { type FinishedBallot, type OpenBallot, serialiseBallot } from "../../dapp/src/protocol/ballot.ts";
import { FIELD, type ProofPoints } from "../../dapp/src/protocol/semaphoreProof.ts";
import type { Service } from "../../scripts/services/lifecycle.ts";
import { OptionError } from "../../scripts/services/options.ts";
import { ballotOf } from "../support/ballots.ts";
import { resident, SCHEDULE } from "../support/town.ts";
import { bring, Polling, pollHealth } from "./support/carrier.ts";
import { temporaryDirectory } from "./support/service.ts";

/** Prime of BN254's coordinates. */
const PRIME = 21888242871839275222246405745257275088696311157297823662689037894645226208583n;

describe("what the carrier refuses", function () {
  this.timeout(180_000);
  const root = temporaryDirectory();
  let polling: Polling;
  let poll: Address;
  let carrier: Service;
  let good: OpenBallot;

  beforeEach(async () => {
    polling = await Polling.prepare();
    poll = await polling.open();
    good = (await polling.ballot(poll, 0)) as OpenBallot;
    carrier = await start(poll);
  });
  afterEach(async () => {
    await carrier.stop();
    await polling.end();
  });

  async function start(address: Address, changes: Parameters<Polling["carrier"]>[2] = {}) {
    const directory = mkdtempSync(`${root}/`);
    await polling.fund(`${directory}/carrier.key`);
    return polling.carrier(address, directory, { wait: 600_000, ...changes });
  }
  const refused = async (ballot: FinishedBallot | string) => bring(carrier.url, ballot);

  it("a ballot whose proof does not hold, whatever was changed in it", async () => {
    const other = await polling.ballot(poll, 1, 1);
    const changedPoint = (place: number, value: bigint) =>
      good.proof.map((word, i) => (i === place ? value : word)) as unknown as ProofPoints;
    const [a0, a1] = good.proof;
    const wrong: Record<string, OpenBallot> = {
      "another option": { ...good, votes: 1n << 8n },
      "another nullifier": { ...good, nullifier: good.nullifier + 1n },
      "somebody else's nullifier": { ...good, nullifier: other.nullifier },
      "a point off the curve": { ...good, proof: changedPoint(0, a0 + 1n) },
      "a negated point": { ...good, proof: changedPoint(1, PRIME - a1) },
      "a coordinate beyond the prime": { ...good, proof: changedPoint(0, a0 + PRIME) },
      "points at infinity": { ...good, proof: [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n] },
    };
    for (const [what, ballot] of Object.entries(wrong)) {
      expect([what, ...(await refused(ballot))]).to.deep.equal([what, 422, "invalid"]);
    }
    expect(await refused({ ...good, nullifier: good.nullifier + FIELD })).to.deep.equal([422, "invalid"]);
    expect((await pollHealth(carrier.url)).waiting).to.equal(0);
    expect(await refused(good), "the ballot itself").to.deep.equal([202]);
  });

  it("a ballot that breaks the poll's rules, though its proof holds", async () => {
    const vote = { poll, tree: polling.town.tree, voter: resident(2) };
    for (const votes of [[1, 1, 0, 0], [0, 0, 0, 0], 1n << 128n]) {
      expect(await refused(await ballotOf(polling.world, { ...vote, votes }))).to.deep.equal([
        422,
        "invalid",
      ]);
    }
  });

  it("a ballot of another poll, another chain, or another kind", async () => {
    const elsewhere = await polling.ballot(polling.world.account(3), 0);
    expect(await refused(elsewhere)).to.deep.equal([404, "otherPoll"]);
    expect(await refused({ ...elsewhere, poll })).to.deep.equal([422, "invalid"]);
    expect(await refused({ ...good, chainId: 8453 })).to.deep.equal([404, "otherPoll"]);
    const zero = `0x${"0".repeat(64)}`;
    const sealed = {
      ...JSON.parse(serialiseBallot(good)),
      kind: "sealed",
      h: zero,
      points: Array(8).fill(zero),
    };
    const proofs = { ballotProof: sealed.proof, memberProof: sealed.proof };
    expect(await refused(JSON.stringify({ ...sealed, ...proofs }))).to.deep.equal([422, "invalid"]);
  });

  it("a ballot of one who has voted, once the chain says so", async () => {
    await polling.world.send(castBallot(good), 5);
    await polling.caughtUp(carrier.url);
    expect(await refused(good)).to.deep.equal([409, "alreadyVoted"]);
  });

  it("a second ballot of one whose first waits", async () => {
    expect(await refused(good)).to.deep.equal([202]);
    expect(await refused(await polling.ballot(poll, 0, 1))).to.deep.equal([409, "anotherBallot"]);
    expect(await refused(good)).to.deep.equal([202]);
  });

  it("what is no ballot", async () => {
    for (const text of [
      "",
      "{",
      "null",
      "[]",
      "{}",
      serialiseBallot(good).replace('"version":1', '"version":2'),
    ]) {
      expect(await refused(text)).to.deep.equal([400, "malformed"]);
    }
    expect(await refused("x".repeat(20_000))).to.deep.equal([413, "tooLarge"]);
  });

  it("ballots before opening, shortly before closing, after it, and of a cancelled poll", async () => {
    const later = await polling.town.publish({
      rollClosesAt: SCHEDULE.closesAt,
      opensAt: SCHEDULE.closesAt + 1_000,
      closesAt: SCHEDULE.closesAt + 2_000,
    });
    const early = await start(later);
    expect(await bring(early.url, { ...good, poll: later })).to.deep.equal([409, "notOpen"]);
    await polling.world.send(cancelPoll(later, "a mistake"));
    await polling.caughtUp(early.url);
    expect(await bring(early.url, { ...good, poll: later })).to.deep.equal([410, "cancelled"]);
    await early.stop();

    await polling.world.moveTo(SCHEDULE.closesAt - 60);
    await polling.caughtUp(carrier.url);
    expect(await refused(good)).to.deep.equal([410, "tooLate"]);
    await polling.world.moveTo(SCHEDULE.closesAt);
    await polling.caughtUp(carrier.url);
    expect((await pollHealth(carrier.url)).phase).to.equal("Tallied");
    expect(await refused(good)).to.deep.equal([410, "closed"]);
  });

  it("ballots while the roll is not fixed", async () => {
    await polling.town.enrol(4, 5);
    const next = await polling.town.publish({
      rollClosesAt: SCHEDULE.closesAt,
      opensAt: SCHEDULE.closesAt + 10,
      closesAt: SCHEDULE.closesAt + 2_000,
      minimumRoll: 6,
    });
    await polling.world.moveTo(SCHEDULE.closesAt + 10);
    const unfixed = await start(next);
    expect(await bring(unfixed.url, { ...good, poll: next })).to.deep.equal([409, "notFrozen"]);
    await unfixed.stop();
  });

  it("more than it has room for, and a flood from one visitor", async () => {
    const small = await start(poll, { room: 1, perMinute: 10 });
    expect(await bring(small.url, good)).to.deep.equal([202]);
    expect(await bring(small.url, await polling.ballot(poll, 1))).to.deep.equal([503, "full"]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => bring(small.url, "{}")));
    expect(answers.filter(([, error]) => error === "tooMany")).to.have.length(12);
    await small.stop();
  });

  it("to start for a poll that is none of this Le Vote's", async () => {
    const failed = await start(polling.world.account(4)).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failed).to.be.instanceOf(OptionError);
  });
});
