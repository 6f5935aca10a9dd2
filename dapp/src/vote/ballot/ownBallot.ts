/** What the poll's own list of ballots says about a voter. `place` counts from 0. */
export type OwnBallot =
  | { found: "none" }
  /** This device's ballot was counted. */
  | { found: "counted"; place: number }
  /** A ballot of this identity was counted that was not made here. */
  | { found: "elsewhere"; place: number };

/**
 * Whether a counted ballot is the one kept on this device. Proofs are random: only a ballot made here carries this one.
 * @param text the finished ballot as it is kept. @param proof of the counted ballot, that of its Semaphore circuit.
 */
export const isMadeHere = (text: string, proof: readonly bigint[]): boolean =>
  proof.every((word) => text.includes(word.toString(16).padStart(64, "0")));
