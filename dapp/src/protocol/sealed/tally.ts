import { add, invert, multiply, negate, type Point, samePoint, sum } from "./curve.ts";
import { type Ciphertext, messagePoint } from "./encryption.ts";
import type { DecryptionShare } from "./trusteeProof.ts";

/** Lagrange coefficients at 0 as integers: λ_i = numerators[i] / denominator, denominator > 0. */
export interface IntegerLagrange {
  denominator: bigint;
  numerators: bigint[];
}

const magnitude = (value: bigint) => (value < 0n ? -value : value);

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}

/**
 * For trustees S: λ_i = Π_{j ∈ S, j ≠ i} j / (j − i), in lowest terms, over the least common multiple
 * of the denominators.
 * Small integers, so that the contract's check needs only short multiplications.
 * @param indices strictly increasing, from 1. @throws RangeError otherwise.
 */
export function integerLagrange(indices: readonly number[]): IntegerLagrange {
  if (
    indices.length === 0 ||
    indices.some((index, i) => !Number.isInteger(index) || index <= (indices[i - 1] ?? 0))
  ) {
    throw new RangeError(`trustees ${indices.join(", ")} are not strictly increasing`);
  }
  const fractions = indices.map((i) => {
    const others = indices.filter((j) => j !== i).map(BigInt);
    const over = others.reduce((product, j) => product * j, 1n);
    const under = others.reduce((product, j) => product * (j - BigInt(i)), 1n);
    const shared = greatestCommonDivisor(over, magnitude(under));
    return { over: over / shared, under: under / shared };
  });
  const denominator = fractions.reduce(
    (lcm, { under }) => (lcm / greatestCommonDivisor(lcm, magnitude(under))) * magnitude(under),
    1n,
  );
  return { denominator, numerators: fractions.map(({ over, under }) => (over * denominator) / under) };
}

/** Shares in the order of their trustees, with the coefficients that go with them. */
function inOrder(shares: readonly DecryptionShare[]) {
  const sorted = shares.toSorted((left, right) => left.trustee - right.trustee);
  return { sorted, lagrange: integerLagrange(sorted.map(({ trustee }) => trustee)) };
}

/** @returns (T_even + 2^32·T_odd)·G of each ciphertext, from at least k genuine shares. */
export function openedPoints(totals: readonly Ciphertext[], shares: readonly DecryptionShare[]): Point[] {
  const { sorted, lagrange } = inOrder(shares);
  return totals.map(({ C }, g) => {
    const weighted = sorted.map(({ points }, i) => {
      const D = points[g];
      if (!D) throw new RangeError(`trustee ${sorted[i]?.trustee} gave no share of total ${g}`);
      return multiply(D, lagrange.numerators[i] as bigint);
    });
    // D summed is denominator·x·R; dividing by the denominator happens in the exponent.
    return add(C, negate(multiply(sum(weighted), invert(lagrange.denominator))));
  });
}

/**
 * The contract's check: denominator·C − denominator·(T_even + 2^32·T_odd)·G − Σ a_i·D_i = O for each ciphertext.
 * @param counts one total per slot, below 2^32.
 */
export function isOpening(
  totals: readonly Ciphertext[],
  shares: readonly DecryptionShare[],
  counts: readonly bigint[],
): boolean {
  if (counts.length !== 2 * totals.length || counts.some((count) => count < 0n || count >= 1n << 32n))
    return false;
  return openedPoints(totals, shares).every((point, g) => {
    const claimed = messagePoint(counts[2 * g] as bigint, counts[2 * g + 1] as bigint);
    return samePoint(point, claimed);
  });
}
