import {
  addPoint,
  Base8,
  order as groupOrder,
  inCurve,
  mulPointEscalar,
  type Point,
  r as prime,
  subOrder,
} from "@zk-kit/baby-jubjub";
import { expect } from "chai";
import { network } from "hardhat";
import { deployBabyJubJub } from "../../support/crypto/harness.ts";

const { viem } = await network.create();

/** Repeatable numbers below `bound`, so that a failure can be run again. */
function* numbers(seed: bigint, bound: bigint): Generator<bigint, never> {
  let state = seed;
  for (;;) {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    let value = 0n;
    for (let i = 0n; i < 5n; i++)
      value = value * 2n ** 64n + (((state * (2n * i + 3n)) ^ (state >> 7n)) % 2n ** 64n);
    yield value % bound;
  }
}

/** The whole group's generator of EIP-2494: points from it are outside the prime subgroup as a rule. */
const generator: Point<bigint> = [
  995203441582195749578291179787384436505546430278305826713579947235728471134n,
  5472060717959818805561601436314318772137091100104008585924551046643952123905n,
];
const identity: Point<bigint> = [0n, 1n];
const order2: Point<bigint> = [0n, prime - 1n];
/** The eight points whose order divides 8: multiples of the generator by the subgroup's order. */
const small = Array.from({ length: 8 }, (_, i) =>
  mulPointEscalar(mulPointEscalar(generator, subOrder), BigInt(i)),
);
/** By Fermat. */
function inverse(value: bigint): bigint {
  let result = 1n;
  for (let bit = 253n; bit >= 0n; bit--) {
    result = (result * result) % prime;
    if (((prime - 2n) >> bit) & 1n) result = (result * value) % prime;
  }
  return result;
}
const flat = (points: Point<bigint>[]) => points.flat();

