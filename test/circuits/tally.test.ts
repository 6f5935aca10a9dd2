import { expect } from "chai";
import { GENERATOR, multiply, ORDER } from "../../dapp/src/protocol/sealed/curve.ts";
import { MAX_TOTAL, TotalsError, TotalsSearch } from "../../dapp/src/protocol/sealed/discreteLog.ts";
import { messagePoint } from "../../dapp/src/protocol/sealed/encryption.ts";
import { integerLagrange } from "../../dapp/src/protocol/sealed/tally.ts";

describe("Totals found from their point", () => {
  for (const bound of [0, 1, 2, 3, 7, 300, 513]) {
    it(`are right for every corner of a bound of ${bound}`, () => {
      const search = new TotalsSearch(bound);
      const edges = [
        0,
        1,
        Math.floor(bound / 2),
        Math.ceil(bound / 2),
        Math.floor(bound / 2) + 1,
        bound - 1,
        bound,
      ];
      const corners = [...new Set(edges.filter((edge) => edge >= 0 && edge <= bound))];
      for (const even of corners) {
        for (const odd of corners) {
          expect(search.find(messagePoint(BigInt(even), BigInt(odd)))).to.deep.equal([even, odd]);
        }
      }
    });
  }

  it("are right for every total of a small poll", () => {
    const search = new TotalsSearch(9);
    for (let even = 0; even <= 9; even++) {
      for (let odd = 0; odd <= 9; odd++) {
        expect(search.find(messagePoint(BigInt(even), BigInt(odd)))).to.deep.equal([even, odd]);
      }
    }
  });

  it("are not made up where there are none in range", () => {
    const search = new TotalsSearch(600);
    for (const [even, odd] of [
      [601n, 0n],
      [0n, 601n],
      [-1n, 0n],
    ] as const) {
      expect(() => search.find(messagePoint(even, odd))).to.throw(TotalsError);
    }
    expect(() => search.find(multiply(GENERATOR, ORDER / 3n))).to.throw(TotalsError);
  });

  it("are found for 300,000 voters, and no search starts beyond the limit", () => {
    const begun = performance.now();
    const search = new TotalsSearch(300_000);
    expect(search.find(messagePoint(123_456n, 299_999n))).to.deep.equal([123_456, 299_999]);
    console.log(`      300,000 per slot: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    expect(() => new TotalsSearch(MAX_TOTAL + 1)).to.throw(RangeError);
    expect(() => new TotalsSearch(-1)).to.throw(RangeError);
  });
});

describe("Lagrange coefficients as integers", () => {
  for (const indices of [[1], [1, 2], [1, 3], [2, 4, 5, 7], [3, 8, 9, 15, 16]]) {
    it(`recover the value at 0 for trustees ${indices.join(", ")}`, () => {
      const polynomial = (x: bigint) =>
        indices.reduce((sum, _, degree) => sum + BigInt(7 * degree + 3) * x ** BigInt(degree), 0n);
      const { denominator, numerators } = integerLagrange(indices);
      const weighted = indices.reduce(
        (sum, index, i) => sum + (numerators[i] ?? 0n) * polynomial(BigInt(index)),
        0n,
      );
      expect(weighted).to.equal(denominator * polynomial(0n));
      expect(denominator > 0n).to.equal(true);
    });
  }

  it("are refused for repeated, unordered or no trustees", () => {
    for (const indices of [[], [0, 1], [1, 1], [2, 1], [1.5]]) {
      expect(() => integerLagrange(indices), indices.join()).to.throw(RangeError);
    }
  });
});
