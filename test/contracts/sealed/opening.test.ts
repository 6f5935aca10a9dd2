import { expect } from "chai";
import { encodeFunctionData, type Hex, numberToHex } from "viem";
import { Phase } from "../../../dapp/src/protocol/phase.ts";
import { singleChoice } from "../../../dapp/src/protocol/questionPresets.ts";
import {
  type CastableSealedBallot,
  castSealedVote,
  finalizePoll,
  publishShare,
} from "../../../dapp/src/protocol/sealed/actions.ts";
import { GENERATOR } from "../../../dapp/src/protocol/sealed/curve.ts";
import type { FoldedProof } from "../../../dapp/src/protocol/sealed/foldedProof.ts";
import type { DecryptionShare } from "../../../dapp/src/protocol/sealed/trusteeProof.ts";
import { Council } from "../../support/council.ts";
import { openSealed, type SealedElection, sealedBallot } from "../../support/sealedBallots.ts";
import { resident, SCHEDULE, Town } from "../../support/town.ts";
import { buildWorld, refusal, type World } from "../../support/world.ts";

const { closesAt } = SCHEDULE;
const choice = singleChoice({ options: 3, blank: true });
const TOTALS = [1n, 1n, 0n, 0n];
const TEN_YEARS = 315_360_000;

describe("opening a sealed poll's total", function () {
  this.timeout(300_000);
  let world: World;
  let council: Council;
  let election: SealedElection;
  /** By trustee, with proofs; for the totals of residents 0 and 1. */
  const made = new Map<number, { share: DecryptionShare; proof: FoldedProof }>();
  /** Resident 2's, valid, never counted. */
  let late: CastableSealedBallot;
  let snapshot: Hex;

  const ready = (trustee: number) => {
    const known = made.get(trustee);
    if (!known) throw new Error(`trustee ${trustee} made no share`);
    return known;
  };
  const publish = (trustee: number, changes: Partial<DecryptionShare> = {}) => {
    const { share, proof } = ready(trustee);
    return world.send(publishShare(election.poll, { ...share, ...changes }, proof), 4);
  };
  const finalize = (
    trustees: number[],
    totals: bigint[] = TOTALS,
    change = (share: DecryptionShare) => share,
  ) => {
    const shares = trustees.map((trustee) => change(ready(trustee).share));
    return world.send(finalizePoll(election.poll, shares, totals), 9);
  };
  const poll = () => world.sealedPoll(election.poll).read;

  before(async () => {
    world = await buildWorld();
    const town = await Town.found(world);
    await town.enrol(0, 3);
    await town.admit();
    council = await Council.assemble(world, 2, 3);
    election = await openSealed(town, council, { rules: [choice] });
    for (const [number, votes] of [
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ].entries()) {
      await world.send(castSealedVote(await sealedBallot(election, resident(number), votes)), 5);
    }
    late = await sealedBallot(election, resident(2), [0, 0, 1, 0]);
    for (const trustee of [1, 3]) made.set(trustee, await council.sharing(election.poll, trustee));
    snapshot = await world.clients.clock.snapshot();
  });
  afterEach(async () => {
    await world.clients.clock.revert({ id: snapshot });
    snapshot = await world.clients.clock.snapshot();
  });
  after(() => world.close());

  it("takes no share and no result before closing, not even in the last second", async () => {
    const early = { name: "Poll_NotClosed", args: [Phase.Open] };
    expect(await refusal(finalize([1, 3]))).to.deep.equal(early);
    await world.at(closesAt - 1);
    expect(await refusal(publish(1))).to.deep.equal(early);
  });

  it("takes a share and refuses a ballot that stand in one block of the closing second", async () => {
    const { clock, reader } = world.clients;
    const { share, proof } = ready(1);
    await clock.setAutomine(false);
    await world.at(closesAt);
    const sent: Hex[] = [];
    for (const [number, { address: to, ...call }] of [
      [5, castSealedVote(late)],
      [4, publishShare(election.poll, share, proof)],
    ] as const) {
      const data = encodeFunctionData(call as Parameters<typeof encodeFunctionData>[0]);
      const transaction = { from: world.account(number), to, data, gas: numberToHex(2_000_000) };
      const params = [transaction];
      sent.push((await world.connection.provider.request({ method: "eth_sendTransaction", params })) as Hex);
    }
    await clock.mine({ blocks: 1 });
    await clock.setAutomine(true);
    const receipts = await Promise.all(sent.map((hash) => reader.getTransactionReceipt({ hash })));
    expect(receipts.map(({ status }) => status)).to.deep.equal(["reverted", "success"]);
    expect(new Set(receipts.map(({ blockNumber }) => blockNumber)).size).to.equal(1);
    expect(await poll().ballots()).to.equal(2);
  });

  it("refuses a trustee who shares twice, wrongly, for another, or who is none", async () => {
    await world.moveTo(closesAt);
    const { points } = ready(1).share;
    for (const changed of [
      { points: [GENERATOR, ...points.slice(1)] },
      { points: points.toReversed() },
      { points: points.slice(1) },
      { points: [...points, GENERATOR] },
      { trustee: 2 },
    ]) {
      expect(await refusal(publish(1, changed))).to.deep.equal({ name: "Poll_ShareInvalid", args: [] });
    }
    for (const trustee of [0, 4]) {
      expect(await refusal(publish(1, { trustee }))).to.deep.equal({
        name: "Poll_NotTrustee",
        args: [BigInt(trustee)],
      });
    }
    await publish(1);
    expect(await refusal(publish(1))).to.deep.equal({ name: "Poll_AlreadyShared", args: [1n] });
  });

  it("refuses fewer, repeated, unordered and absent trustees, and shares other than the published ones", async () => {
    await world.moveTo(closesAt);
    await publish(1);
    expect(await refusal(finalize([1, 3]))).to.deep.equal({ name: "Poll_ShareUnknown", args: [3n] });
    await publish(3);
    for (const trustees of [[1], [], [1, 1], [3, 1], [1, 3, 3]]) {
      expect((await refusal(finalize(trustees))).name, trustees.join()).to.equal("Poll_WrongTrustees");
    }
    const other = ({ trustee, points }: DecryptionShare) => ({ trustee, points: points.toReversed() });
    expect(await refusal(finalize([1, 3], TOTALS, other))).to.deep.equal({
      name: "Poll_ShareUnknown",
      args: [1n],
    });
  });

  it("refuses wrong totals, totals of 2^32 and more, and totals of slots that the poll does not have", async () => {
    await world.moveTo(closesAt);
    await publish(1);
    await publish(3);
    for (const totals of [
      [2n, 0n, 0n, 0n],
      [0n, 1n, 0n, 0n],
      [1n, 1n, 0n, 1n],
      [0n, 0n, 1n, 1n],
    ]) {
      expect((await refusal(finalize([1, 3], totals))).name).to.equal("Poll_WrongTotals");
    }
    // The same sum of the first pair, said with a slot that runs over.
    for (const [totals, slot] of [
      [[1n + (1n << 32n), 0n, 0n, 0n], 0n],
      [[1n, 1n << 32n, 0n, 0n], 1n],
      [[...TOTALS, 1n], 4n],
      [[...TOTALS, ...Array(11).fill(0n), 1n], 15n],
    ] as const) {
      expect(await refusal(finalize([1, 3], [...totals]))).to.deep.equal({
        name: "Poll_TotalOutOfRange",
        args: [slot],
      });
    }
    expect(await poll().totals()).to.deep.equal(Array(16).fill(0n));
  });

  it("succeeds long after closing, once, and then nothing changes any more", async () => {
    await world.moveTo(closesAt + TEN_YEARS);
    expect(await poll().phase()).to.equal(Phase.Closed);
    await publish(3);
    await publish(1);
    await finalize([1, 3]);
    expect((await poll().totals()).slice(0, 4)).to.deep.equal(TOTALS);
    const done = { name: "Poll_NotClosed", args: [Phase.Tallied] };
    expect(await refusal(finalize([1, 3]))).to.deep.equal(done);
    expect(await refusal(publish(1))).to.deep.equal(done);
    expect(await refusal(world.send(castSealedVote(late), 5))).to.deep.equal({
      name: "Poll_NotOpen",
      args: [Phase.Tallied],
    });
  });
});

