import { expect } from "chai";
import { openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { emission } from "./emitter.ts";
import {
  committeeAt,
  committeeCreated,
  inSealedPoll,
  numbered,
  pollAt,
  position,
  proofWords,
  ROLL_KIND,
  rollAt,
  rollCreated,
  SCHEDULE,
  sealedPublished,
} from "./fixtures.ts";
import { DAWN, mappingSuite } from "./mappingSuite.ts";

const POINTS = Array.from({ length: 16 }, (_, i) => 2n ** 253n + BigInt(i));
const counted = (poll: number, ballot: number) =>
  inSealedPoll(pollAt(poll), "SealedBallotCounted", {
    ballot: BigInt(ballot),
    nullifier: BigInt(500 + ballot),
    points: POINTS,
    h: 77n,
    ballotProof: proofWords(1),
    memberProof: proofWords(2),
  });
const shared = (poll: number, trustee: number) =>
  inSealedPoll(pollAt(poll), "SharePublished", {
    trustee: BigInt(trustee),
    D: POINTS.slice(0, 8),
    h: 78n,
    proof: proofWords(trustee),
  });

describe("What the subgraph keeps of sealed polls", () => {
  const mapped = mappingSuite();

  before(() => mapped().emit(rollCreated(rollAt(0), ROLL_KIND.open), committeeCreated(committeeAt(0))));

  it("the committee, the key and the minimum, and no result for any option", async () => {
    const { index, emit } = mapped();
    await emit(...sealedPublished(pollAt(0), committeeAt(0), { minimumTurnout: 4_000_000_000 }));
    const { poll, committee } = await index.ask(`{ poll(id: "${pollAt(0)}") {
      kind malformed committee { id } minimumTurnout electionKey finalizedAt openedBy slotCount ballotCount
      results(orderBy: slot) { slot total ballots } shares { id } history { kind }
    } committee(id: "${committeeAt(0)}") { polls { id } } }`);
    expect(poll).to.deep.equal({
      kind: "SEALED",
      malformed: false,
      committee: { id: committeeAt(0) },
      minimumTurnout: "4000000000",
      electionKey: ["21", "22"],
      finalizedAt: null,
      openedBy: null,
      slotCount: 8,
      ballotCount: 0,
      results: Array.from({ length: 8 }, (_, slot) => ({ slot, total: null, ballots: null })),
      shares: [],
      history: [{ kind: "PUBLISHED" }],
    });
    expect(committee).to.deep.equal({ polls: [{ id: pollAt(0) }] });
  });

  it("that its roll was marked and frozen, and that it was cancelled, as of any poll", async () => {
    const { index, emit } = mapped();
    await emit(...sealedPublished(pollAt(1), committeeAt(0)));
    await emit(
      emission(openPollAbi, pollAt(1), "RollMarked", { mark: 9n }),
      emission(openPollAbi, pollAt(1), "Frozen", { root: 2n ** 250n, depth: 10, rollSize: 8 }),
      emission(openPollAbi, pollAt(1), "Cancelled", { reason: "Wrong date" }),
    );
    const { poll } = await index.ask(`{ poll(id: "${pollAt(1)}") {
      rollMark root depth rollSize cancelReason history(orderBy: position) { kind }
    } }`);
    expect(poll).to.deep.equal({
      rollMark: "9",
      root: String(2n ** 250n),
      depth: 10,
      rollSize: "8",
      cancelReason: "Wrong date",
      history: ["PUBLISHED", "ROLL_MARKED", "FROZEN", "CANCELLED"].map((kind) => ({ kind })),
    });
  });

  it("each encrypted ballot with both proofs, and the turnout, but no sum of any option", async () => {
    const { index, emit, emitAt } = mapped();
    await emit(...sealedPublished(pollAt(2), committeeAt(0)));
    const first = DAWN + 3_600 - (DAWN % 3_600) + SCHEDULE.opensAt;
    const number = await emitAt(first, counted(2, 0), counted(2, 1));
    await emitAt(first + 7_200, counted(2, 2));
    const { poll } = await index.ask(`{ poll(id: "${pollAt(2)}") {
      ballotCount ballots { id } results(where: { total_not: null }) { slot }
      turnout(orderBy: start) { start ballots ballotsSoFar }
      sealedBallots(orderBy: index, first: 2) { index nullifier points h ballotProof memberProof position timestamp }
    } }`);
    const ballot = (index: number) => ({
      index,
      nullifier: String(500 + index),
      points: POINTS.map(String),
      h: "77",
      ballotProof: proofWords(1).map(String),
      memberProof: proofWords(2).map(String),
      position: position(number, index),
      timestamp: String(first),
    });
    expect(poll).to.deep.equal({
      ballotCount: 3,
      ballots: [],
      results: [],
      turnout: [
        { start: String(first), ballots: 2, ballotsSoFar: 2 },
        { start: String(first + 7_200), ballots: 1, ballotsSoFar: 3 },
      ],
      sealedBallots: [ballot(0), ballot(1)],
    });
  });

  it("each share under the trustee who published it", async () => {
    const { index, emit } = mapped();
    await emit(...sealedPublished(pollAt(3), committeeAt(0)));
    const number = await emit(shared(3, 3), shared(3, 1));
    const { poll, trustee } = await index.ask(`{ poll(id: "${pollAt(3)}") {
      shares(orderBy: position) { number trustee { number label } points h proof position }
      history(orderBy: position, where: { kind: SHARE_PUBLISHED }) { trustee trustees }
      finalizedAt
    } trustee(id: "${numbered(committeeAt(0), 3)}") { shares { poll { id } } } }`);
    const share = (trustee: number, label: string[], logIndex: number) => ({
      number: trustee,
      trustee: { number: trustee, label },
      points: POINTS.slice(0, 8).map(String),
      h: "78",
      proof: proofWords(trustee).map(String),
      position: position(number, logIndex),
    });
    expect(poll).to.deep.equal({
      shares: [share(3, ["Huissier", "Bailiff"], 0), share(1, ["Secrétaire de mairie", "Town clerk"], 1)],
      history: [
        { trustee: 3, trustees: null },
        { trustee: 1, trustees: null },
      ],
      finalizedAt: null,
    });
    expect(trustee).to.deep.equal({ shares: [{ poll: { id: pollAt(3) } }] });
  });

  it("the opened totals on the poll's options, who opened them and when, and no count of ballots", async () => {
    const { index, emitAt } = mapped();
    const second = DAWN + 900_000;
    await emitAt(second - 1, ...sealedPublished(pollAt(4), committeeAt(0)));
    const totals = Array.from({ length: 16 }, (_, slot) => (slot < 8 ? 2n ** 32n - 1n - BigInt(slot) : 0n));
    const number = await emitAt(second, inSealedPoll(pollAt(4), "Finalized", { trustees: [1n, 3n], totals }));
    const { poll } = await index.ask(`{ poll(id: "${pollAt(4)}") {
      finalizedAt finalizedPosition openedBy
      options(orderBy: slot) { slot result { total ballots } }
      history(orderBy: position, where: { kind: FINALIZED }) { trustee trustees }
    } }`);
    expect(poll).to.deep.equal({
      finalizedAt: String(second),
      finalizedPosition: position(number, 0),
      openedBy: [1, 3],
      options: totals
        .slice(0, 8)
        .map((total, slot) => ({ slot, result: { total: String(total), ballots: null } })),
      history: [{ trustee: null, trustees: [1, 3] }],
    });
  });

  it("all that tells that a poll is void: the minimum, the ballots, the closing and no opening", async () => {
    const { index, emitAt } = mapped();
    const second = DAWN + 1_000_000;
    await emitAt(second, ...sealedPublished(pollAt(5), committeeAt(0), { minimumTurnout: 3 }));
    await emitAt(second + 1, counted(5, 0), counted(5, 1));
    const { poll } = await index.ask(
      `{ poll(id: "${pollAt(5)}") { minimumTurnout ballotCount closesAt cancelledAt finalizedAt } }`,
    );
    expect(poll).to.deep.equal({
      minimumTurnout: "3",
      ballotCount: 2,
      closesAt: String(SCHEDULE.closesAt),
      cancelledAt: null,
      finalizedAt: null,
    });
  });

  it("nothing of a share of a stranger, nor of a key for an unknown committee, and it goes on", async () => {
    const { index, emitAt } = mapped();
    const second = DAWN + 1_100_000;
    await emitAt(
      second,
      ...sealedPublished(pollAt(6), committeeAt(99)),
      ...sealedPublished(pollAt(7), committeeAt(0)),
    );
    await emitAt(second + 1, shared(6, 1), shared(7, 4), shared(7, 2));
    const { polls, _meta } = await index.ask(`{
      polls(where: { id_in: ["${pollAt(6)}", "${pollAt(7)}"] }, orderBy: id) {
        committee { id } shares { number } history(where: { kind: SHARE_PUBLISHED }) { trustee }
      } _meta { hasIndexingErrors } }`);
    expect({ polls, _meta }).to.deep.equal({
      polls: [
        { committee: null, shares: [], history: [] },
        { committee: { id: committeeAt(0) }, shares: [{ number: 2 }], history: [{ trustee: 2 }] },
      ],
      _meta: { hasIndexingErrors: false },
    });
  });
});
