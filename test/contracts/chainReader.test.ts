import { expect } from "chai";
import { type Address, getAddress, type PublicClient } from "viem";
import { castVote } from "../../dapp/src/protocol/actions.ts";
import { prepareOpenBallot } from "../../dapp/src/protocol/ballot.ts";
import { chainReader } from "../../dapp/src/protocol/chain.ts";
import { Phase, phaseOf } from "../../dapp/src/protocol/phase.ts";
import { phaseFacts, type Reader } from "../../dapp/src/protocol/reader.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import { prove } from "../support/ballots.ts";
import { POLL_DOCUMENT, resident, rollDocument, SCHEDULE, Town } from "../support/town.ts";
import { buildWorld, type World } from "../support/world.ts";

const STRANGER = getAddress(`0x${"12".repeat(20)}`);

describe("reading from the chain", () => {
  let world: World;
  let town: Town;
  let poll: Address;
  let reader: Reader;
  const { rollClosesAt, opensAt, closesAt } = SCHEDULE;

  before(async () => {
    world = await buildWorld({ removalNotice: 100 });
    const { startBlock } = world.deployment;
    const client = world.clients.reader as unknown as PublicClient;
    reader = chainReader({ client, leVote: world.leVote, startBlock });
    town = await Town.found(world);
    await town.enrol(0, 4);
    await town.admit();
    poll = await town.publish();
    await town.announceRemoval(resident(1).commitment);
    await world.at(rollClosesAt);
    await town.freeze(poll);
    // What happens to the roll from here on must not change who votes in this poll.
    await town.remove(resident(1).commitment);
    await town.enrol(4, 6);
    await town.admit(1);
  });
  after(() => world.close());

  it("finds the roll with its members, queued and removed ones included", async () => {
    const [roll] = await reader.rolls();
    expect(roll).to.include({ address: town.roll, kind: "invitation", document: rollDocument("Roll") });
    expect(roll).to.include({ joined: 6, admitted: 5, liveMembers: 4, invitations: 6, tokenRule: null });
    const members = await reader.rollMembers(town.roll);
    expect(members.map(({ commitment }) => commitment)).to.deep.equal(
      [0, 1, 2, 3, 4, 5].map((number) => resident(number).commitment),
    );
    expect(members.map(({ admitted }) => admitted !== null)).to.deep.equal([
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(members.map(({ removed }) => removed !== null)).to.deep.equal([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("rebuilds the group as it stands now and as the poll froze it", async () => {
    const now = new RollTree(await reader.rollLeaves(town.roll));
    expect(now.root).to.equal(town.tree.root);
    const frozen = (await reader.poll(poll))?.frozen;
    const then = new RollTree(await reader.rollLeaves(town.roll, frozen?.at));
    expect([then.size, then.paddedRoot, then.depth]).to.deep.equal([4, frozen?.root, frozen?.depth]);
    expect(frozen?.rollSize).to.equal(4);
  });

  it("lists the batch with its leaves and the letters that are spent", async () => {
    const [batch] = await reader.batches(town.roll);
    expect(batch?.leaves).to.have.length(6);
    expect(batch?.spent).to.deep.equal([0, 1, 2, 3, 4, 5].map((index) => ({ index, how: "used" })));
  });

  it("finds the poll as published, and nothing where no poll or roll stands", async () => {
    const [found] = await reader.polls();
    expect(found).to.include({
      address: poll,
      roll: town.roll,
      kind: "open",
      document: POLL_DOCUMENT,
      rollMark: 4,
    });
    expect(found).to.include({ ...SCHEDULE, organiser: world.account(0), cancelled: null, ballots: 0 });
    expect(await reader.poll(poll)).to.deep.equal(found);
    expect([
      await reader.poll(town.roll),
      await reader.poll(STRANGER),
      await reader.roll(poll),
    ]).to.deep.equal([null, null, null]);
  });

  it("gives a voter all that a counted ballot needs, then the ballot, the turnout and the totals", async () => {
    const record = await reader.poll(poll);
    if (!record?.frozen) throw new Error("the poll is frozen");
    const tree = new RollTree(await reader.rollLeaves(record.roll, record.frozen.at));
    await world.at(opensAt);
    for (const [number, votes] of [
      [1, [0, 1, 0, 0]],
      [3, [0, 0, 0, 1]],
    ] as const) {
      const voter = resident(number);
      const path = tree.voterPath(tree.indexOf(voter.commitment) ?? -1);
      const ballot = await prepareOpenBallot(
        { ...record, chainId: world.chainId },
        voter,
        path,
        votes,
        prove,
      );
      await world.send(castVote(ballot));
    }
    const ballots = await reader.ballots(poll, 0, 1024);
    expect(ballots.map(({ ballot, votes }) => [ballot, votes])).to.deep.equal([
      [0, 0x100n],
      [1, 0x1000000n],
    ]);
    expect(await reader.ballots(poll, 1, 1024)).to.deep.equal(ballots.slice(1));
    expect((await reader.totals(poll)).slice(0, 5)).to.deep.equal([0, 1, 0, 1, 0]);
    expect(await reader.turnout(poll)).to.deep.equal([
      { time: opensAt, ballots: 1 },
      { time: await world.now(), ballots: 2 },
    ]);
    expect((await reader.poll(poll))?.ballots).to.equal(2);
  });

  it("tells the poll's history in order and the chain's clock", async () => {
    const history = await reader.history(poll);
    expect(history.map(({ name }) => name)).to.deep.equal(["Published", "RollMarked", "Frozen"]);
    expect(history.map(({ time }) => time).slice(1)).to.deep.equal([rollClosesAt, rollClosesAt]);
    expect(history[2]?.facts).to.include({ depth: "10", rollSize: "4" });
    expect((await reader.head()).time).to.equal(await world.now());
  });

  it("says the same phase as the contract at every edge", async () => {
    const record = await reader.poll(poll);
    for (const second of [closesAt - 1, closesAt]) {
      await world.moveTo(second);
      const told = await world.openPoll(poll).read.phase();
      expect(record && phaseOf(phaseFacts(record), second)).to.equal(told);
    }
    expect(await world.openPoll(poll).read.phase()).to.equal(Phase.Tallied);
  });
});
