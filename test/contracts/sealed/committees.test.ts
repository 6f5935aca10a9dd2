import { expect } from "chai";
import { type Hex, parseEventLogs, zeroHash } from "viem";
import { committeeAbi } from "../../../dapp/src/protocol/generated/abi.ts";
import { singleChoice } from "../../../dapp/src/protocol/questionPresets.ts";
import * as actions from "../../../dapp/src/protocol/sealed/actions.ts";
import {
  add,
  FIELD,
  GENERATOR,
  isKey,
  multiply,
  negate,
  type Point,
  sum,
} from "../../../dapp/src/protocol/sealed/curve.ts";
import { Council } from "../../support/council.ts";
import { publishSealed } from "../../support/sealedBallots.ts";
import { Town } from "../../support/town.ts";
import { buildWorld, refusal, type World } from "../../support/world.ts";

/** `CommitteeStage` in ICommittee.sol. */
const Stage = { Accepting: 0, Dealing: 1, Confirming: 2, Ready: 3 } as const;
const SMALL_ORDER: Point = { x: 0n, y: FIELD - 1n };
const OFF_CURVE: Point = { x: 1n, y: 1n };

describe("a committee", function () {
  this.timeout(300_000);
  let world: World;
  let council: Council;
  let snapshot: Hex;

  const account = (trustee: number) => council.account(trustee);
  const deal = async (trustee: number, commitments?: Point[]) =>
    world.send(await council.dealing(trustee, commitments), account(trustee));
  const read = () => world.committee(council.address).read;
  const acceptAll = async () => {
    for (const trustee of council.trustees) await council.accept(trustee);
  };
  const dealAll = async () => {
    await acceptAll();
    for (const trustee of council.trustees) await council.deal(trustee);
  };

  before(async () => {
    world = await buildWorld();
    council = await Council.name(world, 2, 3);
    snapshot = await world.clients.clock.snapshot();
  });
  afterEach(async () => {
    await world.clients.clock.revert({ id: snapshot });
    snapshot = await world.clients.clock.snapshot();
  });
  after(() => world.close());

  it("needs 1 to 16 different trustees and a threshold among them", async () => {
    const [one, two] = [world.account(11), world.account(12)];
    const many = Array.from({ length: 17 }, (_, i) => `0x${(i + 1).toString(16).padStart(40, "0")}` as Hex);
    for (const [threshold, trustees] of [
      [0, [one]],
      [2, [one]],
      [1, []],
      [1, [one, one]],
      [1, [one, `0x${"0".repeat(40)}` as Hex]],
      [1, many],
    ] as const) {
      const failure = await refusal(
        world.send(actions.createCommittee(world.leVote, threshold, trustees, "{}")),
      );
      expect(failure).to.deep.equal({
        name: "LeVote_WrongTrustees",
        args: [BigInt(threshold), BigInt(trustees.length)],
      });
    }
    await world.send(actions.createCommittee(world.leVote, 16, many.slice(0, 16), "{}"));
    await world.send(actions.createCommittee(world.leVote, 1, [one, two], "{}"));
  });

  it("hears nobody but its trustees, each once, each with an encryption key", async () => {
    const stranger = actions.acceptTrust(council.address, `0x${"11".repeat(32)}`);
    expect(await refusal(world.send(stranger, 1))).to.deep.equal({
      name: "Committee_NotTrustee",
      args: [world.account(1)],
    });
    const keyless = actions.acceptTrust(council.address, zeroHash);
    expect((await refusal(world.send(keyless, account(1)))).name).to.equal("Committee_EncryptionKeyMissing");
    await council.accept(1);
    expect(await refusal(council.accept(1))).to.deep.equal({ name: "Committee_AlreadyAccepted", args: [1n] });
    expect(await read().hasAccepted([1n])).to.equal(true);
    expect(await read().hasAccepted([2n])).to.equal(false);
  });

  it("takes no deal before all accepted, and no confirmation before all dealt", async () => {
    await council.accept(1);
    await council.accept(2);
    const early = { name: "Committee_WrongStage", args: [Stage.Accepting] };
    expect(await refusal(deal(1))).to.deep.equal(early);
    expect(await refusal(read().trusteeKey([1n]))).to.deep.equal(early);
    await council.accept(3);
    await deal(1);
    const anything = { h: 1n, points: [0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n] as const };
    const confirmation = actions.confirmKey(council.address, anything);
    expect(await refusal(world.send(confirmation, account(1)))).to.deep.equal({
      name: "Committee_WrongStage",
      args: [Stage.Dealing],
    });
  });

  it("refuses a trustee who deals twice", async () => {
    await acceptAll();
    await deal(2);
    expect(await refusal(deal(2))).to.deep.equal({ name: "Committee_AlreadyDealt", args: [2n] });
  });

  it("refuses commitments that are no points, or whose first is of small order or the identity", async () => {
    await acceptAll();
    const [first, second] = council.commitments(1) as [Point, Point];
    for (const [commitments, index] of [
      [[SMALL_ORDER, second], 0n],
      [[{ x: 0n, y: 1n }, second], 0n],
      [[OFF_CURVE, second], 0n],
      [[first, OFF_CURVE], 1n],
      [[{ ...first, x: first.x + FIELD }, second], 0n],
    ] as const) {
      expect(await refusal(deal(1, [...commitments]))).to.deep.equal({
        name: "Committee_BadPoint",
        args: [index],
      });
    }
  });

  it("refuses a deal with too few commitments, too few shares, or a share to oneself", async () => {
    await acceptAll();
    const commitments = council.commitments(1);
    const { args } = await council.dealing(1);
    const shares = args[1] as readonly Hex[];
    for (const [points, dealt] of [
      [commitments.slice(1), shares],
      [[...commitments, GENERATOR], shares],
      [commitments, shares.slice(1)],
      [commitments, ["0x11", ...shares.slice(1)]],
      [commitments, ["0x", "0x", ...shares.slice(2)]],
    ] as [Point[], Hex[]][]) {
      const call = actions.dealShares(council.address, points, dealt);
      expect((await refusal(world.send(call, account(1)))).name).to.equal("Committee_WrongDeal");
    }
  });

  it("has the sum of all first commitments as its key, and Y_j = x_j·G for every trustee", async () => {
    await dealAll();
    expect(await council.key()).to.deep.equal(
      sum(council.trustees.map((j) => council.commitments(j)[0] as Point)),
    );
    for (const trustee of council.trustees) {
      const [x, y] = await read().trusteeKey([BigInt(trustee)]);
      expect({ x, y }).to.deep.equal(multiply(GENERATOR, await council.secret(trustee)));
    }
  });

  it("stops a rogue key: who cancels the others' commitments to choose the key cannot confirm", async () => {
    await acceptAll();
    await deal(1);
    await deal(2);
    const chosen = multiply(GENERATOR, 31337n);
    const others = [1, 2].map((j) => council.commitments(j));
    const rogue = [0, 1].map((l) => {
      const theirs = add(others[0]?.[l] as Point, others[1]?.[l] as Point);
      return l === 0 ? add(chosen, negate(theirs)) : negate(theirs);
    });
    await deal(3, rogue);
    expect(await council.key(), "the rogue chose the key").to.deep.equal(chosen);
    // The rogue knows every Y_j's secret, but the others see that its shares do not fit, and nobody confirms for them.
    for (const honest of [1, 2]) {
      expect((await refusal(council.confirm(honest))).args).to.deep.equal(["trustee 3 cheats"]);
    }
    const own = actions.confirmKey(council.address, await council.confirmation(3, 31337n));
    expect((await refusal(world.send(own, account(1)))).name).to.equal("Committee_ProofInvalid");
    await world.send(own, account(3));
    expect(await read().isReady()).to.equal(false);
  });

  it("refuses the last deal that would make the key the identity or of small order", async () => {
    await acceptAll();
    await deal(1);
    await deal(2);
    const theirs = sum([1, 2].map((j) => council.commitments(j)[0] as Point));
    const [, second] = council.commitments(3) as [Point, Point];
    for (const target of [{ x: 0n, y: 1n }, SMALL_ORDER]) {
      const cancelling = add(negate(theirs), target);
      expect(isKey(cancelling)).to.equal(target.y === 1n);
      expect(await refusal(deal(3, [cancelling, second]))).to.deep.equal({
        name: "Committee_BadPoint",
        args: [0n],
      });
    }
  });

  it("refuses a confirmation made by or for another trustee, and is ready only when all confirmed", async () => {
    await dealAll();
    const town = await Town.found(world);
    const rules = [singleChoice({ options: 3, blank: true })];
    const first = await council.confirmation(1);
    const stolen = actions.confirmKey(council.address, first);
    expect((await refusal(world.send(stolen, account(2)))).name).to.equal("Committee_ProofInvalid");
    await world.send(stolen, account(1));
    expect(await refusal(world.send(stolen, account(1)))).to.deep.equal({
      name: "Committee_AlreadyConfirmed",
      args: [1n],
    });
    await council.confirm(2);
    expect(await read().stage()).to.equal(Stage.Confirming);
    expect(await refusal(publishSealed(town, council, { rules }))).to.deep.equal({
      name: "LeVote_CommitteeNotReady",
      args: [council.address],
    });
    const { logs } = await council.confirm(3);
    const [ready] = parseEventLogs({ abi: committeeAbi, logs, eventName: "CommitteeReady" });
    const { x, y } = await council.key();
    expect(ready?.args.electionKey).to.deep.equal([x, y]);
    await publishSealed(town, council, { rules });
  });

  it("serves its creator's polls only, and a poll needs a turnout of two and a genuine committee", async () => {
    const alone = await Council.name(world, 1, 1);
    await alone.accept(1);
    await alone.deal(1);
    await alone.confirm(1);
    const rules = [singleChoice({ options: 3, blank: true })];
    const town = await Town.found(world);
    const sealed = (changes: object) => publishSealed(town, alone, { rules, ...changes });
    expect(await refusal(sealed({ minimumTurnout: 1 }))).to.deep.equal({
      name: "LeVote_MinimumTurnoutTooSmall",
      args: [1],
    });
    const counterfeit = world.account(3);
    expect(await refusal(sealed({ committee: counterfeit }))).to.deep.equal({
      name: "LeVote_NotACommittee",
      args: [counterfeit],
    });
    const foreign = await Council.name(world, 1, 1, 2);
    expect(await refusal(sealed({ committee: foreign.address }))).to.deep.equal({
      name: "LeVote_NotCommitteeCreator",
      args: [foreign.address, world.account(0)],
    });
    await sealed({});
  });

  it("does nothing as implementation", async () => {
    const { committee } = world.deployment.implementations;
    const direct = world.committee(committee as Hex);
    expect((await refusal(direct.read.stage())).name).to.equal("Committee_NotAClone");
    const accept = actions.acceptTrust(committee as Hex, `0x${"11".repeat(32)}`);
    expect((await refusal(world.send(accept, account(1)))).name).to.equal("Committee_NotAClone");
  });
});
