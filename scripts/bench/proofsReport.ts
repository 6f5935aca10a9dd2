import budgets from "./budgets.json" with { type: "json" };
import type { ProofSeconds, ProofSizes } from "./proofs.ts";

const SECONDS: Record<keyof ProofSeconds, string> = {
  semaphoreGenerateProofSeconds: "Semaphore's generateProof, depth 10",
  proveOpenSeconds: "an open vote's proof, depth 10",
  proveSealed4Seconds: "a sealed ballot of 4 slots (beside the member's proof)",
  proveSealed8Seconds: "a sealed ballot of 8 slots",
  proveSealed16Seconds: "a sealed ballot of 16 slots",
  proveShare8Seconds: "a trustee's share of 4 totals, or its confirmation",
};

const KEYS: Partial<Record<keyof ProofSizes, string>> = {
  constraintsShare8: "constraints of a share",
  zkeyBytes4: "bytes of the proving key, 4 slots",
  zkeyBytes8: "bytes of the proving key, 8 slots",
  zkeyBytes16: "bytes of the proving key, 16 slots",
  zkeyBytesShare8: "bytes of the proving key, a share",
  sealed8MaterialMB: "MB for a sealed vote of 8 slots, compressed",
  sealed16MaterialMB: "MB for a sealed vote of 16 slots, compressed",
  shareMaterialMB: "MB for a trustee, compressed",
};

const BUDGETED = {
  constraints4: "constraints of a ballot of 4 slots",
  constraints8: "constraints of a ballot of 8 slots",
  constraints16: "constraints of a ballot of 16 slots",
  openMaterialMB: "MB for an open vote, compressed",
  sealed4MaterialMB: "MB for a sealed vote of 4 slots, compressed",
} as const satisfies Partial<Record<keyof ProofSizes, string>>;

/** The budget of a line, in its own unit. */
export function budgetOf(key: keyof typeof BUDGETED): number {
  const budget = budgets[key];
  return "MB" in budget ? budget.MB : budget.constraints;
}

export const BUDGETED_SIZES = Object.keys(BUDGETED) as (keyof typeof BUDGETED)[];

export function printProofs(table: ProofSizes & ProofSeconds): void {
  const number = (value: number) =>
    (Number.isInteger(value) ? value.toLocaleString("en") : value.toFixed(2)).padStart(11);
  const line = (words: string, value: number, note = "") =>
    console.log(`${words.padEnd(56)} ${number(value)}  ${note}`);
  console.log("Seconds in Node on this machine, everything loaded\n");
  for (const [key, words] of Object.entries(SECONDS)) line(words, table[key as keyof ProofSeconds]);
  console.log("\nSizes");
  for (const [key, words] of Object.entries(KEYS)) line(words, table[key as keyof ProofSizes]);
  console.log("\nBudgets");
  for (const key of BUDGETED_SIZES) {
    const [is, most] = [table[key], budgetOf(key)];
    line(BUDGETED[key], is, `of ${most.toLocaleString("en")}: ${is <= most ? "kept" : "BROKEN"}`);
  }
}
