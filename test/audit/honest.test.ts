import { expect } from "chai";
import type { AuditReport, StepName } from "../../dapp/src/protocol/audit/report.ts";
import { auditOf } from "./support/auditing.ts";
import { heldElections } from "./support/shared.ts";

const outcomes = ({ steps }: AuditReport) =>
  Object.fromEntries(steps.map(({ step, outcome }) => [step, outcome]));
const factsOf = ({ steps }: AuditReport, name: StepName) => steps.find(({ step }) => step === name)?.facts;
const ALL = { code: "passed", publication: "passed", roll: "passed", invitations: "passed" };

describe("an audit of an honest poll", function () {
  this.timeout(300_000);

  it("verifies an open poll, its roll and its totals, with a node of its own word only", async () => {
    const elections = await heldElections();
    const report = await auditOf(elections, elections.open);
    expect(report.steps.filter(({ finding }) => finding)).to.deep.equal([]);
    expect(report.verdict).to.equal("VERIFIED");
    expect(outcomes(report)).to.deep.equal({
      ...ALL,
      ...{ freezing: "passed", committee: "skipped", ballots: "passed", totals: "passed" },
      ...{ shares: "skipped", result: "passed", nodes: "skipped" },
    });
    expect(factsOf(report, "result")).to.deep.include({ phase: "Tallied", totals: elections.totals.open });
    expect(report.ballots.verified).to.equal(3);
  });

  it("verifies a sealed poll from its committee's deals to its opened totals", async () => {
    const elections = await heldElections();
    const report = await auditOf(elections, elections.sealed);
    expect(report.steps.filter(({ finding }) => finding)).to.deep.equal([]);
    expect(report.verdict).to.equal("VERIFIED");
    expect(outcomes(report)).to.deep.equal({
      ...ALL,
      ...{ freezing: "passed", committee: "passed", ballots: "passed", totals: "passed" },
      ...{ shares: "passed", result: "passed", nodes: "skipped" },
    });
    expect(factsOf(report, "result")).to.deep.include({ totals: elections.totals.sealed, trustees: [1, 3] });
  });

  it("does not count who was admitted after the roll was frozen, nor who was removed before", async () => {
    const elections = await heldElections();
    const report = await auditOf(elections, elections.open);
    expect(factsOf(report, "freezing")).to.deep.include({ rollSize: 4, admittedAfterFreezing: 1 });
    expect(factsOf(report, "roll")).to.deep.include({ joined: 6, admitted: 6, liveMembers: 5 });
  });

  it("verifies a poll as it stood while it was open, in an earlier block", async () => {
    const elections = await heldElections();
    const { reader } = elections.world.clients;
    const logs = await reader.getLogs({ address: elections.open, fromBlock: 0n });
    const block = logs.at(-2)?.blockNumber as bigint;
    const report = await auditOf(elections, elections.open, { block });
    expect(report.verdict).to.equal("VERIFIED");
    expect(report.ballots.verified).to.equal(2);
    expect(factsOf(report, "result")).to.deep.equal({ phase: "Open" });
  });

  it("says so where the contracts are not compiled, and does not call their code checked", async () => {
    const elections = await heldElections();
    const report = await auditOf(elections, elections.open, { compiled: null });
    expect(report.verdict).to.equal("VERIFIED");
    expect(outcomes(report)).to.deep.include({ code: "skipped" });
    expect(report.steps[0]?.notes[0]).to.match(/not compiled/);
  });

  it("asks two nodes the same and passes when they agree", async () => {
    const elections = await heldElections();
    const report = await auditOf(elections, elections.open, { characters: [{}, {}] });
    expect(outcomes(report)).to.deep.include({ nodes: "passed" });
    expect(report.disagreement).to.equal(null);
  });

  it("makes the same hashes of all inputs every time", async () => {
    const elections = await heldElections();
    const [first, second] = [
      await auditOf(elections, elections.sealed),
      await auditOf(elections, elections.sealed),
    ];
    expect(first.inputs).to.deep.equal(second.inputs);
    expect(Object.keys(first.inputs.logs)).to.have.members([
      "leVote",
      "poll",
      "roll",
      "committee",
      "ballots",
    ]);
    expect(Object.keys(first.inputs.documents)).to.have.members(["poll", "roll", "committee"]);
  });
});