describe("BabyJubJub", () => {
  const harness = deployBabyJubJub(viem);
  const scalars = numbers(1n, groupOrder);
  const randomPoints = Array.from({ length: 12 }, () => mulPointEscalar(generator, scalars.next().value));
  const points = [identity, order2, ...small, Base8, generator, ...randomPoints];

  it("has the constants of EIP-2494, by which the eight small points differ", () => {
    expect(new Set(small.map(String)).size).to.equal(8);
    expect(groupOrder).to.equal(8n * subOrder);
    expect(mulPointEscalar(Base8, subOrder).map(BigInt)).to.deep.equal([0n, 1n]);
  });

  it("agrees with zk-kit on which coordinates lie on the curve", async () => {
    const { read } = await harness;
    for (const [x, y] of points) {
      expect(inCurve([x, y]) && (await read.isOnCurve([x, y])), `${x}, ${y}`).to.equal(true);
      for (const near of [
        [x + 1n, y],
        [x, y + 1n],
        [y, x],
      ] as [bigint, bigint][]) {
        const reduced = near.map((word) => word % prime) as [bigint, bigint];
        expect(await read.isOnCurve(near)).to.equal(near.every((word) => word < prime) && inCurve(reduced));
      }
    }
    expect(await read.isOnCurve([0n, 0n])).to.equal(false);
  });

  it("refuses coordinates at or above the prime, whose residues lie on the curve", async () => {
    const { read } = await harness;
    for (const [x, y] of points) {
      expect(await read.isOnCurve([x + prime, y])).to.equal(false);
      expect(await read.isOnCurve([x, y + prime])).to.equal(false);
    }
  });

  it("calls exactly the eight points of the cofactor's group small", async () => {
    const { read } = await harness;
    for (const [x, y] of small) expect(await read.isSmallOrder([x, y])).to.equal(true);
    for (const [x, y] of [
      Base8,
      generator,
      ...randomPoints,
      ...small.slice(1).map((p) => addPoint(p, Base8)),
    ]) {
      expect(await read.isSmallOrder([x, y])).to.equal(false);
    }
  });

  it("adds every two of these points, one by one and, as totals do, sixteen by one inversion", async () => {
    const left = points.flatMap((a) => points.map(() => a));
    const right = points.flatMap(() => points);
    const expected = left.map((a, i) => addPoint(a, right[i] as Point<bigint>));
    const { read } = await harness;
    for (let from = 0; from < left.length; from += 16) {
      const [a, b, sum] = [left, right, expected].map((list) => flat(list.slice(from, from + 16)));
      if (!a || !b) throw new Error("points wanted");
      expect(await read.sums([a, b])).to.deep.equal(sum);
      expect(await read.additions([a, b])).to.deep.equal(sum);
    }
  });

  it("has no total where the law breaks down, off the curve, whichever of the totals it is", async () => {
    const { read } = await harness;
    const [[x, y], ...rest] = points.slice(10, 16) as [Point<bigint>, ...Point<bigint>[]];
    const d = 168696n;
    // 1 + d·x₁x₂y₁y₂ = 0 for this "point".
    const bad: Point<bigint> = [prime - inverse((d * x * y) % prime), 1n];
    for (const place of [0, 2, rest.length]) {
      const right = rest.toSpliced(place, 0, bad);
      const left = rest.toSpliced(place, 0, [x, y]);
      await viem.assertions.revertWithCustomError(
        read.sums([flat(left), flat(right)]),
        await harness,
        "BabyJubJub_NotAPoint",
      );
    }
  });

  it("doubles, and adds a point to itself in place", async () => {
    for (const [x, y] of points) {
      const twice = addPoint([x, y], [x, y]);
      expect(await (await harness).read.doubles([x, y])).to.deep.equal([...twice, ...twice]);
    }
  });

  it("negates", async () => {
    for (const [x, y] of points) {
      const [x4, y4] = mulPointEscalar([x, y], 4n);
      const [coordinates, cancels] = await (await harness).read.negative([x, y]);
      expect(coordinates).to.deep.equal([(prime - x4) % prime, y4]);
      expect(cancels).to.equal(true);
    }
  });

  it("multiplies by small scalars, by full ones, and by any of 256 bits", async () => {
    const edge = [
      0n,
      1n,
      2n,
      3n,
      7n,
      8n,
      255n,
      2n ** 32n,
      2n ** 64n - 1n,
      subOrder - 1n,
      subOrder,
      subOrder + 1n,
    ];
    const full = [groupOrder - 1n, groupOrder, prime, 2n ** 255n, 2n ** 256n - 1n, scalars.next().value];
    const some = [identity, order2, small[1] as Point<bigint>, Base8, generator, ...randomPoints.slice(0, 3)];
    for (const [x, y] of some) {
      for (const scalar of [...edge, ...full]) {
        const product = await (await harness).read.multiply([x, y, scalar]);
        expect(product, `${scalar}`).to.deep.equal(mulPointEscalar([x, y], scalar));
      }
    }
  });

  it("sums multiples of several points with scalars of different lengths", async () => {
    const { read } = await harness;
    const bounds = [2n, 2n ** 8n, 2n ** 33n, 2n ** 64n, subOrder, 2n ** 256n];
    for (let count = 0; count <= bounds.length; count++) {
      const factors = bounds.slice(0, count).map((bound, i) => numbers(BigInt(i + 9), bound).next().value);
      const terms = randomPoints.slice(0, count);
      const expected = terms.reduce(
        (sum, point, i) => addPoint(sum, mulPointEscalar(point, factors[i] as bigint)),
        identity,
      );
      expect(await read.sumOfMultiples([flat(terms), factors])).to.deep.equal(expected);
    }
  });

  it("turns points with any Z back, and refuses a Z of 0", async () => {
    const { read } = await harness;
    const factor = numbers(5n, prime);
    for (const [x, y] of points) {
      const z = factor.next().value;
      const raw = [x * z, y * z, x * y * z, z].map((word) => word % prime) as [
        bigint,
        bigint,
        bigint,
        bigint,
      ];
      expect(await read.affine([raw])).to.deep.equal([x, y]);
      raw[3] = 0n;
      await viem.assertions.revertWithCustomError(read.affine([raw]), await harness, "BabyJubJub_NotAPoint");
    }
  });

  it("costs what it did: 16 points added to 16 totals, and a full multiplication", async () => {
    const { read } = await harness;
    const sixteen = flat(points.slice(0, 16));
    expect(await read.sumsGas([sixteen, sixteen])).to.equal(138_828n);
    expect(await read.multiplyGas([...Base8, subOrder - 1n])).to.equal(204_319n);
  });
});
