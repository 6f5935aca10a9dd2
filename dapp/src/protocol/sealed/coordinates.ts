import type { Point } from "./curve.ts";
import type { Ciphertext } from "./encryption.ts";

/** Points as contracts and events carry them: x and y of each, one after the other. */
export const coordinates = (points: readonly Point[]): bigint[] => points.flatMap(({ x, y }) => [x, y]);

/** @throws RangeError for half a point. */
export function pointsOf(words: readonly bigint[]): Point[] {
  if (words.length % 2 !== 0) throw new RangeError(`${words.length} coordinates are no points`);
  return Array.from({ length: words.length / 2 }, (_, i) => ({
    x: words[2 * i] as bigint,
    y: words[2 * i + 1] as bigint,
  }));
}

/** R.x, R.y, C.x, C.y of each. */
export const ciphertextWords = (ciphertexts: readonly Ciphertext[]): bigint[] =>
  coordinates(ciphertexts.flatMap(({ R, C }) => [R, C]));

/** @throws RangeError for half a ciphertext. */
export function ciphertextsOf(words: readonly bigint[]): Ciphertext[] {
  const points = pointsOf(words);
  if (points.length % 2 !== 0) throw new RangeError(`${points.length} points are no ciphertexts`);
  return Array.from({ length: points.length / 2 }, (_, g) => ({
    R: points[2 * g] as Point,
    C: points[2 * g + 1] as Point,
  }));
}
