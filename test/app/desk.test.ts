import { expect } from "chai";
import { tasksOf } from "../../dapp/src/organise/desk/tasks.ts";
import { invitationCsv } from "../../dapp/src/organise/roll/invitationCsv.ts";
import { NO_TOKEN, readTokenRule } from "../../dapp/src/organise/roll/tokenDraft.ts";
import type { PollRecord, RollRecord } from "../../dapp/src/protocol/reader.ts";
import { dayWords, distanceWords, fromLocalInput, toLocalInput } from "../../dapp/src/ui/dates.ts";

const roll: RollRecord = {
  address: "0x00000000000000000000000000000000000000a1",
  kind: "invitation",
  organiser: "0x00000000000000000000000000000000000000b1",
  document: "{}",
  created: { block: 1, logIndex: 0 },
  joined: 0,
  admitted: 0,
  liveMembers: 0,
  invitations: 0,
  declaredRegister: 0,
  tokenRule: null,
};
const poll: PollRecord = {
  address: "0x00000000000000000000000000000000000000c1",
  kind: "open",
  roll: roll.address,
  organiser: roll.organiser,
  rollClosesAt: 1_000,
  opensAt: 2_000,
  closesAt: 3_000,
  minimumRoll: 3,
  questions: [],
  document: "{}",
  published: { block: 2, logIndex: 0 },
  rollMark: null,
  frozen: null,
  cancelled: null,
  ballots: 0,
  sealed: null,
};
const kinds = (rolls: RollRecord[], polls: PollRecord[], now: number) =>
  tasksOf(rolls, polls, [], now).map(({ kind }) => kind);

describe("The organiser's desk", () => {
  it("asks for invitations on a new roll", () => {
    expect(kinds([roll], [], 0)).to.deep.equal(["invite"]);
  });

  it("asks to admit those who wait, and for a first poll", () => {
    const waiting = { ...roll, invitations: 9, joined: 4, admitted: 1, liveMembers: 1 };
    expect(tasksOf([waiting], [], [], 0)).to.deep.equal([
      { kind: "admit", roll: waiting, count: 3 },
      { kind: "firstPoll", roll: waiting },
    ]);
  });

  it("asks to fix the roll from its closing on, and no longer once that is done", () => {
    const full = { ...roll, invitations: 9, joined: 3, admitted: 3, liveMembers: 3 };
    expect(kinds([full], [poll], 999)).to.deep.equal([]);
    expect(kinds([full], [poll], 1_000)).to.deep.equal(["freeze"]);
    const frozen = { root: 1n, depth: 10, rollSize: 3, at: { block: 3, logIndex: 0 } };
    expect(kinds([full], [{ ...poll, frozen }], 1_000)).to.deep.equal([]);
    expect(kinds([full], [{ ...poll, cancelled: { reason: "" } }], 1_000)).to.deep.equal([]);
  });

  it("says how many are missing where the roll is too small", () => {
    const small = { ...roll, invitations: 9, joined: 1, admitted: 1, liveMembers: 1 };
    expect(tasksOf([small], [poll], [], 1_500)).to.deep.equal([
      { kind: "tooFew", poll, roll: small, missing: 2 },
    ]);
  });
});

describe("The list of invitations", () => {
  it("is a file that spreadsheets read, with quotes doubled", () => {
    const lines = [{ letter: "1-1", code: "ABCD", link: 'https://a/#"x"' }];
    expect(invitationCsv(["Number", "Code", "Link"], lines)).to.equal(
      '\uFEFF"Number","Code","Link"\r\n"1-1","ABCD","https://a/#""x"""\r\n',
    );
  });
});

describe("A token rule", () => {
  const token = "0x00000000000000000000000000000000000000d1";

  it("is complete with an address, or with votes and a moment", () => {
    expect(readTokenRule({ ...NO_TOKEN, token })?.minimumVotes).to.equal(0n);
    const rule = readTokenRule({ token, by: "votes", minimumVotes: "5", timepoint: "120" });
    expect(rule).to.include({ minimumVotes: 5n, timepoint: 120 });
  });

  it("is not there while something is missing or no number", () => {
    expect(readTokenRule(NO_TOKEN)).to.equal(undefined);
    expect(readTokenRule({ token, by: "votes", minimumVotes: "0", timepoint: "120" })).to.equal(undefined);
    expect(readTokenRule({ token, by: "votes", minimumVotes: "5", timepoint: "" })).to.equal(undefined);
  });
});

describe("Dates", () => {
  it("keep their minute through a form field", () => {
    const at = 1_800_000_000 - (1_800_000_000 % 60);
    expect(fromLocalInput(toLocalInput(at))).to.equal(at);
    expect(fromLocalInput("")).to.equal(undefined);
  });

  it("are said as distances rounded towards now, in both languages", () => {
    expect(distanceWords(1_000_000 + 2 * 86_400 - 1, 1_000_000, "en")).to.equal("tomorrow");
    expect(distanceWords(1_000_000 + 3 * 86_400 + 50, 1_000_000, "en")).to.equal("in 3 days");
    expect(distanceWords(1_000_000 - 120, 1_000_000, "fr")).to.equal("il y a 2 minutes");
  });

  it("name the year only where it is another", () => {
    expect(dayWords(1_800_000_000, "en", 1_800_000_000)).to.not.include("2027");
    expect(dayWords(1_800_000_000, "en", 1_700_000_000)).to.include("2027");
  });
});
