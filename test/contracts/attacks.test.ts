import { Identity } from "@semaphore-protocol/identity";
import { expect } from "chai";
import { type Address, encodeFunctionData, type Hex, hexToBigInt, numberToHex, size, slice } from "viem";
import {
  acceptOrganiser,
  admit,
  cancelPoll,
  castVote,
  createTokenRoll,
  joinByInvitation,
  joinWithToken,
  proposeOrganiser,
  publishOpenPoll,
} from "../../dapp/src/protocol/actions.ts";
import type { OpenBallot } from "../../dapp/src/protocol/ballot.ts";
import { semaphoreAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { enrolmentTypedData } from "../../dapp/src/protocol/invitations.ts";
import { pollScope } from "../../dapp/src/protocol/semaphoreProof.ts";
import { proveUnchecked } from "../support/attacker.ts";
import { ballotOf } from "../support/ballots.ts";
import { deployToken } from "../support/tokens.ts";
import { createdIn, pollParameters, resident, rollDocument, SCHEDULE, Town } from "../support/town.ts";
import { buildWorld, type Call, refusal, type World } from "../support/world.ts";

const { rollClosesAt, opensAt, closesAt } = SCHEDULE;
const LATEST = 2 ** 48 - 1;
/** Of BN254's points' coordinates. */
const COORDINATES = 0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47n;
/** Of secp256k1. */
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
const STRANGER = 12;
const VOTES = 1n;

describe("an attacker", () => {
  let world: World;
  let town: Town;

  beforeEach(async () => {
    world = await buildWorld();
    town = await Town.found(world);
  });
  afterEach(() => world.close());

  const nameOf = async (call: Call, from = STRANGER) => (await refusal(world.send(call, from))).name;
  const semaphore = (functionName: string, ...args: unknown[]): Call => ({
    address: world.semaphore.address,
    abi: semaphoreAbi,
    functionName,
    args,
  });

  it("cannot lay hands on a roll's Semaphore group, before it is opened or after", async () => {
    await town.enrol(0, 3);
    // Taking the number that the roll's group would get: the roll just gets the next one.
    expect(await nameOf(semaphore("acceptGroupAdmin", 0n))).to.equal(
      "Semaphore__CallerIsNotThePendingGroupAdmin",
    );
    await world.send(semaphore("createGroup"), STRANGER);
    await town.admit();
    expect(await world.invitationRoll(town.roll).read.groupId()).to.equal(1n);

    const { commitment } = resident(0);
    const ghost = resident(99).commitment;
    const siblings = town.tree.removalSiblings(0);
    for (const call of [
      semaphore("addMember", 1n, ghost),
      semaphore("addMembers", 1n, [ghost]),
      semaphore("removeMember", 1n, commitment, siblings),
      semaphore("updateMember", 1n, commitment, ghost, siblings),
      semaphore("updateGroupAdmin", 1n, world.account(STRANGER)),
      semaphore("updateGroupMerkleTreeDuration", 1n, 0n),
    ]) {
      expect(await nameOf(call), call.functionName).to.equal("Semaphore__CallerIsNotTheGroupAdmin");
      // Not even the roll's organiser may go round the roll.
      expect(await nameOf(call, 0), call.functionName).to.equal("Semaphore__CallerIsNotTheGroupAdmin");
    }
    expect(await nameOf(semaphore("acceptGroupAdmin", 1n))).to.equal(
      "Semaphore__CallerIsNotThePendingGroupAdmin",
    );
    expect(await world.semaphore.read.getMerkleTreeRoot([1n])).to.equal(town.tree.root);
  });

  it("cannot make a second signature out of an invitation's", async () => {
    const { commitment } = resident(0);
    const enrolment = await town.enrolment(0, commitment);
    const [r, s, v] = [
      slice(enrolment.signature, 0, 32),
      hexToBigInt(slice(enrolment.signature, 32, 64)),
      hexToBigInt(slice(enrolment.signature, 64)),
    ];
    const word = (value: bigint) => numberToHex(value, { size: 32 }).slice(2);
    const signatures: Record<string, Hex> = {
      "the other s": `${r}${word(CURVE_ORDER - s)}${(55n - v).toString(16)}` as Hex,
      "64 bytes (EIP-2098)": `${r}${word(s | ((v - 27n) << 255n))}` as Hex,
      "v counted from 0": `${r}${word(s)}0${v - 27n}` as Hex,
      "a byte more": `${enrolment.signature}00` as Hex,
      nothing: "0x",
    };
    for (const [change, signature] of Object.entries(signatures)) {
      const call = joinByInvitation(town.roll, { ...enrolment, signature });
      expect(await nameOf(call), change).to.equal("Roll_InvitationInvalid");
    }
    expect(size(enrolment.signature)).to.equal(65);
    await world.send(joinByInvitation(town.roll, enrolment), STRANGER);
    expect(await world.invitationRoll(town.roll).read.hasJoined([commitment])).to.equal(true);
  });

  it("who owns a token that calls back cannot re-enter a roll while joining", async () => {
    const token = await deployToken(world, "Trickster");
    const rule = { token: token.address, minimumVotes: 0n, timepoint: 0 };
    const roll = createdIn(await world.send(createTokenRoll(world.leVote, rule, rollDocument("Tokens"))));
    const join = async (tokenId: bigint) => {
      const { commitment } = resident(Number(tokenId));
      const data = enrolmentTypedData(world.chainId, roll, commitment);
      return joinWithToken(roll, tokenId, commitment, await world.sign(data, STRANGER));
    };
    const inner = await join(9n);
    const trap = [8n, roll, encodeFunctionData(inner)];
    await world.send({ address: token.address, abi: token.abi, functionName: "setTrap", args: trap });

    const failure = await refusal(world.send(await join(8n), STRANGER));
    expect(failure).to.deep.equal({ name: "Error", args: ["no way back in"] });
    // It was the way in that was closed: by the door the same call is taken.
    await world.send(inner, STRANGER);
    expect(await world.tokenRoll(roll).read.joined()).to.equal(1n);
  });

  describe("against a poll", () => {
    /** Two seats whose values are the coordinates of one key: the node above them is that key's commitment. */
    const key = new Identity(Buffer.alloc(32, 7));
    let poll: Address;

    beforeEach(async () => {
      const [x, y] = key.publicKey;
      await town.enrolAs(0, x);
      await town.enrolAs(1, y);
      await town.enrol(2, 4);
      await town.admit();
      poll = await town.publish();
      await world.at(rollClosesAt);
      await town.freeze(poll);
      await world.moveTo(opensAt);
    });

    const honest = () => ballotOf(world, { poll, tree: town.tree, voter: resident(2), votes: VOTES });
    const read = () => world.openPoll(poll).read;

    it("gets one vote out of two seats that are a key's coordinates, and no second one", async () => {
      const { siblings } = town.tree.voterPath(0);
      const forged = async (votes: bigint): Promise<OpenBallot> => {
        const proof = await proveUnchecked(
          {
            secretScalar: key.secretScalar,
            index: 0,
            siblings: siblings.slice(1),
            length: 9,
            message: votes,
            scope: pollScope(world.chainId, poll),
          },
          10,
        );
        return {
          version: 1,
          kind: "open",
          chainId: world.chainId,
          poll,
          nullifier: proof.nullifier,
          votes,
          proof: proof.points,
        };
      };
      await world.send(castVote(await forged(VOTES)), STRANGER);
      expect(await nameOf(castVote(await forged(VOTES << 8n)))).to.equal("Poll_AlreadyVoted");
      expect([await read().ballots(), await read().rollSize()]).to.deep.equal([1, 4]);
    });

    it("who sends a ballot's proof in other points first gets the same vote counted once", async () => {
      const ballot = await honest();
      const [ax, ay, bx1, bx0, by1, by0, cx, cy] = ballot.proof;
      const minus = (value: bigint) => COORDINATES - value;
      const other = { ...ballot, proof: [ax, minus(ay), bx1, bx0, minus(by1), minus(by0), cx, cy] as const };
      await world.send(castVote(other), STRANGER);
      expect((await refusal(world.send(castVote(ballot)))).name).to.equal("Poll_AlreadyVoted");
      expect((await read().totals())[0]).to.equal(1n);
    });

    it("cannot write a proof's coordinates in a second way", async () => {
      const ballot = await honest();
      for (const place of ballot.proof.keys()) {
        const proof = ballot.proof.with(place, (ballot.proof[place] ?? 0n) + COORDINATES);
        const call = castVote({ ...ballot, proof: proof as unknown as OpenBallot["proof"] });
        expect(await nameOf(call), `word ${place}`).to.equal("Poll_ProofInvalid");
      }
      expect(await read().ballots()).to.equal(0);
    });

    it("who once was the organiser cannot cancel; whoever is it now can", async () => {
      const later = await town.publish({
        rollClosesAt: opensAt + 1_000,
        opensAt: closesAt,
        closesAt: closesAt + 10_000,
      });
      await world.send(proposeOrganiser(town.roll, world.account(3)));
      await world.send(acceptOrganiser(town.roll), 3);
      expect(await nameOf(cancelPoll(later, "Mine."), 0)).to.equal("Poll_NotOrganiser");
      expect(
        await nameOf(
          publishOpenPoll(
            world.leVote,
            pollParameters(town.roll, { opensAt: closesAt, closesAt: LATEST, rollClosesAt: closesAt - 1 }),
            "{}",
          ),
          0,
        ),
      ).to.equal("LeVote_NotOrganiser");
      await world.send(cancelPoll(later, "Ours."), 3);
      // What had opened stays.
      expect(await nameOf(cancelPoll(poll, "Too late."), 3)).to.equal("Poll_TooLateToCancel");
    });
  });

  it("gets no sum of dates or sizes to run over", async () => {
    const publish = (changes: object, document: string) =>
      publishOpenPoll(world.leVote, pollParameters(town.roll, changes), document);
    for (const dates of [
      { rollClosesAt: LATEST, opensAt: LATEST, closesAt: LATEST },
      { rollClosesAt: LATEST, opensAt: 0, closesAt: LATEST },
      { rollClosesAt, opensAt: LATEST, closesAt: 1 },
    ])
      expect(await nameOf(publish(dates, "{}"), 0)).to.equal("LeVote_WrongSchedule");

    await town.enrol(0, 3);
    await town.admit();
    const endless = createdIn(
      await world.send(publish({ opensAt: LATEST - 1_000, closesAt: LATEST }, '{"endless":1}')),
    );
    const nobody = createdIn(await world.send(publish({ minimumRoll: 2 ** 20 }, '{"nobody":1}')));
    await world.at(rollClosesAt);
    await town.freeze(endless);
    expect((await world.openPoll(endless).read.parameters()).closesAt).to.equal(LATEST);
    expect(await refusal(town.freeze(nobody))).to.deep.equal({
      name: "Poll_RollTooSmall",
      args: [3n, 2n ** 20n],
    });
  });

  it("cannot make an admission fail for those behind by what it enrols", async () => {
    await town.enrolAs(0, 1n);
    await town.enrol(1, 3);
    // The value that the first three seats' own tree has: a seat that is a node of the same tree.
    await town.admit();
    await town.enrolAs(3, town.tree.root);
    await town.admit();
    await town.announceRemoval(1n);
    await world.at((await world.now()) + world.chain.removalNotice);
    await town.remove(1n);
    await town.enrol(4, 6);
    await town.admit();
    expect(await world.semaphore.read.getMerkleTreeRoot([0n])).to.equal(town.tree.root);
    expect(await nameOf(admit(town.roll, [resident(4).commitment]))).to.equal("Roll_NothingToAdmit");
  });
});
