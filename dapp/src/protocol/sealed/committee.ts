import {
  add,
  GENERATOR,
  IDENTITY,
  isKey,
  modOrder,
  multiply,
  type Point,
  PointError,
  randomScalar,
  samePoint,
  sum,
} from "./curve.ts";

/**
 * Joint key of k of n trustees by Feldman's verifiable secret sharing. Trustees are numbered 1 … n. Each deals a random
 * polynomial of degree k−1; trustee j's secret is the sum of all polynomials at j, the joint secret (never anywhere) the
 * sum at 0.
 */
export interface CommitteeShape {
  /** Trustees needed to open a total, 1 … n. */
  threshold: number;
  /** All trustees. */
  size: number;
}

/** A dealer's secret: coefficients a_0 … a_{k−1} of its polynomial. */
export type Polynomial = readonly bigint[];

/** What a dealer makes public: A_l = a_l·G. */
export type Commitments = readonly Point[];

/** @throws RangeError unless 1 ≤ k ≤ n. */
export function drawPolynomial({ threshold, size }: CommitteeShape): Polynomial {
  if (!Number.isInteger(threshold) || threshold < 1 || threshold > size) {
    throw new RangeError(`${threshold} of ${size} trustees is no committee`);
  }
  return Array.from({ length: threshold }, randomScalar);
}

export function commit(polynomial: Polynomial): Point[] {
  return polynomial.map((coefficient) => multiply(GENERATOR, coefficient));
}

/** The share of trustee `index`: the polynomial's value there. */
export function shareFor(polynomial: Polynomial, index: number): bigint {
  requireIndex(index);
  return polynomial.reduceRight((value, coefficient) => modOrder(value * BigInt(index) + coefficient), 0n);
}

/** Whether a dealt share is the one that the dealer is committed to. */
export function isShareOf(commitments: Commitments, index: number, share: bigint): boolean {
  return share >= 0n && samePoint(multiply(GENERATOR, share), evaluate(commitments, index));
}

/** Σ_l index^l·A_l, by Horner's rule as the contract does. */
export function evaluate(commitments: Commitments, index: number): Point {
  requireIndex(index);
  return commitments.reduceRight((value, A) => add(multiply(value, BigInt(index)), A), IDENTITY);
}

/** Commitments of the joint polynomial, from those of all dealers. */
export function jointCommitments(dealt: readonly Commitments[]): Point[] {
  const [first] = dealt;
  if (!first || dealt.some(({ length }) => length !== first.length))
    throw new RangeError("deals of different length");
  return first.map((_, l) => sum(dealt.map((commitments) => commitments[l] as Point)));
}

/** The key that ballots are encrypted to. @throws PointError when it is not usable; confirmation by all prevents that. */
export function jointKey(dealt: readonly Commitments[]): Point {
  const [key] = jointCommitments(dealt);
  if (!key || !isKey(key)) throw new PointError("the joint key is not a point of the prime-order subgroup");
  return key;
}

/** Y_j, the public side of trustee j's secret. */
export function publicShare(dealt: readonly Commitments[], index: number): Point {
  return evaluate(jointCommitments(dealt), index);
}

/** x_j, from the shares that all dealers, itself included, gave to one trustee. */
export function combineShares(shares: readonly bigint[]): bigint {
  return shares.reduce((total, share) => modOrder(total + share), 0n);
}

function requireIndex(index: number): void {
  if (!Number.isInteger(index) || index < 1) throw new RangeError(`there is no trustee ${index}`);
}
