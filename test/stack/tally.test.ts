import { expect } from "chai";
import { judge } from "../../scripts/stack/tally.ts";

describe("The count of tests", () => {
  it("sums what several runs of mocha print, colours or not", () => {
    const output = "  \u001b[92m 12 passing\u001b[0m (3s)\n  1 failing\n\n   30 passing\n   2 pending\n";
    expect(judge(output, 1)).to.deep.equal({ passed: 42, failed: 1 });
  });

  it("counts a failure when a run ends badly without naming one", () => {
    expect(judge("  5 passing (1s)\n", 1)).to.deep.equal({ passed: 5, failed: 1 });
    expect(judge("  5 passing (1s)\n", null)).to.deep.equal({ passed: 5, failed: 1 });
  });

  it("counts a failure when a run ran nothing", () => {
    expect(judge("  0 passing (1s)\n", 0)).to.deep.equal({ passed: 0, failed: 1 });
    expect(judge("", 0)).to.deep.equal({ passed: 0, failed: 1 });
  });

  it("takes nothing else for a count, such as a test's own name", () => {
    const output = "    ✔ says 3 passing\n  7 passing (1s)\n";
    expect(judge(output, 0)).to.deep.equal({ passed: 7, failed: 0 });
  });
});
