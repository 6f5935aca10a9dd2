import { expect } from "chai";
import { type Address, type Hex, parseEventLogs } from "viem";
import { sealedPollAbi } from "../../../dapp/src/protocol/generated/abi.ts";
import { Phase } from "../../../dapp/src/protocol/phase.ts";
import { singleChoice } from "../../../dapp/src/protocol/questionPresets.ts";
import { type CastableSealedBallot, castSealedVote } from "../../../dapp/src/protocol/sealed/actions.ts";
import { proveBallot } from "../../../dapp/src/protocol/sealed/ballotProof.ts";
import { FIELD, GENERATOR, multiply, type Point } from "../../../dapp/src/protocol/sealed/curve.ts";
import { accumulate, emptyTotals } from "../../../dapp/src/protocol/sealed/encryption.ts";
import { transcript } from "../../../dapp/src/protocol/sealed/transcript.ts";
import { artifacts } from "../../circuits/support/circuit.ts";
import { Council } from "../../support/council.ts";
import {
  membership,
  nullifierFor,
  openSealed,
  publishSealed,
  type SealedElection,
  seal,
  sealedBallot,
} from "../../support/sealedBallots.ts";
import { resident, SCHEDULE, Town } from "../../support/town.ts";
import { buildWorld, refusal, type World } from "../../support/world.ts";

const choice = singleChoice({ options: 3, blank: true });
/** Another question that the same vector answers. */
const otherChoice = singleChoice({ options: 4, blank: false });
const VOTES = [0, 1, 0, 0];

