import { expect } from "chai";
import { type Address, parseEventLogs } from "viem";
import {
  acceptOrganiser,
  admit,
  announceRemoval,
  createOpenRoll,
  declareRegister,
  joinOpenRoll,
  proposeOrganiser,
  removeMember,
  withdrawRemoval,
} from "../../dapp/src/protocol/actions.ts";
import { electoralRollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { createdIn, resident, rollDocument, Town } from "../support/town.ts";
import { buildWorld, refusal, type World } from "../support/world.ts";

describe("admission to a roll", () => {
  let world: World;
  let town: Town;
  const people = [0, 1, 2, 3].map((number) => resident(number).commitment);

  beforeEach(async () => {
    world = await buildWorld();
    town = await Town.found(world);
    await town.enrol(0, 4);
  });
  afterEach(() => world.close());

  const roll = () => world.invitationRoll(town.roll).read;
  const send = (commitments: readonly bigint[], from = 11) => world.send(admit(town.roll, commitments), from);

  it("opens a Semaphore group of its own with the first residents, which only the roll can change", async () => {
    expect((await refusal(roll().groupId())).name).to.equal("Roll_Empty");
    const { logs } = await town.admit(3);
    const events = parseEventLogs({ abi: electoralRollAbi, logs }).map(({ eventName, args }) => [
      eventName,
      args,
    ]);
    const root = await world.semaphore.read.getMerkleTreeRoot([0n]);
    expect(events).to.deep.equal([
      ["GroupOpened", { groupId: 0n }],
      ["Admitted", { firstIndex: 0n, count: 3n, root }],
    ]);
    expect(root).to.equal(town.tree.root);
    expect(await world.semaphore.read.getGroupAdmin([0n])).to.equal(town.roll);
    expect([await roll().joined(), await roll().admitted(), await roll().liveMembers()]).to.deep.equal([
      4n,
      3n,
      3n,
    ]);
  });

  it("takes residents in the order in which they joined, without gaps", async () => {
    const [a, b, c] = people as [bigint, bigint, bigint, bigint];
    expect(await refusal(send([b]))).to.deep.equal({ name: "Roll_NotNextInQueue", args: [0n, b] });
    expect(await refusal(send([a, c]))).to.deep.equal({ name: "Roll_NotNextInQueue", args: [1n, c] });
    await send([a, b]);
    expect(await roll().indexOf([b])).to.equal(1n);
  });

  it("refuses one commitment twice in one batch, and commitments that never joined", async () => {
    const [a] = people as [bigint];
    const stranger = resident(50).commitment;
    expect(await refusal(send([a, a]))).to.deep.equal({ name: "Roll_NotNextInQueue", args: [1n, a] });
    expect(await refusal(send([stranger]))).to.deep.equal({
      name: "Roll_NotNextInQueue",
      args: [0n, stranger],
    });
    expect(await refusal(send([a, 0n]))).to.deep.equal({ name: "Roll_NotNextInQueue", args: [1n, 0n] });
    expect((await refusal(roll().indexOf([stranger]))).name).to.equal("Roll_NotJoined");
  });

  it("is not spoiled by somebody who admits the same residents first", async () => {
    await send(people.slice(0, 2), 13);
    await send(people, 11);
    expect(await roll().admitted()).to.equal(4n);
    expect((await refusal(send(people))).name).to.equal("Roll_NothingToAdmit");
    expect((await refusal(send([]))).name).to.equal("Roll_NothingToAdmit");
  });

  it("goes on in as many batches as a flood of enrolments needs", async () => {
    const open = createdIn(await world.send(createOpenRoll(world.leVote, rollDocument("Everybody"))));
    const flood = Array.from({ length: 60 }, (_, i) => BigInt(i + 1) << 20n);
    for (const commitment of flood) await world.send(joinOpenRoll(open, commitment), 14);
    for (let done = 0; done < flood.length; done += 25) {
      await world.send(admit(open, flood.slice(done, done + 25)), 15);
    }
    expect(await world.openRoll(open).read.admitted()).to.equal(60n);
    expect((await refusal(world.send(joinOpenRoll(open, flood[3] as bigint)))).name).to.equal(
      "Roll_AlreadyJoined",
    );
  });
});

describe("removal from a roll", () => {
  let world: World;
  let town: Town;
  const { commitment } = resident(1);

  beforeEach(async () => {
    world = await buildWorld();
    town = await Town.found(world);
    await town.enrol(0, 4);
    await town.admit(3);
  });
  afterEach(() => world.close());

  const roll = () => world.invitationRoll(town.roll).read;

  it("is announced by the organiser and carried out by anyone, not a second before its notice has passed", async () => {
    expect((await refusal(world.send(announceRemoval(town.roll, commitment), 3))).name).to.equal(
      "Roll_NotOrganiser",
    );
    await town.announceRemoval(commitment);
    const due = (await world.now()) + world.chain.removalNotice;
    expect(await roll().removalEffectiveAt([commitment])).to.equal(due);
    await world.at(due - 1);
    expect(await refusal(town.remove(commitment))).to.deep.equal({
      name: "Roll_RemovalTooEarly",
      args: [commitment, due],
    });
    await world.at(due);
    await town.remove(commitment);
    expect([await roll().liveMembers(), await roll().admitted()]).to.deep.equal([2n, 3n]);
    expect([
      await roll().isRemoved([commitment]),
      await roll().removalEffectiveAt([commitment]),
    ]).to.deep.equal([true, 0]);
  });

  it("is refused when nobody announced it, for a stranger, twice, and after it was withdrawn", async () => {
    const remove = () => world.send(removeMember(town.roll, commitment, town.tree.removalSiblings(1)));
    expect((await refusal(remove())).name).to.equal("Roll_RemovalNotAnnounced");
    const stranger = resident(50).commitment;
    expect((await refusal(town.announceRemoval(stranger))).name).to.equal("Roll_NotJoined");
    await town.announceRemoval(commitment);
    expect((await refusal(town.announceRemoval(commitment))).name).to.equal("Roll_RemovalAlreadyAnnounced");
    expect((await refusal(world.send(withdrawRemoval(town.roll, commitment), 3))).name).to.equal(
      "Roll_NotOrganiser",
    );
    await world.send(withdrawRemoval(town.roll, commitment));
    expect((await refusal(world.send(withdrawRemoval(town.roll, commitment)))).name).to.equal(
      "Roll_RemovalNotAnnounced",
    );
    await world.moveTo((await world.now()) + world.chain.removalNotice);
    expect((await refusal(remove())).name).to.equal("Roll_RemovalNotAnnounced");
  });

  it("leaves no way back for the same commitment", async () => {
    await town.announceRemoval(commitment);
    await world.moveTo((await world.now()) + world.chain.removalNotice);
    await town.remove(commitment);
    expect((await refusal(town.enrolAs(5, commitment))).name).to.equal("Roll_AlreadyJoined");
    expect((await refusal(town.announceRemoval(commitment))).name).to.equal("Roll_AlreadyRemoved");
    await town.admit();
    expect(await world.semaphore.read.getMerkleTreeRoot([0n])).to.equal(town.tree.root);
  });

  it("waits for the admission of somebody who is still queued", async () => {
    const queued = resident(3).commitment;
    await town.announceRemoval(queued);
    await world.moveTo((await world.now()) + world.chain.removalNotice);
    expect((await refusal(world.send(removeMember(town.roll, queued, [])))).name).to.equal(
      "Roll_StillQueued",
    );
    await town.admit();
    await town.remove(queued);
    expect(await roll().liveMembers()).to.equal(3n);
  });

  it("refuses siblings that are not those of the member", async () => {
    await town.announceRemoval(commitment);
    await world.moveTo((await world.now()) + world.chain.removalNotice);
    const wrong = removeMember(town.roll, commitment, town.tree.removalSiblings(0));
    expect((await refusal(world.send(wrong))).name).to.equal("WrongSiblingNodes");
    expect(await roll().liveMembers()).to.equal(3n);
  });
});

describe("the organiser of a roll", () => {
  it("hands over in two steps, and declares the paper register", async () => {
    const world = await buildWorld();
    const town = await Town.found(world);
    const roll = world.invitationRoll(town.roll).read;
    const [old, next] = [world.account(0), world.account(1)];
    expect((await refusal(world.send(proposeOrganiser(town.roll, next), 2))).name).to.equal(
      "Roll_NotOrganiser",
    );
    await world.send(proposeOrganiser(town.roll, next));
    expect(await refusal(world.send(acceptOrganiser(town.roll), 2))).to.deep.equal({
      name: "Roll_NotProposedOrganiser",
      args: [world.account(2)],
    });
    expect([await roll.organiser(), await roll.proposedOrganiser()]).to.deep.equal([old, next]);
    await world.send(acceptOrganiser(town.roll), 1);
    expect(await roll.organiser()).to.equal(next);
    expect((await refusal(world.send(acceptOrganiser(town.roll), 1))).name).to.equal(
      "Roll_NotProposedOrganiser",
    );
    expect((await refusal(world.send(declareRegister(town.roll, 900), 0))).name).to.equal(
      "Roll_NotOrganiser",
    );
    await world.send(declareRegister(town.roll, 900), 1);
    expect(await roll.declaredRegister()).to.equal(900n);
    await world.close();
  });

  it("cannot be anyone in the implementation", async () => {
    const world = await buildWorld();
    const implementation = world.deployment.implementations.openRoll as Address;
    for (const call of [
      joinOpenRoll(implementation, 1n),
      admit(implementation, [1n]),
      announceRemoval(implementation, 1n),
      removeMember(implementation, 1n, []),
      proposeOrganiser(implementation, world.account(0)),
      acceptOrganiser(implementation),
      declareRegister(implementation, 1),
    ]) {
      expect((await refusal(world.send(call))).name).to.equal("Roll_NotAClone");
    }
    await world.close();
  });
});