describe("a sealed poll whose turnout is one below the minimum", function () {
  this.timeout(300_000);

  it("is void after closing: no share is taken, for good; one ballot more and it is not", async () => {
    const world = await buildWorld();
    const town = await Town.found(world);
    await town.enrol(0, 3);
    await town.admit();
    const council = await Council.assemble(world, 1, 1);
    const election = await openSealed(town, council, { rules: [choice], minimumTurnout: 2 });
    const { read } = world.sealedPoll(election.poll);
    const cast = async (number: number) =>
      world.send(castSealedVote(await sealedBallot(election, resident(number), [1, 0, 0, 0])), 5);
    await cast(0);
    const below = await council.sharing(election.poll, 1);
    const snapshot = await world.clients.clock.snapshot();
    for (const second of [closesAt, closesAt + TEN_YEARS]) {
      await world.moveTo(second);
      expect(await read.phase()).to.equal(Phase.Void);
      expect(await refusal(world.send(publishShare(election.poll, below.share, below.proof)))).to.deep.equal({
        name: "Poll_NotClosed",
        args: [Phase.Void],
      });
    }
    await world.clients.clock.revert({ id: snapshot });
    await cast(1);
    await world.moveTo(closesAt);
    expect(await read.phase()).to.equal(Phase.Closed);
    await world.close();
  });

  it("does nothing as implementation", async () => {
    const world = await buildWorld();
    const { sealedPoll } = world.deployment.implementations;
    const { read } = world.sealedPoll(sealedPoll as Hex);
    expect((await refusal(read.slots())).name).to.equal("Poll_NotAClone");
    expect((await refusal(read.encryptedTotals())).name).to.equal("Poll_NotAClone");
    const nothing = finalizePoll(sealedPoll as Hex, [], []);
    expect((await refusal(world.send(nothing))).name).to.equal("Poll_NotAClone");
    await world.close();
  });
});
