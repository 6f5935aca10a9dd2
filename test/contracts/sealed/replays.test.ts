import { expect } from "chai";
import { type Address, type Hex, keccak256 } from "viem";
import { singleChoice } from "../../../dapp/src/protocol/questionPresets.ts";
import { encodeRule } from "../../../dapp/src/protocol/questions.ts";
import {
  type CastableSealedBallot,
  castSealedVote,
  publishSealedPoll,
  publishShare,
} from "../../../dapp/src/protocol/sealed/actions.ts";
import { ballotTranscript, sealBallot } from "../../../dapp/src/protocol/sealed/ballot.ts";
import { proveBallot } from "../../../dapp/src/protocol/sealed/ballotProof.ts";
import { GENERATOR, multiply } from "../../../dapp/src/protocol/sealed/curve.ts";
import { ballotContext } from "../../../dapp/src/protocol/sealed/transcript.ts";
import type { ProofPoints } from "../../../dapp/src/protocol/semaphoreProof.ts";
import { artifacts, verificationKey } from "../../circuits/support/circuit.ts";
import { Council } from "../../support/council.ts";
import { rerandomised } from "../../support/crypto/proofs.ts";
import { semaphoreKey } from "../../support/crypto/semaphoreKey.ts";
import { RULE_CASES } from "../../support/questionCases.ts";
import {
  freezeSealed,
  membership,
  nullifierFor,
  publishSealed,
  type SealedElection,
  sealedBallot,
} from "../../support/sealedBallots.ts";
import { pollParameters, resident, SCHEDULE, Town } from "../../support/town.ts";
import { buildWorld, refusal, type World } from "../../support/world.ts";

const choice = singleChoice({ options: 3, blank: true });
const VOTES = [0, 1, 0, 0];
const INVALID = { name: "Poll_ProofInvalid", args: [] };
const SHARE_INVALID = { name: "Poll_ShareInvalid", args: [] };

describe("what was proven for one place, brought to another", function () {
  this.timeout(300_000);
  let world: World;
  let town: Town;
  let council: Council;
  let election: SealedElection;
  /** The same poll with another document, of the same committee. */
  let twin: Address;
  /** Resident 0's. */
  let ballot: CastableSealedBallot;
  let snapshot: Hex;

  const send = (cast: CastableSealedBallot) => world.send(castSealedVote(cast), 5);
  const ballotCount = () => world.sealedPoll(election.poll).read.ballots();

  before(async () => {
    world = await buildWorld();
    town = await Town.found(world);
    await town.enrol(0, 3);
    await town.admit();
    council = await Council.assemble(world, 1, 1);
    const poll = await publishSealed(town, council, { rules: [choice] });
    twin = await publishSealed(town, council, { rules: [choice], document: '{"twin":1}' });
    election = await freezeSealed(town, council, poll, [choice]);
    await freezeSealed(town, council, twin, [choice]);
    ballot = await sealedBallot(election, resident(0), VOTES);
    snapshot = await world.clients.clock.snapshot();
  });
  afterEach(async () => {
    await world.clients.clock.revert({ id: snapshot });
    snapshot = await world.clients.clock.snapshot();
  });
  after(() => world.close());

  it("a ballot sealed for another chain is refused, whatever the member proves", async () => {
    const voter = resident(1);
    const nullifier = nullifierFor(election, voter);
    const terms = { chainId: 1, poll: election.poll, key: election.key, rules: [choice] };
    const sealed = sealBallot(terms, VOTES, nullifier);
    const rules = await proveBallot(sealed, artifacts("ballot4"));
    const { poll } = election;
    const context = ballotContext(world.chainId, poll, nullifier);
    const here = ballotTranscript(context, sealed.inputs.words, election.key, sealed.ciphertexts);
    for (const message of [sealed.transcript.digest, here.digest]) {
      const member = await membership(election, voter, message);
      const elsewhere = {
        poll,
        nullifier,
        ciphertexts: sealed.ciphertexts,
        rules,
        membership: member.points,
      };
      expect(await refusal(send(elsewhere))).to.deep.equal(INVALID);
    }
  });

  it("a ballot whose two proofs were re-randomised is the same vote, and counts once", async () => {
    const again = (points: ProofPoints, key: object) =>
      rerandomised(points, key as Parameters<typeof rerandomised>[1], 5n, 7n);
    const { depth } = election.tree.voterPath(0);
    const twinProofs = {
      ...ballot,
      rules: { ...ballot.rules, points: again(ballot.rules.points, verificationKey("ballot4")) },
      membership: again(ballot.membership, semaphoreKey(depth)),
    };
    expect(twinProofs.membership).to.not.deep.equal(ballot.membership);
    const used = { name: "Poll_AlreadyVoted", args: [ballot.nullifier] };
    const kept = await world.clients.clock.snapshot();
    await send(twinProofs);
    expect(await refusal(send(ballot))).to.deep.equal(used);
    await world.clients.clock.revert({ id: kept });
    await send(ballot);
    expect(await refusal(send(twinProofs))).to.deep.equal(used);
    expect(await ballotCount()).to.equal(1);
  });

  it("a second ballot of one voter, with another choice and fresh randomness, is refused", async () => {
    await send(ballot);
    const second = await sealedBallot(election, resident(0), [1, 0, 0, 0]);
    expect(second.nullifier).to.equal(ballot.nullifier);
    expect((await refusal(send(second))).name).to.equal("Poll_AlreadyVoted");
  });

  it("a share for another poll of the same committee, and a confirmation in place of a share, are refused", async () => {
    await send(ballot);
    await send(await sealedBallot(election, resident(1), VOTES));
    // The twin gets the very same totals, so that nothing but the poll's address tells the shares apart.
    await copyTotals(election.poll, twin);
    await world.moveTo(SCHEDULE.closesAt);
    const { share, proof } = await council.sharing(twin, 1);
    expect(await refusal(world.send(publishShare(election.poll, share, proof), 4))).to.deep.equal(
      SHARE_INVALID,
    );
    const confirmation = await council.confirmation(1);
    const key = multiply(GENERATOR, await council.secret(1));
    const confirmed = { trustee: 1, points: share.points.map(() => key) };
    expect(await refusal(world.send(publishShare(election.poll, confirmed, confirmation), 4))).to.deep.equal(
      SHARE_INVALID,
    );
    await council.share(election.poll, 1);
  });

  /** Copies every word of a poll's storage that its totals and its number of ballots may stand in. */
  async function copyTotals(from: Address, to: Address): Promise<void> {
    for (let slot = 0n; slot < 64n; slot++) {
      const index = `0x${slot.toString(16)}` as Hex;
      const value = await world.clients.reader.getStorageAt({ address: from, slot: index });
      const other = await world.clients.reader.getStorageAt({ address: to, slot: index });
      if (value === other || value === undefined) continue;
      const index32 = `0x${slot.toString(16).padStart(64, "0")}` as Hex;
      await world.clients.clock.setStorageAt({ address: to, index: index32, value });
    }
    expect(await world.sealedPoll(to).read.encryptedTotals()).to.deep.equal(
      await world.sealedPoll(from).read.encryptedTotals(),
    );
  }
});

