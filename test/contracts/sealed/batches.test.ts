import { expect } from "chai";
import { type Address, type Hex, parseEventLogs } from "viem";
import { sealedPollAbi } from "../../../dapp/src/protocol/generated/abi.ts";
import { singleChoice } from "../../../dapp/src/protocol/questionPresets.ts";
import {
  type CastableSealedBallot,
  castManySealedVotes,
  castSealedVote,
} from "../../../dapp/src/protocol/sealed/actions.ts";
import { FIELD, type Point } from "../../../dapp/src/protocol/sealed/curve.ts";
import { accumulate, emptyTotals } from "../../../dapp/src/protocol/sealed/encryption.ts";
import { Council } from "../../support/council.ts";
import { openSealed, publishSealed, type SealedElection, sealedBallot } from "../../support/sealedBallots.ts";
import { resident, SCHEDULE, Town } from "../../support/town.ts";
import { buildWorld, refusal, type World } from "../../support/world.ts";

const choice = singleChoice({ options: 3, blank: true });
const PAPERS = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 0, 1],
];

describe("a batch of sealed ballots", function () {
  this.timeout(300_000);
  let world: World;
  let election: SealedElection;
  let twin: Address;
  /** Of residents 0 to 2, valid; never cast outside a snapshot. */
  const ballots: CastableSealedBallot[] = [];
  let snapshot: Hex;

  const at = (i: number) => ballots[i] as CastableSealedBallot;
  const send = (batch: readonly CastableSealedBallot[], poll = election.poll) =>
    world.send(castManySealedVotes(poll, batch), 7);
  const read = () => world.sealedPoll(election.poll).read;
  const without = async (batch: readonly CastableSealedBallot[], name: string) => {
    expect((await refusal(send(batch))).name).to.equal(name);
    expect(await read().ballots()).to.equal(0);
  };
  /** The totals that these ballots make. */
  const sum = (batch: readonly CastableSealedBallot[]) =>
    batch
      .reduce((totals, { ciphertexts }) => accumulate(totals, ciphertexts), emptyTotals(election.key, 2))
      .flatMap(({ R, C }) => [R.x, R.y, C.x, C.y]);

  before(async () => {
    world = await buildWorld();
    const town = await Town.found(world);
    await town.enrol(0, 3);
    await town.admit();
    const council = await Council.assemble(world, 1, 1);
    twin = await publishSealed(town, council, { rules: [choice], document: '{"twin":1}' });
    election = await openSealed(town, council, { rules: [choice] });
    await town.freeze(twin);
    for (const [number, votes] of PAPERS.entries()) {
      ballots.push(await sealedBallot(election, resident(number), votes));
    }
    snapshot = await world.clients.clock.snapshot();
  });
  afterEach(async () => {
    await world.clients.clock.revert({ id: snapshot });
    snapshot = await world.clients.clock.snapshot();
  });
  after(() => world.close());

  it("grows the totals by all its ciphertexts, and shows each ballot as if cast alone", async () => {
    const { logs } = await send(ballots);
    const events = parseEventLogs({ abi: sealedPollAbi, logs, eventName: "SealedBallotCounted" });
    expect(events.map(({ args }) => args)).to.deep.equal(
      ballots.map(({ nullifier, ciphertexts, rules, membership }, i) => ({
        ballot: BigInt(i),
        nullifier,
        points: ciphertexts.flatMap(({ R, C }) => [R.x, R.y, C.x, C.y]),
        h: rules.h,
        ballotProof: [...rules.points],
        memberProof: [...membership],
      })),
    );
    expect(await read().encryptedTotals()).to.deep.equal(sum(ballots));
    expect(await read().ballots()).to.equal(3);
  });

  it("makes the totals that single ballots make, in any mixture of both", async () => {
    await world.send(castSealedVote(at(2)), 5);
    await send([at(0)]);
    await world.send(castSealedVote(at(1)), 5);
    expect(await read().encryptedTotals()).to.deep.equal(sum(ballots));
  });

  it("loses only the ballots cast before it, and counts a repeated one once", async () => {
    await world.send(castSealedVote(at(1)), 5);
    const batch = [at(1), at(0), at(0), at(2), at(1)];
    expect(await world.ask(castManySealedVotes(election.poll, batch))).to.equal(2n);
    await send(batch);
    expect(await read().ballots()).to.equal(3);
    expect(await read().encryptedTotals()).to.deep.equal(sum(ballots));
    const { logs } = await send(batch);
    expect(logs).to.deep.equal([]);
    expect(await read().encryptedTotals()).to.deep.equal(sum(ballots));
  });

  it("with a bad proof of either kind, at any place, is refused whole", async () => {
    for (const place of [0, 1, 2]) {
      const good = at(place);
      const [word, ...others] = good.membership;
      const membership = [word + 1n, ...others] as unknown as CastableSealedBallot["membership"];
      await without(ballots.with(place, { ...good, membership }), "Poll_ProofInvalid");
      const rules = { ...good.rules, h: good.rules.h + 1n };
      await without(ballots.with(place, { ...good, rules }), "Poll_ProofInvalid");
    }
  });

  it("with proofs or ciphertexts exchanged between its ballots is refused", async () => {
    const [a, b, c] = [at(0), at(1), at(2)];
    for (const part of ["membership", "rules", "ciphertexts", "nullifier"] as const) {
      const exchanged = [{ ...a, [part]: b[part] }, { ...b, [part]: a[part] }, c];
      await without(exchanged as CastableSealedBallot[], "Poll_ProofInvalid");
    }
  });

  it("with points off the curve, of small order or in another spelling, or too few, is refused", async () => {
    const [first, second] = at(1).ciphertexts;
    if (!first || !second) throw new Error("two ciphertexts wanted");
    const bad: Point[] = [
      { x: 0n, y: 1n },
      { x: 1n, y: 1n },
      { x: 0n, y: 0n },
    ];
    for (const R of bad) {
      const ciphertexts = [{ ...first, R }, second];
      await without([at(0), { ...at(1), ciphertexts }, at(2)], "Poll_ProofInvalid");
    }
    const aliased = [first, { ...second, R: { ...second.R, x: second.R.x + FIELD } }];
    await without([at(0), { ...at(1), ciphertexts: aliased }], "Transcript_ValueOutOfField");
    await without([at(0), { ...at(1), ciphertexts: [first] }], "Poll_WrongBallotSize");
  });

  it("of another poll of the same committee and roll is refused", async () => {
    expect((await refusal(send(ballots, twin))).name).to.equal("Poll_ProofInvalid");
  });

  it("is refused in the closing second", async () => {
    await world.at(SCHEDULE.closesAt);
    expect((await refusal(send(ballots))).name).to.equal("Poll_NotOpen");
  });
});
