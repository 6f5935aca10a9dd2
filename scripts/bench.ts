import { endProver } from "../test/support/proving.ts";
import { buildWorld } from "../test/support/world.ts";
import { measureAudit } from "./bench/audit.ts";
import { printAudit } from "./bench/auditReport.ts";
import budgets from "./bench/budgets.json" with { type: "json" };
import { type GasTable, measureGas } from "./bench/gas.ts";
import { measureSeconds, measureSizes } from "./bench/proofs.ts";
import { printProofs } from "./bench/proofsReport.ts";
import { measureRoll, printRoll } from "./bench/roll.ts";
import { measureSealed, type SealedGasTable } from "./bench/sealedGas.ts";
import { measureWeight, type Weight, type WeightTable } from "./bench/weight.ts";

/**
 * Prints what things cost, measured now and beside their peers.
 *
 *   npm run bench -- audit [--json]    milliseconds of checking a ballot again
 *   npm run bench -- gas [--json]      gas of transactions
 *   npm run bench -- proofs [--json]   constraints, seconds and sizes of proofs
 *   npm run bench -- roll [--json]     milliseconds to one's own path in a roll of 100,000
 *   npm run bench -- weight [--json]   kilobytes of the voter's first page
 */

/** Members of the roll that residents are admitted to, as the budget says. */
const MEMBERS = 10_000;

type Table = GasTable & SealedGasTable;

const WORDS: Record<keyof Table, string> = {
  openVote: "open vote, direct, whole ballot in the event",
  openVoteBatch32PerVote: "  among 32 brought together, each",
  semaphoreValidateProof: "  beside it: Semaphore.validateProof",
  enrol: "enrolment by invitation",
  admitPerMember100: "admission in a batch of 100, each",
  semaphoreAddMember: "  beside it: Semaphore.addMember, in a group of the same size",
  publishOpenPoll4k: "publishing an open poll with a document of 4 KB",
  sealedVote4: "sealed vote of 4 slots, direct, whole ballot in the event",
  sealedVote8: "sealed vote of 8 slots",
  sealedVote16: "sealed vote of 16 slots",
  sealedVote8Batch32PerVote: "sealed vote of 8 slots, among 32 brought together, each",
  share8: "a trustee's share of a total of 8 slots, 2 of 3",
  finalize8: "opening that total",
};

const WEIGHED: Record<keyof WeightTable, string> = {
  voterPageKB: "JS and CSS before the list of polls stands",
  voterPageWordsKB: "  its words, in one language",
  readerKB: "  after the first paint: reading polls (viem)",
};

interface Budget {
  gas?: number;
  kB?: number;
  /** Where the budget is not met yet: what tests hold it to, so that it gets no worse. */
  reached?: number;
  sumOf?: string[];
}

const BUDGETS = Object.entries(budgets as Record<string, Budget>);

function printGas(table: Table): void {
  const line = (words: string, gas: number, note = "") =>
    console.log(`${words.padEnd(62)} ${Math.round(gas).toLocaleString("en").padStart(9)}  ${note}`);
  console.log(`Gas on a fresh local chain, roll of ${MEMBERS.toLocaleString("en")}\n`);
  for (const [key, words] of Object.entries(WORDS)) line(words, table[key as keyof Table]);
  console.log("\nBudgets");
  for (const [key, budget] of BUDGETS) {
    if (budget.gas === undefined) continue;
    const keys = (budget.sumOf ?? [key]) as (keyof Table)[];
    const gas = keys.reduce((sum, part) => sum + table[part], 0);
    const verdict = gas <= budget.gas ? "kept" : gas <= (budget.reached ?? 0) ? "not reached yet" : "BROKEN";
    line(keys.join(" + "), gas, `of ${budget.gas.toLocaleString("en")}: ${verdict}`);
  }
}

function printWeight({ table, files }: Weight): void {
  const line = (words: string, kilobytes: number, note = "") =>
    console.log(`${words.padEnd(50)} ${kilobytes.toFixed(1).padStart(7)} kB  ${note}`);
  console.log("The voter's page as built for production, compressed by brotli\n");
  for (const [key, words] of Object.entries(WEIGHED)) line(words, table[key as keyof WeightTable]);
  console.log("\nBudgets");
  for (const [key, { kB }] of BUDGETS) {
    if (kB === undefined) continue;
    const weighed = table[key as keyof WeightTable];
    line(key, weighed, `of ${kB}: ${weighed <= kB ? "kept" : "BROKEN"}`);
  }
  console.log("\nHeaviest files before the list stands");
  for (const { name, kilobytes } of files.slice(0, 8)) line(name, kilobytes);
}

async function gas(): Promise<Table> {
  const [world, sealedWorld] = [await buildWorld(), await buildWorld()];
  try {
    const open = await measureGas(world, { members: MEMBERS });
    return { ...open, ...(await measureSealed(sealedWorld)) };
  } finally {
    await world.close();
    await sealedWorld.close();
    await endProver();
  }
}

async function proofs() {
  try {
    return { ...(await measureSizes()), ...(await measureSeconds()) };
  } finally {
    await endProver();
  }
}

/** By name: measures, and prints for machines or for people. */
const PARTS: Record<string, (json: boolean) => Promise<void>> = {
  gas: async (json) => show(await gas(), json, printGas),
  proofs: async (json) => show(await proofs(), json, printProofs),
  audit: async (json) => show(await measureAudit().finally(endProver), json, printAudit),
  roll: async (json) => show(await measureRoll(), json, printRoll),
  weight: async (json) => {
    const weight = await measureWeight();
    show(weight.table, json, () => printWeight(weight));
  },
};

function show<T>(table: T, json: boolean, print: (table: T) => void): void {
  if (json) console.log(JSON.stringify(table));
  else print(table);
}

const [what = "", ...options] = process.argv.slice(2);
const part = PARTS[what];
if (!part || options.some((option) => option !== "--json")) {
  console.error(`Usage: npm run bench -- ${Object.keys(PARTS).join("|")} [--json]`);
  process.exit(2);
}
await part(options.includes("--json"));