describe("a sealed ballot", function () {
  this.timeout(300_000);
  let world: World;
  let town: Town;
  let council: Council;
  let election: SealedElection;
  /** Resident 0's, valid; never cast outside a snapshot. */
  let ballot: CastableSealedBallot;
  let snapshot: Hex;
  /** The same poll with another document. */
  let twin: Address;

  const send = (changed: CastableSealedBallot) => world.send(castSealedVote(changed), 5);
  const INVALID = { name: "Poll_ProofInvalid", args: [] };

  before(async () => {
    world = await buildWorld();
    town = await Town.found(world);
    await town.enrol(0, 3);
    await town.admit();
    council = await Council.assemble(world, 1, 1);
    twin = await publishSealed(town, council, { rules: [choice], document: '{"twin":1}' });
    election = await openSealed(town, council, { rules: [choice] });
    await town.freeze(twin);
    ballot = await sealedBallot(election, resident(0), VOTES);
    snapshot = await world.clients.clock.snapshot();
  });
  afterEach(async () => {
    await world.clients.clock.revert({ id: snapshot });
    snapshot = await world.clients.clock.snapshot();
  });
  after(() => world.close());

  it("is counted: the encrypted totals grow by its ciphertexts, and its event shows all that proves it", async () => {
    const { read } = world.sealedPoll(election.poll);
    const { logs } = await send(ballot);
    const points = ballot.ciphertexts.flatMap(({ R, C }) => [R.x, R.y, C.x, C.y]);
    const [counted] = parseEventLogs({ abi: sealedPollAbi, logs, eventName: "SealedBallotCounted" });
    expect(counted?.args).to.deep.equal({
      ballot: 0n,
      nullifier: ballot.nullifier,
      points,
      h: ballot.rules.h,
      ballotProof: [...ballot.rules.points],
      memberProof: [...ballot.membership],
    });
    const sum = accumulate(emptyTotals(election.key, 2), ballot.ciphertexts);
    expect(await read.encryptedTotals()).to.deep.equal(sum.flatMap(({ R, C }) => [R.x, R.y, C.x, C.y]));
    expect(await read.ballots()).to.equal(1);
    expect(await read.hasVoted([ballot.nullifier])).to.equal(true);
    expect(await refusal(send(ballot))).to.deep.equal({
      name: "Poll_AlreadyVoted",
      args: [ballot.nullifier],
    });
  });

  it("whose ciphertext was copied from another voter is refused", async () => {
    const copier = resident(1);
    const nullifier = nullifierFor(election, copier);
    const points = ballot.ciphertexts.flatMap(({ R, C }) => [R.x, R.y, C.x, C.y]);
    const words = seal(election, copier, VOTES).transcript.values.slice(0, -points.length);
    // The copier can prove its membership for these ciphertexts, but not what they hold.
    const { digest } = transcript([...words, ...points]);
    const member = await membership(election, copier, digest);
    expect(await refusal(send({ ...ballot, nullifier, membership: member.points }))).to.deep.equal(INVALID);
    expect(await refusal(send({ ...ballot, nullifier }))).to.deep.equal(INVALID);
  });

  it("with another h is refused: h is bound by the challenge and by the proof", async () => {
    const { rules } = ballot;
    expect(await refusal(send({ ...ballot, rules: { ...rules, h: rules.h + 1n } }))).to.deep.equal(INVALID);
    expect(await refusal(send({ ...ballot, rules: { ...rules, h: 0n } }))).to.deep.equal(INVALID);
    const beyond = { ...rules, h: rules.h + FIELD };
    expect(await refusal(send({ ...ballot, rules: beyond }))).to.deep.equal({
      name: "Groth16_InputOutOfField",
      args: [beyond.h],
    });
  });

  it("proven under the words of another poll's questions is refused", async () => {
    const voter = resident(1);
    const elsewhere = seal({ ...election, rules: [otherChoice] }, voter, VOTES);
    const rules = await proveBallot(elsewhere, artifacts("ballot4"));
    const { nullifier, points } = await membership(election, voter, elsewhere.transcript.digest);
    const { poll } = election;
    const other = { poll, nullifier, ciphertexts: elsewhere.ciphertexts, rules, membership: points };
    expect(await refusal(send(other))).to.deep.equal(INVALID);
  });

  it("of another poll of the same committee and roll is refused", async () => {
    expect(await refusal(send({ ...ballot, poll: twin }))).to.deep.equal(INVALID);
  });

  it("encrypted to another key is refused", async () => {
    const voter = resident(1);
    const foreign = { ...election, key: multiply(GENERATOR, 12345n) };
    const other = await sealedBallot(foreign, voter, VOTES);
    expect(await refusal(send(other))).to.deep.equal(INVALID);
  });

  it("with identity, small-order or off-curve points is refused", async () => {
    const [first, second] = ballot.ciphertexts;
    const bad: Point[] = [
      { x: 0n, y: 1n },
      { x: 0n, y: FIELD - 1n },
      { x: 1n, y: 1n },
      { x: 0n, y: 0n },
    ];
    for (const point of bad) {
      for (const changed of [
        { R: point, C: first?.C as Point },
        { R: first?.R as Point, C: point },
      ]) {
        const ciphertexts = [changed, second as typeof changed];
        expect(await refusal(send({ ...ballot, ciphertexts })), String(point.y)).to.deep.equal(INVALID);
      }
    }
  });

  it("with a coordinate at or above the field prime is refused, whatever it stands for", async () => {
    const [first, second] = ballot.ciphertexts;
    if (!first || !second) throw new Error("two ciphertexts wanted");
    const aliased = [{ ...first, R: { ...first.R, x: first.R.x + FIELD } }, second];
    expect(await refusal(send({ ...ballot, ciphertexts: aliased }))).to.deep.equal({
      name: "Transcript_ValueOutOfField",
      args: [5n],
    });
    const alias = { ...ballot, nullifier: ballot.nullifier + FIELD };
    expect((await refusal(send(alias))).name).to.equal("Poll_NullifierOutOfField");
  });

  it("with too few or too many points is refused", async () => {
    const [first, second] = ballot.ciphertexts;
    if (!first || !second) throw new Error("two ciphertexts wanted");
    for (const [ciphertexts, given] of [
      [[first], 4n],
      [[first, second, second], 12n],
      [[], 0n],
    ] as const) {
      expect(await refusal(send({ ...ballot, ciphertexts }))).to.deep.equal({
        name: "Poll_WrongBallotSize",
        args: [given, 8n],
      });
    }
  });

  it("with one of its two proofs exchanged or changed is refused", async () => {
    const [word, ...others] = ballot.membership;
    const membershipChanged = [word + 1n, ...others] as unknown as CastableSealedBallot["membership"];
    expect(await refusal(send({ ...ballot, membership: membershipChanged }))).to.deep.equal(INVALID);
    const exchanged = {
      ...ballot,
      membership: ballot.rules.points,
      rules: { ...ballot.rules, points: ballot.membership },
    };
    expect(await refusal(send(exchanged))).to.deep.equal(INVALID);
  });

  it("is taken in the last second and refused in the closing second and before opening", async () => {
    await world.at(SCHEDULE.closesAt);
    expect(await refusal(send(ballot))).to.deep.equal({ name: "Poll_NotOpen", args: [Phase.Void] });
    await world.clients.clock.revert({ id: snapshot });
    snapshot = await world.clients.clock.snapshot();
    await world.at(SCHEDULE.closesAt - 1);
    await send(ballot);
    expect(await world.sealedPoll(election.poll).read.ballots()).to.equal(1);
  });
});
