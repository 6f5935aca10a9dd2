import { challenge, digestOf, fold } from "../sealed/transcript.ts";
import { FIELD } from "../semaphoreProof.ts";

/** What a verifier makes of public values and the prover's h. */
export interface FoldedStatement {
  /** A ballot's Semaphore message. */
  digest: bigint;
  /** h, c, ρ. */
  signals: readonly [bigint, bigint, bigint];
}

/** Without the Poseidon chain, which only a prover needs. @returns null when a value is no field element. */
export function foldStatement(values: readonly bigint[], h: bigint): FoldedStatement | null {
  if ([h, ...values].some((value) => value < 0n || value >= FIELD)) return null;
  const digest = digestOf(values);
  const rho = challenge(digest, h);
  return { digest, signals: [h, fold(values, rho), rho] };
}
