import { endProver } from "../test/support/ballots.ts";
import { buildWorld } from "../test/support/world.ts";
import budgets from "./bench/budgets.json" with { type: "json" };
import { type GasTable, measureGas } from "./bench/gas.ts";

/**
 * Prints what things cost, measured now and beside their peers.
 *
 *   npm run bench -- gas [--json]
 */

/** Members of the roll that residents are admitted to, as the budget says. */
const MEMBERS = 10_000;

const WORDS: Record<keyof GasTable, string> = {
  openVote: "open vote, direct, whole ballot in the event",
  semaphoreValidateProof: "  beside it: Semaphore.validateProof",
  enrol: "enrolment by invitation",
  admitPerMember100: "admission in a batch of 100, each",
  semaphoreAddMember: "  beside it: Semaphore.addMember, in a group of the same size",
  publishOpenPoll4k: "publishing an open poll with a document of 4 KB",
};

interface Budget {
  gas: number;
  appliesFrom?: string;
  sumOf?: string[];
}

function print(table: GasTable): void {
  const line = (words: string, gas: number, note = "") =>
    console.log(`${words.padEnd(62)} ${Math.round(gas).toLocaleString("en").padStart(9)}  ${note}`);
  console.log(`Gas on a fresh local chain, roll of ${MEMBERS.toLocaleString("en")}\n`);
  for (const [key, words] of Object.entries(WORDS)) line(words, table[key as keyof GasTable]);
  console.log("\nBudgets");
  for (const [key, budget] of Object.entries(budgets as Record<string, Budget>)) {
    const keys = (budget.sumOf ?? [key]) as (keyof GasTable)[];
    const gas = keys.reduce((sum, part) => sum + table[part], 0);
    const verdict = gas <= budget.gas ? "kept" : budget.appliesFrom ? `from ${budget.appliesFrom}` : "BROKEN";
    line(keys.join(" + "), gas, `of ${budget.gas.toLocaleString("en")}: ${verdict}`);
  }
}

const [what, ...options] = process.argv.slice(2);
if (what !== "gas" || options.some((option) => option !== "--json")) {
  console.error("Usage: npm run bench -- gas [--json]");
  process.exit(2);
}
const world = await buildWorld();
try {
  const table = await measureGas(world, { members: MEMBERS });
  if (options.includes("--json")) console.log(JSON.stringify(table));
  else print(table);
} finally {
  await world.close();
  await endProver();
}
