import { expect } from "chai";
import { type Address, parseEventLogs } from "viem";
import { cancelPoll, freezePoll } from "../../dapp/src/protocol/actions.ts";
import { openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { Phase } from "../../dapp/src/protocol/phase.ts";
import { resident, SCHEDULE, Town } from "../support/town.ts";
import { buildWorld, refusal, type World } from "../support/world.ts";

const { rollClosesAt, closesAt } = SCHEDULE;

describe("freezing the roll (threat 4)", () => {
  let world: World;
  let town: Town;
  let poll: Address;

  beforeEach(async () => {
    world = await buildWorld();
    town = await Town.found(world);
    await town.enrol(0, 3);
    poll = await town.publish();
  });
  afterEach(() => world.close());

  const poll_ = () => world.openPoll(poll).read;

  it("is refused before the roll closes and possible in that second, for anyone", async () => {
    await town.admit();
    await world.at(rollClosesAt - 1);
    expect(await refusal(town.freeze(poll))).to.deep.equal({
      name: "Poll_CannotFreeze",
      args: [Phase.Scheduled, rollClosesAt],
    });
    await world.at(rollClosesAt);
    const { logs } = await town.freeze(poll, 15);
    const [frozen] = parseEventLogs({ abi: openPollAbi, logs, eventName: "Frozen" });
    expect(frozen?.args).to.deep.equal({ root: town.tree.paddedRoot, depth: 10, rollSize: 3 });
    expect([await poll_().root(), await poll_().depth(), await poll_().rollSize()]).to.deep.equal([
      town.tree.paddedRoot,
      10,
      3,
    ]);
  });

  it("cannot leave out residents who joined but still wait in the queue", async () => {
    await town.admit(2);
    await world.at(rollClosesAt);
    // The first call only marks: everyone who joined by now has to be admitted.
    await town.freeze(poll, 15);
    expect([await poll_().rollMark(), await poll_().root()]).to.deep.equal([3n, 0n]);
    expect(await refusal(town.freeze(poll))).to.deep.equal({ name: "Poll_RollNotAdmitted", args: [2n, 3n] });
    await town.admit();
    await town.freeze(poll);
    expect(await poll_().rollSize()).to.equal(3);
  });

  it("is not held up by a flood of enrolments after the mark", async () => {
    await town.admit(2);
    await world.at(rollClosesAt);
    await town.freeze(poll);
    await town.enrol(3, 6);
    await town.admit(1);
    await town.freeze(poll);
    expect([await poll_().rollSize(), town.queue.length]).to.deep.equal([3, 3]);
  });

  it("says so when an admission made the witness stale, and takes a fresh one", async () => {
    await town.admit();
    const stale = freezePoll(poll, town.tree.freezeWitness());
    await town.enrol(3, 4);
    await town.admit();
    await world.at(rollClosesAt);
    expect((await refusal(world.send(stale))).name).to.equal("Roll_WrongLastLeaf");
    await town.freeze(poll);
    expect(await poll_().rollSize()).to.equal(4);
  });

  it("refuses a witness with a wrong leaf, too few siblings or too many", async () => {
    await town.admit();
    await world.moveTo(rollClosesAt);
    const { lastLeaf, leftSiblings } = town.tree.freezeWitness();
    for (const witness of [
      { lastLeaf: lastLeaf + 1n, leftSiblings },
      { lastLeaf: 0n, leftSiblings },
      { lastLeaf, leftSiblings: [] },
      { lastLeaf, leftSiblings: [...leftSiblings, 1n] },
      { lastLeaf: town.tree.root, leftSiblings: [] },
    ]) {
      expect((await refusal(world.send(freezePoll(poll, witness)))).name).to.equal("Roll_WrongLastLeaf");
    }
  });

  it("happens once", async () => {
    await town.admit();
    await world.at(rollClosesAt);
    await town.freeze(poll);
    expect((await refusal(town.freeze(poll))).name).to.equal("Poll_AlreadyFrozen");
  });

  it("refuses a roll that is too small, which may still grow until closing", async () => {
    const demanding = await town.publish({ minimumRoll: 4 });
    await town.admit();
    await world.at(rollClosesAt);
    expect(await refusal(town.freeze(demanding))).to.deep.equal({
      name: "Poll_RollTooSmall",
      args: [3n, 4n],
    });
    expect(await world.openPoll(demanding).read.phase()).to.equal(Phase.Scheduled);
    await town.enrol(3, 4);
    await town.admit();
    await world.at(closesAt - 1);
    await town.freeze(demanding);
  });

  it("refuses a roll to which nobody was ever admitted", async () => {
    await world.at(rollClosesAt);
    const empty = await Town.found(world, { name: "Empty" });
    const other = await empty.publish({ rollClosesAt: rollClosesAt + 100 });
    await world.at(rollClosesAt + 100);
    const failure = await refusal(world.send(freezePoll(other, { lastLeaf: 0n, leftSiblings: [] })));
    expect(failure).to.deep.equal({ name: "Poll_RollTooSmall", args: [0n, 2n] });
  });

  it("is over at the closing second: a poll never frozen is cancelled by then", async () => {
    await town.admit();
    await world.at(closesAt);
    expect(await refusal(town.freeze(poll))).to.deep.equal({
      name: "Poll_CannotFreeze",
      args: [Phase.Cancelled, rollClosesAt],
    });
    await world.moveTo(closesAt + 1);
    expect(await poll_().phase()).to.equal(Phase.Cancelled);
  });

  it("is refused once the poll is cancelled", async () => {
    await town.admit();
    await world.send(cancelPoll(poll, "The square was sold."));
    await world.at(rollClosesAt);
    expect((await refusal(town.freeze(poll))).name).to.equal("Poll_CannotFreeze");
  });

  it("keeps a member whose removal is announced but not due, and one removed after freezing", async () => {
    await town.admit();
    await world.moveTo(rollClosesAt - world.chain.removalNotice);
    await town.announceRemoval(resident(1).commitment);
    await world.at(rollClosesAt);
    const { name } = await refusal(town.remove(resident(1).commitment));
    expect(name).to.equal("Roll_RemovalTooEarly");
    await town.freeze(poll);
    const root = await poll_().root();
    await world.moveTo(rollClosesAt + 10);
    await town.remove(resident(1).commitment);
    expect([await poll_().rollSize(), await poll_().root()]).to.deep.equal([3, root]);
    expect(town.tree.paddedRoot).not.to.equal(root);
  });

  it("counts live members only, and keeps the places of removed ones (threat 14)", async () => {
    await town.enrol(3, 5);
    await town.admit();
    for (const number of [1, 4]) await town.announceRemoval(resident(number).commitment);
    await world.moveTo((await world.now()) + world.chain.removalNotice);
    for (const number of [1, 4]) await town.remove(resident(number).commitment);
    expect(await world.semaphore.read.getMerkleTreeSize([0n])).to.equal(5n);
    expect(await world.semaphore.read.getMerkleTreeRoot([0n])).to.equal(town.tree.root);
    await world.at(rollClosesAt);
    await town.freeze(poll);
    expect([await poll_().rollSize(), await poll_().root()]).to.deep.equal([3, town.tree.paddedRoot]);
  });
});
