import { add, GENERATOR, modOrder, multiply, ORDER, type Point, randomScalar, sum } from "./curve.ts";

/** Two slots' values under one key: R = r·G, C = (even + 2^32·odd)·G + r·P. */
export interface Ciphertext {
  R: Point;
  C: Point;
}

/** The odd slot counts from this bit on: a total stays below it. */
export const ODD_SHIFT = 32n;

/** (even + 2^32·odd)·G. */
export function messagePoint(even: bigint, odd: bigint): Point {
  return multiply(GENERATOR, even + (odd << ODD_SHIFT));
}

/**
 * Encrypts a ballot vector, two slots a ciphertext.
 * @param randomness one scalar per ciphertext. Never given outside tests: one scalar used for two ciphertexts under one
 *   key tells the difference of what they hold.
 */
export function encrypt(
  key: Point,
  values: readonly number[],
  randomness: readonly bigint[] = freshRandomness(values.length / 2),
): Ciphertext[] {
  if (values.length % 2 !== 0 || randomness.length !== values.length / 2) {
    throw new RangeError(`${values.length} slots do not go with ${randomness.length} random scalars`);
  }
  return randomness.map((r, g) => ({
    R: multiply(GENERATOR, r),
    C: add(messagePoint(BigInt(values[2 * g] ?? 0), BigInt(values[2 * g + 1] ?? 0)), multiply(key, r)),
  }));
}

export function freshRandomness(count: number): bigint[] {
  return Array.from({ length: count }, randomScalar);
}

/** The total before any ballot: an encryption of 0 with r = 1, so that no storage slot starts at zero. */
export function emptyTotals(key: Point, count: number): Ciphertext[] {
  return Array.from({ length: count }, () => ({ R: GENERATOR, C: key }));
}

/** The total after one more ballot. */
export function accumulate(totals: readonly Ciphertext[], ballot: readonly Ciphertext[]): Ciphertext[] {
  if (totals.length !== ballot.length) throw new RangeError("a ballot of another size");
  return totals.map((total, g) => {
    const { R, C } = ballot[g] as Ciphertext;
    return { R: add(total.R, R), C: add(total.C, C) };
  });
}

/** The totals after these ballots, as the contract has them. */
export function addUp(key: Point, count: number, ballots: readonly (readonly Ciphertext[])[]): Ciphertext[] {
  return emptyTotals(key, count).map((empty, g) => {
    const column = ballots.map((ballot) => {
      const ciphertext = ballot[g];
      if (!ciphertext || ballot.length !== count) throw new RangeError("a ballot of another size");
      return ciphertext;
    });
    return {
      R: sum([empty.R, ...column.map(({ R }) => R)]),
      C: sum([empty.C, ...column.map(({ C }) => C)]),
    };
  });
}

const BITS = 251n;
/**
 * A scalar as the circuits take it (circuits/gadgets/signed_digits.circom): the s with offset + Σ ±2^j = scalar modulo ℓ,
 * the signs being the bits of s.
 */
export function signedForm(scalar: bigint, offset = 0n): bigint {
  const doubled = modOrder(scalar - offset + (1n << BITS) - 1n);
  return (doubled % 2n === 0n ? doubled : doubled + ORDER) / 2n;
}
