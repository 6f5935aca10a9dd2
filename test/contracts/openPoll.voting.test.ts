import { expect } from "chai";
import { type Address, parseEventLogs, zeroHash } from "viem";
import { castVote } from "../../dapp/src/protocol/actions.ts";
import { ballotCalldata } from "../../dapp/src/protocol/ballot.ts";
import { openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { Phase } from "../../dapp/src/protocol/phase.ts";
import { FIELD, pollScope } from "../../dapp/src/protocol/semaphoreProof.ts";
import { ballotOf, cast } from "../support/ballots.ts";
import { resident, SCHEDULE, Town } from "../support/town.ts";
import { buildWorld, refusal, type World } from "../support/world.ts";

const { opensAt, closesAt, rollClosesAt } = SCHEDULE;
/** One question of three options and a blank slot. */
const FIRST = [1, 0, 0, 0];
const SECOND = [0, 1, 0, 0];

describe("voting in an open poll", () => {
  let world: World;
  let town: Town;
  let poll: Address;

  const vote = (number: number, votes: readonly number[] | bigint = FIRST) => ({
    poll,
    tree: town.tree,
    voter: resident(number),
    votes,
  });

  beforeEach(async () => {
    world = await buildWorld();
    town = await Town.found(world);
    await town.enrol(0, 3);
    await town.admit();
    poll = await town.publish();
    await world.at(rollClosesAt);
    await town.freeze(poll);
  });
  afterEach(() => world.close());

  it("refuses a ballot in the second before opening and takes it in the opening second (threat 5)", async () => {
    const ballot = castVote(await ballotOf(world, vote(0)));
    await world.at(opensAt - 1);
    expect(await refusal(world.send(ballot))).to.deep.equal({
      name: "Poll_NotOpen",
      args: [Phase.Scheduled],
    });
    await world.at(opensAt);
    await world.send(ballot);
    expect(await world.openPoll(poll).read.ballots()).to.equal(1);
  });

  it("takes a ballot in the last second and refuses it in the closing second and after (threat 5)", async () => {
    await world.moveTo(opensAt);
    await world.at(closesAt - 1);
    await cast(world, vote(0));
    const late = castVote(await ballotOf(world, vote(1)));
    await world.at(closesAt);
    expect(await refusal(world.send(late))).to.deep.equal({ name: "Poll_NotOpen", args: [Phase.Tallied] });
    await world.at(closesAt + 1_000_000);
    expect(await refusal(world.send(late))).to.deep.equal({ name: "Poll_NotOpen", args: [Phase.Tallied] });
    expect((await world.openPoll(poll).read.totals())[0]).to.equal(1n);
  });

  it("refuses the same person's second ballot, whatever it says and whoever brings it", async () => {
    await world.moveTo(opensAt);
    await cast(world, vote(0));
    const again = await ballotOf(world, vote(0, SECOND));
    expect(await refusal(world.send(castVote(again), 3))).to.deep.equal({
      name: "Poll_AlreadyVoted",
      args: [again.nullifier],
    });
    expect(await world.openPoll(poll).read.hasVoted([again.nullifier])).to.equal(true);
    expect(await world.openPoll(poll).read.totals()).to.deep.equal([1n, ...Array(15).fill(0n)]);
  });

  it("emits the whole ballot, so that anyone can check it again", async () => {
    await world.moveTo(opensAt);
    await cast(world, vote(0));
    const { nullifier, votes, proof } = await ballotOf(world, vote(1, SECOND));
    const { logs } = await cast(world, vote(1, SECOND));
    const [counted] = parseEventLogs({ abi: openPollAbi, logs, eventName: "BallotCounted" });
    expect(counted?.args).to.deep.equal({ ballot: 1n, nullifier, votes, proof: [...proof] });
  });

  it("counts the blank vote in its own slot", async () => {
    await world.moveTo(opensAt);
    await cast(world, vote(0, [0, 0, 0, 1]));
    expect((await world.openPoll(poll).read.totals()).slice(0, 4)).to.deep.equal([0n, 0n, 0n, 1n]);
  });

  it("refuses values over the rule's bound, a blank vote beside a choice, and bits beyond the last slot", async () => {
    await world.moveTo(opensAt);
    for (const [votes, question] of [
      [[2, 0, 0, 0], 0n],
      [[1, 1, 0, 0], 0n],
      [[0, 0, 0, 0], 0n],
      [[1, 0, 0, 1], 0n],
      [[0, 0, 0, 2], 0n],
      [[1, 0, 0, 0, 1], 1n],
      [1n | (1n << 128n), 1n],
      [1n | (1n << 255n), 1n],
    ] as const) {
      const failure = await refusal(world.send(castVote(await ballotOf(world, vote(0, votes)))));
      expect(failure, String(votes)).to.deep.equal({ name: "Poll_RuleBroken", args: [question] });
    }
    expect(await world.openPoll(poll).read.ballots()).to.equal(0);
  });

  it("refuses a ballot whose votes, nullifier or proof were changed on the way", async () => {
    await world.moveTo(opensAt);
    const ballot = await ballotOf(world, vote(0));
    const [first, ...rest] = ballot.proof;
    const changed = [
      { ...ballot, votes: 1n << 8n },
      { ...ballot, nullifier: ballot.nullifier + 1n },
      { ...ballot, proof: [first + 1n, ...rest] as unknown as typeof ballot.proof },
      { ...ballot, proof: Array(8).fill(0n) as unknown as typeof ballot.proof },
    ];
    for (const wrong of changed) {
      expect(await refusal(world.send(castVote(wrong)))).to.deep.equal({
        name: "Poll_ProofInvalid",
        args: [],
      });
    }
  });

  it("refuses a nullifier that stands for the same field element a second time", async () => {
    await world.moveTo(opensAt);
    await cast(world, vote(0));
    const ballot = await ballotOf(world, vote(0));
    const alias = { ...ballot, nullifier: ballot.nullifier + FIELD };
    expect(await refusal(world.send(castVote(alias)))).to.deep.equal({
      name: "Poll_NullifierOutOfField",
      args: [alias.nullifier],
    });
  });

  it("refuses a proof made for another poll of the same roll", async () => {
    const other = await town.publish({ rollClosesAt: rollClosesAt + 1_000 }, '{"other":1}');
    await world.at(rollClosesAt + 1_000);
    await town.freeze(other);
    await world.moveTo(opensAt);
    const ballot = await ballotOf(world, { ...vote(0), poll: other });
    expect(await refusal(world.send(castVote({ ...ballot, poll })))).to.deep.equal({
      name: "Poll_ProofInvalid",
      args: [],
    });
    await world.send(castVote(ballot));
  });

  it("refuses a proof made for the same poll on another chain", async () => {
    await world.moveTo(opensAt);
    const ballot = await ballotOf(world, { ...vote(0), scope: pollScope(8453, poll) });
    expect((await refusal(world.send(castVote(ballot)))).name).to.equal("Poll_ProofInvalid");
    expect(await world.openPoll(poll).read.scope()).to.equal(pollScope(31337, poll));
  });

  it("refuses a member who was admitted after the roll was frozen", async () => {
    await town.enrol(3, 4);
    await town.admit();
    await world.moveTo(opensAt);
    expect((await refusal(cast(world, vote(3)))).name).to.equal("Poll_ProofInvalid");
  });

  it("keeps counting members who were admitted before, whatever is admitted later (threat 4)", async () => {
    const frozen = town.tree;
    await world.moveTo(opensAt);
    const ballot = await ballotOf(world, { ...vote(2), tree: frozen });
    await town.enrol(3, 5);
    await town.admit();
    await world.send(castVote(ballot));
    expect(await world.openPoll(poll).read.ballots()).to.equal(1);
  });

  it("refuses votes while the roll is not frozen, even in the open window", async () => {
    const late = await town.publish({ rollClosesAt: rollClosesAt + 1_000 }, '{"late":1}');
    await world.moveTo(opensAt);
    const ballot = castVote(await ballotOf(world, { ...vote(0), poll: late }));
    expect((await refusal(world.send(ballot))).name).to.equal("Poll_NotFrozen");
    await town.freeze(late);
    await world.send(ballot);
  });

  it("is not harmed by a stranger who gives the voter's proof to Semaphore.validateProof first", async () => {
    await world.moveTo(opensAt);
    const ballot = await ballotOf(world, vote(0));
    const root = await world.openPoll(poll).read.root();
    const call = {
      ...{ address: world.semaphore.address, abi: world.semaphore.abi, functionName: "validateProof" },
      args: [
        0n,
        {
          merkleTreeDepth: 10n,
          merkleTreeRoot: root,
          nullifier: ballot.nullifier,
          message: ballot.votes,
          scope: pollScope(world.chainId, poll),
          points: ballot.proof,
        },
      ],
    };
    // A padded root is no root of Semaphore's, so it does not even take the nullifier; if it did, the poll keeps its own.
    expect((await refusal(world.send(call, 4))).name).to.equal(
      "Semaphore__MerkleTreeRootIsNotPartOfTheGroup",
    );
    await world.send(castVote(ballot));
    expect(await world.openPoll(poll).read.ballots()).to.equal(1);
  });

  it("loses nothing when a carrier gives too little gas: the ballot can be sent again", async () => {
    await world.moveTo(opensAt);
    const ballot = await ballotOf(world, vote(0));
    for (const gas of [60_000n, 120_000n, 200_000n, 240_000n, 260_000n]) {
      await refusal(world.sendRaw(poll, ballotCalldata(ballot), 4, gas));
    }
    expect(await world.openPoll(poll).read.hasVoted([ballot.nullifier])).to.equal(false);
    await world.sendRaw(poll, ballotCalldata(ballot), 4);
    expect(await world.openPoll(poll).read.hasVoted([ballot.nullifier])).to.equal(true);
  });

  it("refuses everything in the implementation, which is no poll", async () => {
    const { openPoll } = world.deployment.implementations;
    const ballot = { ...(await ballotOf(world, vote(0))), poll: openPoll as Address };
    expect((await refusal(world.send(castVote(ballot)))).name).to.equal("Poll_NotAClone");
    const direct = world.openPoll(openPoll as Address);
    expect((await refusal(direct.read.phase())).name).to.equal("Poll_NotAClone");
    expect(await direct.read.root()).to.equal(BigInt(zeroHash));
  });
});
