import { expect } from "chai";
import {
  canFreeze,
  Phase,
  type PhaseFacts,
  phaseName,
  phaseOf,
  votingReadiness,
} from "../../dapp/src/protocol/phase.ts";

const facts = (change: Partial<PhaseFacts> = {}): PhaseFacts => ({
  rollClosesAt: 100,
  opensAt: 200,
  closesAt: 300,
  cancelled: false,
  frozen: true,
  sealed: null,
  ...change,
});

describe("a poll's phase", () => {
  it("changes at the very second of opening and of closing", () => {
    const phases = [199, 200, 299, 300].map((now) => phaseOf(facts(), now));
    expect(phases).to.deep.equal([Phase.Scheduled, Phase.Open, Phase.Open, Phase.Tallied]);
  });

  it("is cancelled at closing when the roll was never frozen, and not before", () => {
    const phases = [299, 300].map((now) => phaseOf(facts({ frozen: false }), now));
    expect(phases).to.deep.equal([Phase.Open, Phase.Cancelled]);
  });

  it("ends a sealed one in its opening, void where ballots lack, and never before it closes", () => {
    const ends = [true, false].flatMap((enoughBallots) =>
      [true, false].map((finalized) => {
        const sealed = facts({ sealed: { enoughBallots, finalized } });
        return [199, 299, 300].map((now) => phaseOf(sealed, now));
      }),
    );
    const [Scheduled, Open] = [Phase.Scheduled, Phase.Open];
    expect(ends).to.deep.equal([
      [Scheduled, Open, Phase.Tallied],
      [Scheduled, Open, Phase.Closed],
      [Scheduled, Open, Phase.Tallied],
      [Scheduled, Open, Phase.Void],
    ]);
  });

  it("cancels a sealed one that was never frozen, however few its ballots", () => {
    const sealed = { enoughBallots: false, finalized: false };
    expect(phaseOf(facts({ frozen: false, sealed }), 300)).to.equal(Phase.Cancelled);
  });

  it("stays cancelled whatever the time", () => {
    for (const now of [0, 200, 300])
      expect(phaseOf(facts({ cancelled: true }), now)).to.equal(Phase.Cancelled);
  });

  it("lets people vote only while open and frozen", () => {
    expect(votingReadiness(facts(), 199)).to.equal("notYet");
    expect(votingReadiness(facts(), 200)).to.equal("ready");
    expect(votingReadiness(facts({ frozen: false }), 200)).to.equal("rollNotFrozen");
    expect(votingReadiness(facts(), 300)).to.equal("over");
    expect(votingReadiness(facts({ cancelled: true }), 200)).to.equal("cancelled");
    const few = { enoughBallots: false, finalized: false };
    expect(votingReadiness(facts({ sealed: few }), 200), "not enough yet").to.equal("ready");
    expect(votingReadiness(facts({ sealed: few }), 300), "void").to.equal("cancelled");
    expect(votingReadiness(facts({ sealed: { ...few, enoughBallots: true } }), 300)).to.equal("over");
  });

  it("lets the roll be frozen from its closing until the poll's", () => {
    const open = facts({ frozen: false });
    expect([99, 100, 299, 300].map((now) => canFreeze(open, now))).to.deep.equal([false, true, true, false]);
    expect(canFreeze(facts(), 150)).to.equal(false);
    expect(canFreeze({ ...open, cancelled: true }, 150)).to.equal(false);
  });

  it("has the contracts' numbers", () => {
    expect([0, 1, 2, 3, 4, 5, 6].map((phase) => phaseName(phase as Phase))).to.deep.equal([
      "Preparing",
      "Scheduled",
      "Open",
      "Closed",
      "Tallied",
      "Cancelled",
      "Void",
    ]);
  });
});
