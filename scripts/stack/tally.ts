import { stripVTControlCharacters } from "node:util";

export interface Tally {
  passed: number;
  failed: number;
}

/** Sums "12 passing" and "1 failing", as mocha and Hardhat print them, over all of a run's output. */
export function readTally(output: string): Tally {
  const tally = { passed: 0, failed: 0 };
  for (const line of stripVTControlCharacters(output).split("\n")) {
    const found = /^\s*(\d+) (passing|failing)\b/.exec(line);
    if (found?.[2] === "passing") tally.passed += Number(found[1]);
    if (found?.[2] === "failing") tally.failed += Number(found[1]);
  }
  return tally;
}

/**
 * What a run counts for: its own numbers, and one failure more when it ended badly without naming one or when it ran
 * nothing, for a suite that did not run has not passed.
 */
export function judge(output: string, exitCode: number | null): Tally {
  const { passed, failed } = readTally(output);
  const unexplained = (exitCode !== 0 && failed === 0) || passed + failed === 0;
  return { passed, failed: failed + (unexplained ? 1 : 0) };
}
