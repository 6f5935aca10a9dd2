import type { OnProofProgress, ProofArtifacts } from "../proof.ts";
import { GENERATOR, multiply, type Point, requireKey } from "./curve.ts";
import { signedForm } from "./encryption.ts";
import { type FoldedProof, proveFolded } from "./foldedProof.ts";
import { SHARE_POINTS } from "./sizes.ts";
import { NO_POLL, type Transcript, type TrusteeStatement, transcript, trusteeContext } from "./transcript.ts";

/** The share circuit starts its multiplications at 3·2^251, see circuits/gadgets/ladder.circom. */
const SHARE_OFFSET = 3n << 251n;

/** A trustee's share of the totals: D_g = x·R_g, one per ciphertext. */
export interface DecryptionShare {
  trustee: number;
  points: Point[];
}

/**
 * v = [context, Y.x, Y.y, R.x, R.y of each point, then D.x, D.y of each point].
 * Beyond the poll's ciphertexts R is G and D is Y, up to {@link SHARE_POINTS}.
 */
export function shareTranscript(
  statement: TrusteeStatement,
  publicShare: Point,
  R: readonly Point[],
  D: readonly Point[],
): Transcript {
  if (R.length !== D.length || R.length > SHARE_POINTS)
    throw new RangeError(`${R.length} points, ${D.length} shares`);
  const filled = (points: readonly Point[], rest: Point) =>
    Array.from({ length: SHARE_POINTS }, (_, g) => points[g] ?? rest);
  const words = [...filled(R, GENERATOR), ...filled(D, publicShare)].flatMap(({ x, y }) => [x, y]);
  return transcript([trusteeContext(statement), publicShare.x, publicShare.y, ...words]);
}

/**
 * Proves D_g = x·R_g for the secret x of Y = x·G.
 * @param R the totals' R. The caller has checked that they are the poll's and final: a share of anything else is a
 *   decryption given away.
 */
export async function proveShare(
  statement: TrusteeStatement,
  secret: bigint,
  R: readonly Point[],
  artifacts: ProofArtifacts,
  onProgress?: OnProofProgress,
): Promise<{ share: DecryptionShare; proof: FoldedProof }> {
  for (const point of R) requireKey(point, "a total");
  const share = { trustee: statement.trustee, points: R.map((point) => multiply(point, secret)) };
  const folded = shareTranscript(statement, multiply(GENERATOR, secret), R, share.points);
  const proof = await proveFolded(shareInputs(folded, secret), folded, artifacts, onProgress);
  return { share, proof };
}

/** Proves knowledge of x for Y = x·G, to make the committee ready. */
export async function proveConfirmation(
  statement: Omit<TrusteeStatement, "phase" | "poll">,
  secret: bigint,
  artifacts: ProofArtifacts,
  onProgress?: OnProofProgress,
): Promise<FoldedProof> {
  const folded = confirmTranscript(statement, multiply(GENERATOR, secret));
  return proveFolded(shareInputs(folded, secret), folded, artifacts, onProgress);
}

/** A confirmation is a share of nothing: every R is G, every D is Y. */
export function confirmTranscript(
  statement: Omit<TrusteeStatement, "phase" | "poll">,
  publicShare: Point,
): Transcript {
  return shareTranscript({ ...statement, phase: "confirm", poll: NO_POLL }, publicShare, [], []);
}

/** The share circuit's inputs for a transcript. */
export function shareInputs(folded: Transcript, secret: bigint) {
  const R = Array.from({ length: SHARE_POINTS }, (_, g) => folded.values.slice(3 + 2 * g, 5 + 2 * g));
  return {
    context: folded.values[0] as bigint,
    R,
    shifted: signedForm(secret, SHARE_OFFSET),
    rho: folded.rho,
  };
}
