import type { AuditTable } from "./audit.ts";
import budgets from "./budgets.json" with { type: "json" };

export function printAudit({ msPerBallot, msPerSealedBallot4, msPerVerifyProof }: AuditTable): void {
  const line = (words: string, value: number, note = "") =>
    console.log(`${words.padEnd(62)} ${value.toFixed(2).padStart(7)} ms  ${note}`);
  const most = budgets.msPerBallot.ms;
  const judged = (value: number) => `of ${most}: ${value <= most ? "kept" : "MISSED"}`;
  console.log(
    "Audit, processor time of one core; a few distinct ballots with real proofs repeated many times\n",
  );
  line("an open ballot: log, rules, proof, sums", msPerBallot, judged(msPerBallot));
  line("a sealed ballot of 4 slots: log, both proofs, sums", msPerSealedBallot4, judged(msPerSealedBallot4));
  line("  beside them: snarkjs verifies one proof", msPerVerifyProof);
}
