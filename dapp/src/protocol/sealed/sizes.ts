import circuits from "../../../../circuits/circuits.json" with { type: "json" };
import { decodeRule } from "../questions.ts";

/** Slots of a ballot circuit. A poll uses the smallest that holds its slots and questions. */
export type BallotSize = 4 | 8 | 16;
export const BALLOT_SIZES: readonly BallotSize[] = [4, 8, 16];

/** Points that a share proof covers; a poll with fewer ciphertexts fills the rest with G. */
export const SHARE_POINTS = circuits.share8.parameters.points;
export const SHARE_CIRCUIT = "share8";

export const ballotCircuit = (size: BallotSize) => `ballot${size}` as const;

/** Questions that the circuit of this size takes; missing ones are word 0. */
export function questionCapacity(size: BallotSize): number {
  return circuits[ballotCircuit(size)].parameters.questions;
}

/** Two slots share a ciphertext. */
export function ciphertextCount(size: BallotSize): number {
  return size / 2;
}

/** @returns the smallest size for so many slots and questions. @throws RangeError when there is none. */
export function ballotSize(slots: number, questions: number): BallotSize {
  const size = BALLOT_SIZES.find(
    (candidate) => slots <= candidate && questions <= questionCapacity(candidate),
  );
  if (!size) throw new RangeError(`no ballot holds ${slots} slots in ${questions} questions`);
  return size;
}

/** The size of a poll's ballots, from its question words. @throws RangeError when there is none. */
export function ballotSizeOfWords(words: readonly bigint[]): BallotSize {
  const slots = words.reduce((total, word) => total + decodeRule(word).optionCount, 0);
  return ballotSize(slots, words.length);
}