describe("a sealed poll", function () {
  this.timeout(300_000);

  it("is not published with any question that an open poll refuses", async () => {
    const world = await buildWorld();
    const town = await Town.found(world);
    const { address: committee } = await Council.assemble(world, 1, 1);
    for (const { title, rule, fault } of RULE_CASES) {
      const parameters = pollParameters(town.roll, { questions: [encodeRule(rule)] });
      const document = `{"case":"${keccak256(Buffer.from(title))}"}`;
      const call = publishSealedPoll(world.leVote, parameters, { committee, minimumTurnout: 2 }, document);
      if (fault === null) await world.ask(call);
      else {
        const failure = await refusal(world.ask(call));
        expect(failure, title).to.deep.equal({ name: "LeVote_WrongQuestion", args: [0n] });
      }
    }
    await world.close();
  });

  it("takes no ballot before its roll is frozen or before the opening second, and takes it in that second", async () => {
    const world = await buildWorld();
    const town = await Town.found(world);
    await town.enrol(0, 2);
    await town.admit();
    const council = await Council.assemble(world, 1, 1);
    const poll = await publishSealed(town, council, { rules: [choice] });
    const { tree } = town;
    const election = { world, poll, key: await council.key(), rules: [choice], tree };
    const ballot = await sealedBallot(election, resident(0), VOTES);
    const send = () => world.send(castSealedVote(ballot), 5);
    const kept = await world.clients.clock.snapshot();
    await world.at(SCHEDULE.opensAt);
    expect((await refusal(send())).name).to.equal("Poll_NotFrozen");
    await world.clients.clock.revert({ id: kept });
    await world.at(SCHEDULE.rollClosesAt);
    await town.freeze(poll);
    await world.at(SCHEDULE.opensAt - 1);
    expect(await refusal(send())).to.deep.equal({ name: "Poll_NotOpen", args: [1] });
    await world.at(SCHEDULE.opensAt);
    await send();
    expect(await world.sealedPoll(poll).read.ballots()).to.equal(1);
    await world.close();
  });
});
