import { groth16 } from "snarkjs";
import { type OnProofProgress, type ProofArtifacts, ProofError, proveCircuit } from "../proof.ts";
import { type ProofPoints, unpackPoints } from "../semaphoreProof.ts";
import { FIELD } from "./curve.ts";
import { challenge, digestOf, fold, type Transcript } from "./transcript.ts";

/** What a proof of a ballot or a share consists of, beside the values that the verifier knows itself. */
export interface FoldedProof {
  points: ProofPoints;
  h: bigint;
}

/** Proves a statement whose public values are folded, and checks that circuit and transcript agree. @throws ProofError */
export async function proveFolded(
  inputs: Parameters<typeof proveCircuit>[0],
  folded: Transcript,
  artifacts: ProofArtifacts,
  onProgress?: OnProofProgress,
): Promise<FoldedProof> {
  const { points, signals } = await proveCircuit(inputs, artifacts, onProgress);
  const [h, c] = signals;
  if (h !== folded.h || c !== folded.c) {
    throw new ProofError("failed", "the circuit proves other values than were prepared");
  }
  return { points, h };
}

/**
 * Verifies a ballot's or a share's proof as the contract does: the challenge and c are recomputed from `values`.
 * @param values the transcript's values, from public data. @param key the circuit's verification key, parsed from JSON.
 */
export async function verifyFolded(
  values: readonly bigint[],
  { points, h }: FoldedProof,
  key: object,
): Promise<boolean> {
  if (h < 0n || h >= FIELD) return false;
  if (values.some((value) => value < 0n || value >= FIELD)) return false;
  const rho = challenge(digestOf(values), h);
  return groth16.verify(key, [h, fold(values, rho), rho].map(String), unpackPoints(points));
}
