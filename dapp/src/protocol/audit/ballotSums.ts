import { babyjubjub } from "@noble/curves/misc.js";
import { checkVotes } from "../questionRules.ts";
import { type QuestionRule, unpackVotes } from "../questions.ts";
import { pollBallotSize } from "../sealed/ballot.ts";
import { pointsOf } from "../sealed/coordinates.ts";
import { GENERATOR, isOnCurve, type Point } from "../sealed/curve.ts";
import { type BallotSize, ciphertextCount } from "../sealed/sizes.ts";

/** Sums that grow with every ballot, whatever the poll's kind. */
export interface BallotSums {
  /** @returns why the ballot cannot be counted, null when it was. */
  add(args: Record<string, unknown>): string | null;
  /** As the contract's view gives them: 16 totals, or R.x, R.y, C.x, C.y of each. */
  words(): bigint[];
}

/** Totals of an open poll. @param earlier where a checkpoint left off. */
export class OpenSums implements BallotSums {
  readonly #rules: readonly QuestionRule[];
  readonly #totals: bigint[];

  constructor(rules: readonly QuestionRule[], earlier?: readonly bigint[]) {
    this.#rules = rules;
    this.#totals = earlier ? [...earlier] : Array<bigint>(16).fill(0n);
  }

  add({ votes }: Record<string, unknown>): string | null {
    const packed = votes as bigint;
    if (packed >> 128n !== 0n) return "it has bits beyond the last slot";
    const vector = unpackVotes(packed);
    for (const [slot, value] of vector.entries())
      this.#totals[slot] = (this.#totals[slot] ?? 0n) + BigInt(value);
    const broken = checkVotes(this.#rules, vector);
    return broken && `it breaks ${broken.bound} of question ${broken.question}`;
  }

  words(): bigint[] {
    return [...this.#totals];
  }
}

/** Before any ballot. */
export function noBallots(rules: readonly QuestionRule[], key: Point | null): BallotSums {
  return key ? new SealedSums(pollBallotSize(rules), key) : new OpenSums(rules);
}

const Library = babyjubjub.Point;
type LibraryPoint = InstanceType<typeof Library>;

/** Encrypted totals of a sealed poll. Sums stay projective: bringing each to x and y would cost most of the time. */
export class SealedSums implements BallotSums {
  readonly #points: LibraryPoint[];

  constructor(size: BallotSize, key: Point, earlier?: readonly bigint[]) {
    const begin = Array.from({ length: ciphertextCount(size) }, () => [GENERATOR, key]).flat();
    this.#points = (earlier ? pointsOf(earlier) : begin).map((point) => Library.fromAffine(point));
  }

  add({ points }: Record<string, unknown>): string | null {
    const words = points as bigint[];
    if (words.length !== 2 * this.#points.length) return `it has ${words.length} coordinates`;
    const added = pointsOf(words);
    const outside = added.findIndex((point) => !isOnCurve(point));
    if (outside >= 0) return `its point ${outside} is not on the curve`;
    for (const [i, point] of added.entries()) {
      this.#points[i] = (this.#points[i] as LibraryPoint).add(Library.fromAffine(point));
    }
    return null;
  }

  words(): bigint[] {
    return this.#points.flatMap((point) => {
      const { x, y } = point.toAffine();
      return [x, y];
    });
  }
}
