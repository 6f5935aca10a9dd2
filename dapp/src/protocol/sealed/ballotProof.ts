import type { OnProofProgress, ProofArtifacts } from "../proof.ts";
import type { SealedBallot } from "./ballot.ts";
import { type FoldedProof, proveFolded } from "./foldedProof.ts";

/** What the prover needs of a sealed ballot. */
export type BallotStatement = Pick<SealedBallot, "inputs" | "transcript">;

/** Proves a sealed ballot. Slow; the app calls it in a worker. @throws ProofError */
export async function proveBallot(
  { inputs, transcript }: BallotStatement,
  artifacts: ProofArtifacts,
  onProgress?: OnProofProgress,
): Promise<FoldedProof> {
  return proveFolded(inputs, transcript, artifacts, onProgress);
}
