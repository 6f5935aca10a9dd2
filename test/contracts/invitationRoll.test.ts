import { expect } from "chai";
import { type Address, encodeAbiParameters, type Hex, keccak256, parseEventLogs } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import {
  createInvitationRoll,
  joinByInvitation,
  openBatch,
  revokeInvitation,
} from "../../dapp/src/protocol/actions.ts";
import { invitationRollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import {
  batchProof,
  batchRoot,
  enrolmentTypedData,
  invitationKey,
  makeBatch,
  signEnrolment,
} from "../../dapp/src/protocol/invitations.ts";
import { FIELD } from "../../dapp/src/protocol/semaphoreProof.ts";
import { batchLeaves, createdIn, letterKey, resident, rollDocument, Town } from "../support/town.ts";
import { buildWorld, refusal, type World } from "../support/world.ts";

describe("a roll by invitation", () => {
  let world: World;
  let town: Town;

  beforeEach(async () => {
    world = await buildWorld();
    town = await Town.found(world);
  });
  afterEach(() => world.close());

  const roll = () => world.invitationRoll(town.roll).read;
  const { commitment } = resident(0);

  it("is joined with the code on a letter, brought by anyone", async () => {
    const roll = createdIn(await world.send(createInvitationRoll(world.leVote, rollDocument("Letters"))));
    const { invitations, leaves } = await makeBatch({ chainId: world.chainId, roll, batch: 0 }, 2);
    await world.send(openBatch(roll, leaves));
    const [, letter] = invitations;
    if (!letter) throw new Error("the batch has two letters");
    const { logs } = await world.send(
      joinByInvitation(roll, await signEnrolment(letter, leaves, commitment)),
      12,
    );
    const events = parseEventLogs({ abi: invitationRollAbi, logs });
    expect(events.map(({ eventName, args }) => [eventName, args])).to.deep.equal([
      ["Joined", { index: 0n, commitment }],
      ["InvitationUsed", { batch: 0n, index: 1n, commitment }],
    ]);
  });

  it("computes the root that OpenZeppelin's library computes, for every size of batch", async () => {
    for (const [batch, size] of [1, 2, 3, 7, 8, 9].entries()) {
      const leaves = batchLeaves(batch + 1, size);
      await world.send(openBatch(town.roll, leaves));
      expect(await roll().batchAt([BigInt(batch + 1)])).to.deep.equal([batchRoot(leaves), BigInt(size)]);
    }
    expect(await roll().batches()).to.equal(7n);
    expect(await roll().invitations()).to.equal(36n);
  });

  it("refuses an empty batch, one of more than 1,000, and a batch from a stranger", async () => {
    const leaf = keccak256("0x01");
    for (const [size, name] of [
      [0, "Roll_BatchSizeOutOfRange"],
      [1_001, "Roll_BatchSizeOutOfRange"],
    ] as const) {
      expect((await refusal(world.send(openBatch(town.roll, Array(size).fill(leaf))))).name).to.equal(name);
    }
    expect(await refusal(world.send(openBatch(town.roll, [leaf]), 3))).to.deep.equal({
      name: "Roll_NotOrganiser",
      args: [world.account(3)],
    });
    await world.send(openBatch(town.roll, Array(1_000).fill(leaf)));
  });

  it("binds a letter's key to chain, roll, batch and index: a guessed code fits nowhere else (threat 8)", async () => {
    const place = { chainId: world.chainId, roll: town.roll, batch: 0, index: 0 };
    const places = [place, { ...place, chainId: 8453 }, { ...place, roll: world.leVote }];
    places.push({ ...place, batch: 1 }, { ...place, index: 1 });
    const keys = await Promise.all(
      places.map((at) => invitationKey({ place: at, code: "0123456789ABCDEF" })),
    );
    expect(new Set(keys).size).to.equal(5);
    // What is published of an unused letter is a hash of its key's address, and of its index with it.
    const [leaf] = batchLeaves(0, 1);
    const { address } = privateKeyToAccount(letterKey(0, 0));
    const inner = keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "address" }], [0n, address]));
    expect(leaf).to.equal(keccak256(inner));
  });

  it("takes an invitation once", async () => {
    await town.enrolAs(0, commitment);
    const again = await town.enrolment(0, resident(1).commitment);
    expect(await refusal(world.send(joinByInvitation(town.roll, again)))).to.deep.equal({
      name: "Roll_InvitationSpent",
      args: [0n, 0n],
    });
    expect([await roll().isSpent([0n, 0n]), await roll().isSpent([0n, 1n])]).to.deep.equal([true, false]);
  });

  it("refuses an index beyond the batch, and a batch that was never opened", async () => {
    const beyond = await town.enrolment(6, commitment);
    expect(await refusal(world.send(joinByInvitation(town.roll, beyond)))).to.deep.equal({
      name: "Roll_InvitationOutOfRange",
      args: [0n, 6n, 6n],
    });
    const unknown = { ...(await town.enrolment(0, commitment)), batch: 1 };
    expect((await refusal(world.send(joinByInvitation(town.roll, unknown)))).name).to.equal(
      "Roll_NoSuchBatch",
    );
  });

  it("admits at most n by a batch of n, even if a leaf of it is the root of a further tree", async () => {
    const ghosts = batchLeaves(1, 8);
    await world.send(openBatch(town.roll, [batchRoot(ghosts), batchRoot(ghosts)]));
    const join = async (index: number) => {
      const key = privateKeyToAccount(letterKey(1, index));
      const ghost = resident(200 + index).commitment;
      const signature = await key.signTypedData(enrolmentTypedData(world.chainId, town.roll, ghost));
      const proof = [...batchProof(ghosts, index), batchRoot(ghosts)];
      return world.send(
        joinByInvitation(town.roll, { batch: 1, index, commitment: ghost, signature, proof }),
      );
    };
    await join(0);
    await join(1);
    for (const index of [2, 3, 7]) {
      expect((await refusal(join(index))).name).to.equal("Roll_InvitationOutOfRange");
    }
  });

  it("refuses a signature for another commitment, roll or chain, by another key, or none", async () => {
    const other = createdIn(await world.send(createInvitationRoll(world.leVote, rollDocument("Other"))));
    const good = await town.enrolment(0, commitment);
    const wrong = [
      await town.enrolment(0, commitment, { signed: resident(1).commitment }),
      await town.enrolment(0, commitment, { roll: other }),
      await town.enrolment(0, commitment, { chainId: 8453 }),
      await town.enrolment(0, commitment, { key: letterKey(0, 1) }),
      { ...good, signature: "0x" as Hex },
      { ...good, signature: good.signature.slice(0, -2) as Hex },
      { ...good, signature: `0x${"00".repeat(65)}` as Hex },
      { ...good, proof: [] },
      { ...good, index: 1 },
      mirrored(good),
    ];
    for (const enrolment of wrong) {
      expect((await refusal(world.send(joinByInvitation(town.roll, enrolment)))).name).to.equal(
        "Roll_InvitationInvalid",
      );
    }
    await world.send(joinByInvitation(town.roll, good));
  });

  it("refuses to let a stolen signature enrol anybody but the person who made it", async () => {
    const seen = await town.enrolment(0, commitment);
    const thief = { ...seen, commitment: resident(66).commitment };
    expect((await refusal(world.send(joinByInvitation(town.roll, thief), 13))).name).to.equal(
      "Roll_InvitationInvalid",
    );
    await world.send(joinByInvitation(town.roll, seen), 13);
    expect(await roll().hasJoined([commitment])).to.equal(true);
  });

  it("refuses a commitment that is zero, not in the field, or there already; the letter stays good", async () => {
    await town.enrolAs(0, commitment);
    for (const [wrong, name] of [
      [0n, "Roll_CommitmentOutOfField"],
      [FIELD, "Roll_CommitmentOutOfField"],
      [commitment + FIELD, "Roll_CommitmentOutOfField"],
      [2n ** 256n - 1n, "Roll_CommitmentOutOfField"],
      [commitment, "Roll_AlreadyJoined"],
    ] as const) {
      const failure = await refusal(town.enrolAs(1, wrong));
      expect(failure).to.deep.equal({ name, args: [wrong] });
    }
    await town.enrolAs(1, FIELD - 1n);
    expect(await roll().joined()).to.equal(2n);
  });

  it("lets the organiser revoke an unused invitation, and nobody else", async () => {
    expect((await refusal(world.send(revokeInvitation(town.roll, 0, 2), 4))).name).to.equal(
      "Roll_NotOrganiser",
    );
    await world.send(revokeInvitation(town.roll, 0, 2));
    const late = joinByInvitation(town.roll, await town.enrolment(2, commitment));
    expect((await refusal(world.send(late))).name).to.equal("Roll_InvitationSpent");
    await town.enrolAs(3, commitment);
    expect((await refusal(world.send(revokeInvitation(town.roll, 0, 3)))).name).to.equal(
      "Roll_InvitationSpent",
    );
    expect((await refusal(world.send(revokeInvitation(town.roll, 0, 6)))).name).to.equal(
      "Roll_InvitationOutOfRange",
    );
  });

  it("refuses everything in the implementation, which is no roll", async () => {
    const implementation = world.deployment.implementations.invitationRoll as Address;
    const enrolment = await town.enrolment(0, commitment, { roll: implementation });
    for (const call of [
      openBatch(implementation, batchLeaves(0, 1)),
      joinByInvitation(implementation, enrolment),
      revokeInvitation(implementation, 0, 0),
    ]) {
      expect((await refusal(world.send(call))).name).to.equal("Roll_NotAClone");
    }
  });
});

/** The other signature of the same message by the same key: ECDSA has two, of which OpenZeppelin takes one. */
function mirrored<T extends { signature: Hex }>(enrolment: T): T {
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const { signature } = enrolment;
  const s = order - BigInt(`0x${signature.slice(66, 130)}`);
  const v = signature.endsWith("1b") ? "1c" : "1b";
  return { ...enrolment, signature: `${signature.slice(0, 66)}${s.toString(16).padStart(64, "0")}${v}` };
}
