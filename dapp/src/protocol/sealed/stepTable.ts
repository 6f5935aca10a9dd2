/** Bits of u that choose the place in the table, and those kept to recognise it. */
const PLACE_BITS = 22;
const PLACES = 2 ** PLACE_BITS;

/**
 * From a point's u to its step, in 8 bytes an entry: a map of bigints would take fifty times as much for four million.
 * Only 31 bits of u are kept, so an answer is a candidate that the caller checks.
 */
export class StepTable {
  private readonly marks: Uint32Array;
  private readonly steps: Uint32Array;
  private readonly mask: number;

  /** @param size entries that will be set, at most 2^21 + 1. */
  constructor(size: number) {
    const capacity = 2 ** Math.ceil(Math.log2(2 * size + 2));
    if (capacity > 2 * PLACES) throw new RangeError(`${size} steps are too many`);
    this.marks = new Uint32Array(capacity);
    this.steps = new Uint32Array(capacity);
    this.mask = capacity - 1;
  }

  /** @param u null for the identity. */
  set(u: bigint | null, step: number): void {
    const { place, mark } = this.locate(u);
    let at = place;
    while (this.marks[at] !== 0) at = (at + 1) & this.mask;
    this.marks[at] = mark;
    this.steps[at] = step;
  }

  get(u: bigint | null): number | undefined {
    const { place, mark } = this.locate(u);
    for (let at = place; this.marks[at] !== 0; at = (at + 1) & this.mask) {
      if (this.marks[at] === mark) return this.steps[at];
    }
    return undefined;
  }

  /** A mark is never 0, which stands for an empty place. */
  private locate(u: bigint | null): { place: number; mark: number } {
    const bits = Number(BigInt.asUintN(53, u ?? 0n));
    return { place: bits & this.mask & (PLACES - 1), mark: Math.floor(bits / PLACES) + 1 };
  }
}
