import { FIELD, type Point } from "./curve.ts";

/**
 * BabyJubJub in Montgomery form v² = u³ + A·u² + u, where an affine addition is one inversion and few products.
 * Only for searching totals: variable time, never with secrets.
 */
export interface MontgomeryPoint {
  u: bigint;
  v: bigint;
}

const A = 168_698n;

const mod = (value: bigint) => {
  const rest = value % FIELD;
  return rest < 0n ? rest + FIELD : rest;
};

/** @returns null for the identity, which has no such form. */
export function toMontgomery({ x, y }: Point): MontgomeryPoint | null {
  if (x === 0n && y === 1n) return null;
  const [overU, overX] = invertAll([mod(1n - y), x]) as [bigint, bigint];
  const u = mod((1n + y) * overU);
  return { u, v: mod(u * overX) };
}

/** Montgomery's trick: one inversion for all. @throws RangeError when a value is 0. */
export function invertAll(values: readonly bigint[]): bigint[] {
  const before: bigint[] = [];
  let product = 1n;
  for (const value of values) {
    before.push(product);
    product = (product * value) % FIELD;
  }
  let rest = invert(product);
  const inverses = new Array<bigint>(values.length);
  for (let i = values.length - 1; i >= 0; i--) {
    inverses[i] = (rest * (before[i] as bigint)) % FIELD;
    rest = (rest * (values[i] as bigint)) % FIELD;
  }
  return inverses;
}

function invert(value: bigint): bigint {
  let [a, b, x, y] = [mod(value), FIELD, 1n, 0n];
  while (a > 1n) {
    const quotient = b / a;
    [a, b] = [b - quotient * a, a];
    [x, y] = [y - quotient * x, x];
  }
  if (a === 0n) throw new RangeError("0 has no inverse");
  return mod(x);
}

/** u of centre + offset and of centre − offset; null where that is the identity. */
export interface Neighbours {
  plus: bigint | null;
  minus: bigint | null;
}

/** @param centre null for the identity. @param offsets none the identity. */
export function neighbours(
  centre: MontgomeryPoint | null,
  offsets: readonly MontgomeryPoint[],
): Neighbours[] {
  if (!centre) return offsets.map(({ u }) => ({ plus: u, minus: u }));
  const { u: cu, v: cv } = centre;
  const distances = offsets.map(({ u }) => u - cu);
  const inverses = invertAll(distances.map((distance) => (distance === 0n ? 1n : distance)));
  return offsets.map(({ u, v }, j) => {
    if (distances[j] === 0n) {
      const doubled = doubledU(centre);
      return v === cv ? { plus: doubled, minus: null } : { plus: null, minus: doubled };
    }
    const over = inverses[j] as bigint;
    const rest = A + cu + u;
    const plusSlope = ((v - cv) * over) % FIELD;
    const minusSlope = ((v + cv) * over) % FIELD;
    return { plus: mod(plusSlope * plusSlope - rest), minus: mod(minusSlope * minusSlope - rest) };
  });
}

function doubledU({ u, v }: MontgomeryPoint): bigint {
  const [over] = invertAll([mod(2n * v)]) as [bigint];
  const slope = mod((3n * u * u + 2n * A * u + 1n) * over);
  return mod(slope * slope - A - 2n * u);
}
