import { expect } from "chai";
import type { Address } from "viem";
import { castVote } from "../../dapp/src/protocol/actions.ts";
import type { VoterIdentity } from "../../dapp/src/protocol/identity.ts";
import { packVotes } from "../../dapp/src/protocol/questions.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import type { MembershipProof } from "../../dapp/src/protocol/semaphoreProof.ts";
import { pollScope } from "../../dapp/src/protocol/semaphoreProof.ts";
import { proveUnchecked } from "../support/attacker.ts";
import { ballotOf } from "../support/ballots.ts";
import { resident, SCHEDULE, Town } from "../support/town.ts";
import { buildWorld, refusal, type World } from "../support/world.ts";

const VOTES = packVotes([1, 0, 0, 0]);

/** A tree of identities, all of one attacker, of which only the root joins the roll. */
function treeOf(identities: VoterIdentity[]) {
  return new RollTree(identities.map(({ commitment }) => commitment));
}

describe("a seat that is a tree (threat 1)", () => {
  let world: World;
  let town: Town;
  let poll: Address;
  const puppets = [100, 101, 102, 103].map(resident);
  const hidden = treeOf(puppets);

  beforeEach(async () => {
    world = await buildWorld();
    town = await Town.found(world);
    // Four residents, then the attacker's root in the fifth seat: alone at the right edge, one level below the top.
    await town.enrol(0, 4);
    await town.enrolAs(4, hidden.root);
    await town.admit();
    poll = await town.publish();
    await world.at(SCHEDULE.rollClosesAt);
    await town.freeze(poll);
    await world.moveTo(SCHEDULE.opensAt);
  });
  afterEach(() => world.close());

  /** Puppet → hidden root (two siblings) → group root (one sibling). */
  async function puppetProof(number: number, message: bigint): Promise<MembershipProof> {
    const puppet = puppets[number] as VoterIdentity;
    const inside = hidden.removalSiblings(number);
    const [leftSubtree] = town.tree.freezeWitness().leftSiblings;
    return proveUnchecked(
      {
        secretScalar: puppet.secretScalar,
        // Bits: place in the hidden tree, then "right child" at the top.
        index: number | 0b100,
        siblings: [...inside, leftSubtree as bigint],
        length: 3,
        message,
        scope: pollScope(world.chainId, poll),
      },
      10,
    );
  }

  it("votes as often as it likes against Semaphore's own root", async () => {
    const nullifiers = new Set<bigint>();
    for (const number of [0, 1]) {
      const proof = await puppetProof(number, VOTES);
      expect(proof.root).to.equal(await world.semaphore.read.getMerkleTreeRoot([0n]));
      const { nullifier, message, scope, points } = proof;
      const claim = { merkleTreeDepth: 10n, merkleTreeRoot: proof.root, nullifier, message, scope, points };
      expect(await world.semaphore.read.verifyProof([0n, claim])).to.equal(true);
      nullifiers.add(nullifier);
    }
    expect(nullifiers.size).to.equal(2);
  });

  it("cannot vote at all against the poll's padded root", async () => {
    const { nullifier, points } = await puppetProof(0, VOTES);
    const ballot = {
      version: 1,
      kind: "open",
      chainId: world.chainId,
      poll,
      nullifier,
      votes: VOTES,
    } as const;
    expect((await refusal(world.send(castVote({ ...ballot, proof: points })))).name).to.equal(
      "Poll_ProofInvalid",
    );
  });

  it("cannot reach the padded root with a path of full length either: it would have to be longer than the depth", async () => {
    const seat = town.tree.voterPath(4);
    const puppet = puppets[0] as VoterIdentity;
    const siblings = [...hidden.removalSiblings(0), ...seat.siblings];
    const index = seat.index << 2;
    const scope = pollScope(world.chainId, poll);
    // Cut to the circuit's depth: the root is another one.
    const cut = await proveUnchecked(
      {
        secretScalar: puppet.secretScalar,
        index,
        siblings: siblings.slice(0, 10),
        length: 10,
        message: VOTES,
        scope,
      },
      10,
    );
    expect(cut.root).not.to.equal(await world.openPoll(poll).read.root());
    // A deeper circuit reaches the root, but the poll checks with the key of its own depth.
    const deep = await proveUnchecked(
      { secretScalar: puppet.secretScalar, index, siblings, length: 12, message: VOTES, scope },
      12,
    );
    expect(deep.root).to.equal(await world.openPoll(poll).read.root());
    for (const { nullifier, points } of [cut, deep]) {
      const ballot = {
        version: 1,
        kind: "open",
        chainId: world.chainId,
        poll,
        nullifier,
        votes: VOTES,
      } as const;
      expect((await refusal(world.send(castVote({ ...ballot, proof: points })))).name).to.equal(
        "Poll_ProofInvalid",
      );
    }
  });

  it("does not hinder the honest members", async () => {
    const ballot = await ballotOf(world, { poll, tree: town.tree, voter: resident(0), votes: VOTES });
    await world.send(castVote(ballot));
    expect(await world.openPoll(poll).read.ballots()).to.equal(1);
  });
});

describe("root zero (threat 2)", () => {
  let world: World;
  beforeEach(async () => {
    world = await buildWorld();
  });
  afterEach(() => world.close());

  /** A path that claims to be longer than the circuit is deep: the circuit outputs root 0 for anybody. */
  const outsider = (poll: Address) =>
    proveUnchecked(
      {
        secretScalar: resident(99).secretScalar,
        index: 0,
        siblings: [],
        length: 11,
        message: VOTES,
        scope: pollScope(31337, poll),
      },
      10,
    );

  it("proves membership of an emptied group to Semaphore", async () => {
    const town = await Town.found(world);
    const { outcome, proof } = await emptied(town);
    expect(outcome).to.equal(0n);
    expect(proof.root).to.equal(0n);
    const { root, nullifier, message, scope, points } = proof;
    const claim = { merkleTreeDepth: 10n, merkleTreeRoot: root, nullifier, message, scope, points };
    expect(await world.semaphore.read.verifyProof([0n, claim])).to.equal(true);
  });

  it("cannot freeze an emptied roll", async () => {
    const town = await Town.found(world);
    const poll = await town.publish();
    await emptied(town);
    await world.at(SCHEDULE.rollClosesAt);
    expect(await refusal(town.freeze(poll))).to.deep.equal({ name: "Poll_RollTooSmall", args: [0n, 2n] });
  });

  it("cannot vote in a poll whose roll was never frozen", async () => {
    const town = await Town.found(world);
    await town.enrol(0, 3);
    await town.admit();
    const poll = await town.publish();
    const { nullifier, points } = await outsider(poll);
    await world.moveTo(SCHEDULE.opensAt);
    const ballot = {
      version: 1,
      kind: "open",
      chainId: world.chainId,
      poll,
      nullifier,
      votes: VOTES,
    } as const;
    const call = castVote({ ...ballot, proof: points });
    expect((await refusal(world.send(call))).name).to.equal("Poll_NotFrozen");
    await town.freeze(poll);
    expect((await refusal(world.send(call))).name).to.equal("Poll_ProofInvalid");
  });

  async function emptied(town: Town) {
    const poll = await town.publish({}, '{"emptied":1}');
    await town.enrol(0, 1);
    await town.admit();
    await town.announceRemoval(resident(0).commitment);
    await world.moveTo((await world.now()) + world.chain.removalNotice);
    await town.remove(resident(0).commitment);
    return { outcome: await world.semaphore.read.getMerkleTreeRoot([0n]), proof: await outsider(poll) };
  }
});
