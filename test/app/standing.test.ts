import { expect } from "chai";
import type { MemberRecord, PollRecord } from "../../dapp/src/protocol/reader.ts";
import { stillToJoin } from "../../dapp/src/vote/nextPolls.ts";
import { bestStanding, standingOf } from "../../dapp/src/vote/standing.ts";

const at = (block: number) => ({ block, logIndex: 0 });
const address = "0x1111111111111111111111111111111111111111";

const poll = (changes: Partial<PollRecord> = {}): PollRecord => ({
  address,
  kind: "open",
  roll: address,
  organiser: address,
  rollClosesAt: 50,
  opensAt: 100,
  closesAt: 200,
  minimumRoll: 2,
  questions: [],
  document: "",
  published: at(1),
  rollMark: 3,
  frozen: { root: 1n, depth: 10, rollSize: 3, at: at(10) },
  cancelled: null,
  ballots: 0,
  sealed: null,
  ...changes,
});
const member = (changes: Partial<MemberRecord> = {}): MemberRecord => ({
  index: 0,
  commitment: 1n,
  joined: at(2),
  admitted: at(3),
  removalEffectiveAt: null,
  removed: null,
  ...changes,
});

describe("What comes next for whoever is too late", () => {
  it("is the polls on the same roll that are not fixed yet, the next one first", () => {
    const other = "0x2222222222222222222222222222222222222222";
    const later = poll({ frozen: null, opensAt: 300, closesAt: 400 });
    const next = poll({ frozen: null, opensAt: 250, closesAt: 400 });
    const polls = [
      later,
      next,
      poll({ opensAt: 300, closesAt: 400 }),
      poll({ frozen: null, roll: other, opensAt: 300, closesAt: 400 }),
      poll({ frozen: null, opensAt: 300, closesAt: 400, cancelled: { reason: "" } }),
      poll({ frozen: null }),
    ];
    expect(stillToJoin(polls, poll(), 220)).to.deep.equal([next, later]);
  });
});

describe("Whether I may vote", () => {
  it("is yes for a member admitted before the roll was fixed, while the poll is open", () => {
    expect(standingOf(poll(), false, member(), 100)).to.equal("mayVote");
    expect(standingOf(poll(), false, member({ admitted: at(10) }), 199)).to.equal("mayVote");
  });

  it("is not yet before the first second and over from the closing second on", () => {
    expect(standingOf(poll(), false, member(), 99)).to.equal("notYet");
    expect(standingOf(poll(), false, member(), 200)).to.equal("over");
  });

  it("is too late for whoever was admitted after the roll was fixed", () => {
    expect(standingOf(poll(), false, member({ admitted: at(11) }), 150)).to.equal("tooLate");
    expect(standingOf(poll(), false, member({ admitted: null }), 150)).to.equal("tooLate");
  });

  it("waits for admission while the roll is not fixed", () => {
    expect(standingOf(poll({ frozen: null }), false, member({ admitted: null }), 60)).to.equal("waiting");
    expect(standingOf(poll({ frozen: null }), false, member(), 150)).to.equal("rollNotFrozen");
  });

  it("is no for a member removed before the roll was fixed, and yes for one removed after", () => {
    expect(standingOf(poll(), false, member({ removed: at(9) }), 150)).to.equal("removed");
    expect(standingOf(poll(), false, member({ removed: at(11) }), 150)).to.equal("mayVote");
  });

  it("is no for strangers: they can still join until the roll is fixed, and come too late after it", () => {
    expect(standingOf(poll({ frozen: null }), false, undefined, 150)).to.equal("notOnRoll");
    expect(standingOf(poll(), false, undefined, 150)).to.equal("listClosed");
    expect(standingOf(poll(), false, undefined, 60)).to.equal("listClosed");
  });

  it("is no in cancelled polls and in polls that contradict themselves", () => {
    expect(standingOf(poll({ cancelled: { reason: "" } }), false, member(), 150)).to.equal("cancelled");
    expect(standingOf(poll(), true, member(), 150)).to.equal("malformed");
  });

  it("is told for the person of the device who can do most", () => {
    expect(bestStanding(["tooLate", "mayVote", "waiting"])).to.equal("mayVote");
    expect(bestStanding([])).to.equal("notOnRoll");
    expect(bestStanding(["over"])).to.equal("over");
  });
});
