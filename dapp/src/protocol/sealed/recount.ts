import { ciphertextsOf } from "./coordinates.ts";
import { isOnCurve, type Point, sum } from "./curve.ts";
import { type Ciphertext, emptyTotals } from "./encryption.ts";
import { type BallotSize, ciphertextCount } from "./sizes.ts";

/** A counted ballot, as its event tells it. */
export interface CountedBallot {
  /** Its place, from 0. */
  ballot: number;
  nullifier: bigint;
  /** R.x, R.y, C.x, C.y of each ciphertext. */
  points: readonly bigint[];
}

/**
 * Adds up a sealed poll's ballots anew, from Enc(0; 1) on: about 0.2 ms a ballot of 8 slots. Between the sums the page
 * gets to breathe.
 * @param key the election key. @param ballots in order.
 * @returns null when a ballot is missing, stands twice, or is none of this size.
 */
export async function recountTotals(
  key: Point,
  size: BallotSize,
  ballots: readonly CountedBallot[],
): Promise<Ciphertext[] | null> {
  const seen = new Set(ballots.map(({ nullifier }) => nullifier));
  if (seen.size !== ballots.length || ballots.some(({ ballot }, place) => ballot !== place)) return null;
  if (ballots.some(({ points }) => points.length !== 2 * size)) return null;
  const cast = ballots.map(({ points }) => ciphertextsOf(points));
  if (cast.some((ballot) => ballot.some(({ R, C }) => !isOnCurve(R) || !isOnCurve(C)))) return null;
  const column = async (start: Point, g: number, part: keyof Ciphertext) => {
    await new Promise((resume) => setTimeout(resume));
    return sum([start, ...cast.map((ballot) => (ballot[g] as Ciphertext)[part])]);
  };
  const totals: Ciphertext[] = [];
  for (const [g, { R, C }] of emptyTotals(key, ciphertextCount(size)).entries()) {
    totals.push({ R: await column(R, g, "R"), C: await column(C, g, "C") });
  }
  return totals;
}
