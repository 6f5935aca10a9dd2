import { expect } from "chai";
import { type Address, type Hex, parseEventLogs } from "viem";
import { castManyVotes, castVote } from "../../dapp/src/protocol/actions.ts";
import type { OpenBallot } from "../../dapp/src/protocol/ballot.ts";
import { openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { Phase } from "../../dapp/src/protocol/phase.ts";
import { ballotOf } from "../support/ballots.ts";
import { shifted } from "../support/crypto/proofs.ts";
import { resident, SCHEDULE, Town } from "../support/town.ts";
import { buildWorld, refusal, type World } from "../support/world.ts";

const { rollClosesAt, opensAt, closesAt } = SCHEDULE;
const FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;
const PAPERS = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
  [0, 0, 0, 1],
  [1, 0, 0, 0],
];

describe("a batch of open ballots", function () {
  this.timeout(300_000);
  let world: World;
  let poll: Address;
  /** The same poll with another document. */
  let twin: Address;
  /** Of residents 0 to 3, valid; never cast outside a snapshot. */
  const ballots: OpenBallot[] = [];
  let snapshot: Hex;

  const at = (i: number) => ballots[i] as OpenBallot;
  const send = (batch: readonly OpenBallot[], to = poll) => world.send(castManyVotes(to, batch), 7);
  const counted = (batch: readonly OpenBallot[]) => world.ask(castManyVotes(poll, batch));
  const read = () => world.openPoll(poll).read;
  const without = async (batch: readonly OpenBallot[], name: string) => {
    expect((await refusal(send(batch))).name).to.equal(name);
    expect(await read().ballots()).to.equal(0);
  };

  before(async () => {
    world = await buildWorld();
    const town = await Town.found(world);
    await town.enrol(0, 4);
    await town.admit();
    poll = await town.publish();
    twin = await town.publish({}, '{"twin":1}');
    await world.at(rollClosesAt);
    await town.freeze(poll);
    await town.freeze(twin);
    await world.moveTo(opensAt);
    for (const [number, votes] of PAPERS.entries()) {
      const voter = resident(number);
      ballots.push((await ballotOf(world, { poll, tree: town.tree, voter, votes })) as OpenBallot);
    }
    snapshot = await world.clients.clock.snapshot();
  });
  afterEach(async () => {
    await world.clients.clock.revert({ id: snapshot });
    snapshot = await world.clients.clock.snapshot();
  });
  after(() => world.close());

  it("counts each ballot as if cast alone, in its order, behind those cast before", async () => {
    await world.send(castVote(at(3)), 5);
    const { logs } = await send(ballots.slice(0, 3));
    const events = parseEventLogs({ abi: openPollAbi, logs, eventName: "BallotCounted" });
    expect(events.map(({ args }) => args)).to.deep.equal(
      ballots.slice(0, 3).map(({ nullifier, votes, proof }, i) => ({
        ...{ ballot: BigInt(i + 1), nullifier, votes, proof: [...proof] },
      })),
    );
    expect((await read().totals()).slice(0, 4)).to.deep.equal([2n, 1n, 0n, 1n]);
    expect(await read().ballots()).to.equal(4);
    for (const { nullifier } of ballots) expect(await read().hasVoted([nullifier])).to.equal(true);
    expect((await refusal(world.send(castVote(at(0)), 5))).name).to.equal("Poll_AlreadyVoted");
  });

  it("loses only the ballot that somebody cast directly before it, whichever it is", async () => {
    for (const first of [0, 1, 3]) {
      const undo = await world.clients.clock.snapshot();
      await world.send(castVote(at(first)), 6);
      expect(await counted(ballots)).to.equal(3n);
      await send(ballots);
      expect(await read().ballots()).to.equal(4);
      expect((await read().totals()).slice(0, 4)).to.deep.equal([2n, 1n, 0n, 1n]);
      await world.clients.clock.revert({ id: undo });
    }
  });

  it("counts a ballot that is in it twice once", async () => {
    expect(await counted([at(0), at(1), at(0), at(0)])).to.equal(2n);
    await send([at(0), at(1), at(0), at(0)]);
    expect((await read().totals()).slice(0, 4)).to.deep.equal([1n, 1n, 0n, 0n]);
    expect(await read().ballots()).to.equal(2);
  });

  it("changes nothing when it is empty or brings nothing new", async () => {
    expect(await counted([])).to.equal(0n);
    await send(ballots);
    const { logs } = await send(ballots);
    expect(logs).to.deep.equal([]);
    expect(await read().ballots()).to.equal(4);
  });

  it("with a bad proof at any place is refused whole", async () => {
    for (let place = 0; place < ballots.length; place++) {
      const [word, ...others] = at(place).proof;
      const proof = [word + 1n, ...others] as unknown as OpenBallot["proof"];
      await without(ballots.with(place, { ...at(place), proof }), "Poll_ProofInvalid");
      await without(
        ballots.with(place, { ...at(place), votes: at(place).votes === 256n ? 1n : 256n }),
        "Poll_ProofInvalid",
      );
    }
  });

  it("with two proofs wrong by amounts that cancel is refused", async () => {
    const bent = [
      { ...at(0), proof: shifted([...at(0).proof], 9n) },
      { ...at(1), proof: shifted([...at(1).proof], -9n) },
    ] as unknown as OpenBallot[];
    await without(bent, "Poll_ProofInvalid");
  });

  it("with an off-curve point is refused, at a bounded price", async () => {
    const [, y, ...others] = at(1).proof;
    const proof = [y, y, ...others] as unknown as OpenBallot["proof"];
    const batch = ballots.with(1, { ...at(1), proof });
    await without(batch, "Poll_ProofInvalid");
    // Each precompile call is given no more than its bound: with a million of gas the refusal is heard all the same.
    const { reader } = world.clients;
    const account = world.account(7);
    const failing = reader.simulateContract({ ...castManyVotes(poll, batch), account, gas: 1_000_000n });
    expect((await refusal(failing)).name).to.equal("Poll_ProofInvalid");
  });

  it("with a ballot of another poll, or with a broken rule, is refused", async () => {
    expect((await refusal(send(ballots, twin))).name).to.equal("Poll_ProofInvalid");
    await without([at(0), { ...at(1), votes: 0n }], "Poll_RuleBroken");
    await without([at(0), { ...at(1), votes: 257n }], "Poll_RuleBroken");
  });

  it("with a used nullifier in another spelling is refused", async () => {
    await world.send(castVote(at(0)), 5);
    const alias = { ...at(0), nullifier: at(0).nullifier + FIELD };
    expect((await refusal(send([at(1), alias]))).name).to.equal("Poll_NullifierOutOfField");
  });

  it("is taken in the last second and refused in the closing second", async () => {
    const undo = await world.clients.clock.snapshot();
    await world.at(closesAt);
    expect(await refusal(send(ballots))).to.deep.equal({ name: "Poll_NotOpen", args: [Phase.Tallied] });
    await world.clients.clock.revert({ id: undo });
    await world.at(closesAt - 1);
    await send(ballots);
    expect(await read().ballots()).to.equal(4);
  });

  it("is refused before opening, before freezing and by the implementation", async () => {
    const early = await buildWorld();
    const town = await Town.found(early);
    await town.enrol(0, 2);
    await town.admit();
    const unopened = await town.publish();
    const sendEarly = () => refusal(early.send(castManyVotes(unopened, ballots)));
    await early.at(opensAt - 1);
    expect(await sendEarly()).to.deep.equal({ name: "Poll_NotOpen", args: [Phase.Scheduled] });
    await early.at(opensAt);
    expect((await sendEarly()).name).to.equal("Poll_NotFrozen");
    const { openPoll } = early.deployment.implementations;
    const there = castManyVotes(openPoll as Address, ballots);
    expect((await refusal(early.send(there))).name).to.equal("Poll_NotAClone");
    await early.close();
  });
});
