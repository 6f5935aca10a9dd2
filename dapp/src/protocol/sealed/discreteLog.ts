import { add, GENERATOR, IDENTITY, multiply, negate, type Point, samePoint } from "./curve.ts";
import { messagePoint, ODD_SHIFT } from "./encryption.ts";
import { type MontgomeryPoint, neighbours, toMontgomery } from "./montgomery.ts";
import { StepTable } from "./stepTable.ts";

/** Largest total of one slot that can be searched for: live roll · maxValue. */
export const MAX_TOTAL = 2 ** 22;
/** Points on each side of a centre that share its inversion. */
const REACH = 256;

/** Thrown when no totals in range open a ciphertext: the shares are wrong, or the bound is. */
export class TotalsError extends Error {
  override readonly name = "TotalsError";
}

/**
 * Finds the two totals in (T_even + 2^32·T_odd)·G by baby steps and giant steps, linear in the bound.
 *
 * The baby table holds t·G for 0 ≤ t ≤ bound/2, looked up by u alone: −(u, v) = (u, −v), so it answers for both signs and
 * covers every T_even around bound/2. The giant steps walk through T_odd. Both walk from centre to centre and take the
 * points on both sides of each with one shared inversion.
 */
export class TotalsSearch {
  private readonly middle: number;
  private readonly table: StepTable;
  private readonly bound: number;

  /** @param bound largest total of one slot. @throws RangeError above {@link MAX_TOTAL}. */
  constructor(bound: number) {
    if (!Number.isInteger(bound) || bound < 0 || bound > MAX_TOTAL) {
      throw new RangeError(`totals up to ${bound} cannot be searched for, at most ${MAX_TOTAL}`);
    }
    this.bound = bound;
    this.middle = Math.floor(bound / 2);
    const reach = bound - this.middle;
    this.table = new StepTable(reach + 1);
    walk(IDENTITY, GENERATOR, reach, (t, u) => {
      this.table.set(u, t);
      return false;
    });
  }

  /** @returns [T_even, T_odd]. @throws TotalsError when there are none in range. */
  find(point: Point): [number, number] {
    const step = negate(multiply(GENERATOR, 1n << ODD_SHIFT));
    const start = add(point, negate(multiply(GENERATOR, BigInt(this.middle))));
    let found: [number, number] | undefined;
    walk(start, step, this.bound, (odd, u) => {
      const distance = this.table.get(u);
      if (distance === undefined) return false;
      for (const even of [this.middle + distance, this.middle - distance]) {
        if (even < 0 || even > this.bound) continue;
        if (samePoint(messagePoint(BigInt(even), BigInt(odd)), point)) {
          found = [even, odd];
          return true;
        }
      }
      return false;
    });
    if (!found) throw new TotalsError(`no totals up to ${this.bound} open this ciphertext`);
    return found;
  }
}

/** Opens every ciphertext's point. @returns one total per slot. @throws TotalsError */
export function openTotals(points: readonly Point[], bound: number): bigint[] {
  const search = new TotalsSearch(bound);
  return points.flatMap((point) => search.find(point).map(BigInt));
}

/**
 * Visits start + i·step for i = 0 … last, in no particular order, until `visit` says true.
 * @param visit gets i and u of the point, null for the identity.
 */
function walk(
  start: Point,
  step: Point,
  last: number,
  visit: (i: number, u: bigint | null) => boolean,
): void {
  const offsets: MontgomeryPoint[] = [];
  let multiple = IDENTITY;
  for (let j = 1; j <= Math.min(REACH, last); j++) {
    multiple = add(multiple, step);
    offsets.push(toMontgomery(multiple) as MontgomeryPoint);
  }
  const stride = multiply(step, BigInt(2 * REACH + 1));
  let centre = add(start, multiply(step, BigInt(Math.min(REACH, last))));
  for (let middle = Math.min(REACH, last); middle - REACH <= last; middle += 2 * REACH + 1) {
    const at = toMontgomery(centre);
    if (middle <= last && visit(middle, at?.u ?? null)) return;
    for (const [j, us] of neighbours(at, offsets).entries()) {
      const forth = middle + j + 1;
      const back = middle - j - 1;
      if (forth <= last && visit(forth, us.plus)) return;
      if (back >= 0 && back <= last && visit(back, us.minus)) return;
    }
    centre = add(centre, stride);
  }
}
