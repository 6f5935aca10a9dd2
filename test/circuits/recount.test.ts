import { expect } from "chai";
import { ciphertextWords } from "../../dapp/src/protocol/sealed/coordinates.ts";
import { FIELD } from "../../dapp/src/protocol/sealed/curve.ts";
import { accumulate, emptyTotals, encrypt } from "../../dapp/src/protocol/sealed/encryption.ts";
import { type CountedBallot, recountTotals } from "../../dapp/src/protocol/sealed/recount.ts";
import { KEY } from "./support/poll.ts";

describe("Totals added up anew", () => {
  const cast = [
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 0, 1],
  ].map((votes) => encrypt(KEY, votes));
  const ballots: CountedBallot[] = cast.map((ciphertexts, ballot) => ({
    ballot,
    nullifier: BigInt(100 + ballot),
    points: ciphertextWords(ciphertexts),
  }));
  const changed = (at: number, change: Partial<CountedBallot>) =>
    ballots.map((ballot, i) => (i === at ? { ...ballot, ...change } : ballot));

  it("are those of adding one ballot after the other, from the empty start on", async () => {
    const start = emptyTotals(KEY, 2);
    expect(await recountTotals(KEY, 4, ballots)).to.deep.equal(cast.reduce(accumulate, start));
    expect(await recountTotals(KEY, 4, [])).to.deep.equal(start);
  });

  it("are none when a ballot is missing, out of order or there twice", async () => {
    const [first, second, third] = ballots as [CountedBallot, CountedBallot, CountedBallot];
    for (const list of [
      [first, third],
      [second, first, third],
      [first, second, second],
      [first, { ...first, ballot: 1 }],
      changed(2, { nullifier: first.nullifier }),
    ]) {
      expect(await recountTotals(KEY, 4, list)).to.equal(null);
    }
  });

  it("are none when a ballot has another size, or points off the curve or beyond the field", async () => {
    const points = [...(ballots[1] as CountedBallot).points];
    const [x = 0n, ...rest] = points;
    for (const bad of [
      points.slice(4),
      [...points, ...points],
      [x + 1n, ...rest],
      [x + FIELD, ...rest],
      [],
    ]) {
      expect(await recountTotals(KEY, 4, changed(1, { points: bad }))).to.equal(null);
    }
    expect(await recountTotals(KEY, 8, ballots)).to.equal(null);
  });
});
