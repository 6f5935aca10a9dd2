import { expect } from "chai";
import { buildBabyjub } from "circomlibjs";
import { sealBallot } from "../../dapp/src/protocol/sealed/ballot.ts";
import * as curve from "../../dapp/src/protocol/sealed/curve.ts";
import * as encryption from "../../dapp/src/protocol/sealed/encryption.ts";
import { foldedBy } from "./support/circuit.ts";
import { approvals, choice, KEY, NULLIFIER, SECRET, sealedPoll } from "./support/poll.ts";

const { GENERATOR, IDENTITY, ORDER } = curve;
/** Scalars at which an addition could go wrong. */
const EDGES = [
  1n,
  2n,
  3n,
  ORDER - 1n,
  ORDER - 2n,
  (ORDER - 1n) / 2n,
  (ORDER + 1n) / 2n,
  1n << 250n,
  (1n << 250n) - 1n,
];

describe("BabyJubJub", () => {
  it("agrees with circomlibjs on sums and multiples, edges and random scalars alike", async () => {
    const other = await buildBabyjub();
    const theirs = ({ x, y }: curve.Point) => [other.F.e(x), other.F.e(y)];
    const ours = ([x, y]: unknown[]): curve.Point => ({ x: other.F.toObject(x), y: other.F.toObject(y) });
    expect(ours(other.Base8)).to.deep.equal(GENERATOR);
    for (const scalar of [...EDGES, curve.randomScalar(), curve.randomScalar(), curve.randomScalar()]) {
      const multiple = curve.multiply(KEY, scalar);
      expect(ours(other.mulPointEscalar(theirs(KEY), scalar))).to.deep.equal(multiple);
      expect(ours(other.addPoint(theirs(multiple), theirs(GENERATOR)))).to.deep.equal(
        curve.add(multiple, GENERATOR),
      );
    }
    expect(other.subOrder).to.equal(ORDER);
  });

  it("treats the identity and multiples of the order as nothing", () => {
    expect(curve.multiply(GENERATOR, ORDER)).to.deep.equal(IDENTITY);
    expect(curve.multiply(IDENTITY, 5n)).to.deep.equal(IDENTITY);
    expect(curve.add(KEY, curve.negate(KEY))).to.deep.equal(IDENTITY);
    expect(curve.sum([])).to.deep.equal(IDENTITY);
  });

  it("takes no identity, no small order, no off-curve and no unreduced point for a key", () => {
    const smallOrder = { x: 0n, y: curve.FIELD - 1n };
    expect(curve.isOnCurve(smallOrder)).to.equal(true);
    expect(curve.isKey(KEY)).to.equal(true);
    expect(curve.isKey(IDENTITY)).to.equal(false);
    expect(curve.isKey(smallOrder)).to.equal(false);
    expect(curve.isKey(curve.add(KEY, smallOrder))).to.equal(false);
    expect(curve.isKey({ x: KEY.x, y: KEY.y + 1n })).to.equal(false);
    expect(curve.isKey({ x: KEY.x + curve.FIELD, y: KEY.y })).to.equal(false);
  });
});

describe("Encryption of a ballot", () => {
  it("draws fresh randomness for every ciphertext", () => {
    const ballots = [1, 2, 3].map(() => encryption.encrypt(KEY, [1, 0, 1, 0]));
    const seen = ballots.flat().map(({ R }) => R.x);
    expect(new Set(seen).size).to.equal(6);
  });

  it("adds up under the totals' empty start", () => {
    const ballots = [
      [1, 2, 0, 255],
      [3, 0, 9, 1],
    ];
    const start = encryption.emptyTotals(KEY, 2);
    const totals = ballots.reduce(
      (sum, votes) => encryption.accumulate(sum, encryption.encrypt(KEY, votes)),
      start,
    );
    for (const [g, { R, C }] of totals.entries()) {
      const opened = curve.add(C, curve.negate(curve.multiply(R, SECRET)));
      const sums = [0, 1].map((odd) =>
        ballots.reduce((sum, votes) => sum + BigInt(votes[2 * g + odd] ?? 0), 0n),
      );
      expect(opened).to.deep.equal(encryption.messagePoint(sums[0] ?? 0n, sums[1] ?? 0n));
    }
  });

  it("writes every scalar as 251 signed digits that give it back", () => {
    for (const offset of [0n, 3n << 251n]) {
      for (const scalar of [0n, ...EDGES, curve.randomScalar()]) {
        const form = encryption.signedForm(scalar, offset);
        expect(form < 1n << 251n).to.equal(true);
        expect(curve.modOrder(2n * form - (1n << 251n) + 1n + offset)).to.equal(scalar);
      }
    }
  });

  for (const [i, r] of EDGES.entries()) {
    it(`comes out of the circuit as from TypeScript for randomness at edge ${i + 1}`, async () => {
      const sealed = sealBallot(sealedPoll([choice]), [0, 1, 0, 0], NULLIFIER, [
        r,
        EDGES[EDGES.length - 1 - i] as bigint,
      ]);
      expect(await foldedBy("ballot4", sealed.inputs)).to.deep.equal([
        sealed.transcript.h,
        sealed.transcript.c,
      ]);
    });
  }

  for (const [size, rules, votes] of [
    ["ballot4", [choice], [0, 0, 0, 1]],
    ["ballot8", [choice, approvals], [0, 0, 1, 0, 1, 1, 0, 1]],
    ["ballot16", [choice, approvals, approvals, choice], [1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1]],
  ] as const) {
    it(`comes out of ${size} as from TypeScript`, async () => {
      const sealed = sealBallot(sealedPoll(rules), votes, NULLIFIER);
      expect(await foldedBy(size, sealed.inputs)).to.deep.equal([sealed.transcript.h, sealed.transcript.c]);
    });
  }
});
