import { bn254 } from "@noble/curves/bn254.js";
import { expect } from "chai";
import { Pairing } from "../../dapp/src/protocol/audit/pairing.ts";
import { PreparedKey, ProofBatch } from "../../dapp/src/protocol/audit/proofBatch.ts";
import { membershipKey } from "../../dapp/src/protocol/audit/verificationKeys.ts";
import type { ProofPoints } from "../../dapp/src/protocol/semaphoreProof.ts";
import { at, type Ballot, ballots, poll, prime, signal } from "../support/crypto/proofs.ts";

const { Fp2 } = bn254.fields;
const signals = ({ nullifier, message }: Ballot) => [
  poll.root,
  nullifier,
  signal(message),
  signal(poll.scope),
];

/** A point of the twist that almost surely lies outside the subgroup: the first x that has a y. */
function strayPoint(): [bigint, bigint, bigint, bigint] {
  for (let c0 = 1n; ; c0++) {
    const x = { c0, c1: 7n };
    const square = Fp2.add(Fp2.mul(Fp2.sqr(x), x), bn254.G2.Point.CURVE().b);
    if (!Fp2.eql(Fp2.pow(square, (prime * prime - 1n) / 2n), Fp2.ONE)) continue;
    const y = Fp2.sqrt(square);
    return [x.c1, x.c0, y.c1, y.c0];
  }
}

describe("verifying many proofs at once", function () {
  this.timeout(60_000);
  let pairing: Pairing;
  let key: PreparedKey;

  before(async () => {
    pairing = await Pairing.load();
    key = new PreparedKey(pairing, membershipKey(10));
  });

  async function firstWrong(
    count: number,
    change: (place: number, ballot: Ballot) => [ProofPoints, bigint[]],
  ) {
    const batch = new ProofBatch(key);
    for (let place = 0; place < count; place++) {
      batch.add(...change(place, at(ballots, place % ballots.length)));
    }
    return batch.firstWrong();
  }

  it("takes any number of right proofs, none and one included", async () => {
    for (const count of [0, 1, 2, 7, 32]) {
      expect(await firstWrong(count, (_, ballot) => [ballot.proof, signals(ballot)]), `${count}`).to.equal(
        null,
      );
    }
  });

  it("names the first wrong one, wherever it stands", async () => {
    for (const wrong of [0, 1, 13, 30, 31]) {
      const found = await firstWrong(32, (place, ballot) => [
        ballot.proof,
        signals(ballot).map((word, i) =>
          i === 1 && place >= wrong && (place - wrong) % 5 === 0 ? word + 1n : word,
        ),
      ]);
      expect(found).to.equal(wrong);
    }
  });

  it("does not let two wrong proofs make up for each other", async () => {
    const [A, C] = [0, 6];
    const found = await firstWrong(2, (place, ballot) => {
      const other = at(ballots, 1 - place);
      const points = [...ballot.proof.slice(A, C), ...other.proof.slice(C)] as unknown as ProofPoints;
      return [points, signals(ballot)];
    });
    expect(found).to.equal(0);
  });

  it("refuses points that are on no curve, at infinity, beyond the prime, or outside the subgroup", async () => {
    const { proof } = at(ballots, 0);
    expect(pairing.check(proof)).to.not.equal(null);
    const wrong = new Map<string, bigint[]>([
      ["off the curve", [proof[0] + 1n, ...proof.slice(1)]],
      ["beyond the prime", [proof[0] + prime, ...proof.slice(1)]],
      ["at infinity", [0n, 0n, ...proof.slice(2)]],
      ["B at infinity", [...proof.slice(0, 2), 0n, 0n, 0n, 0n, ...proof.slice(6)]],
      ["outside the subgroup", [...proof.slice(0, 2), ...strayPoint(), ...proof.slice(6)]],
    ]);
    for (const [what, points] of wrong) {
      expect(pairing.check(points as unknown as ProofPoints), what).to.equal(null);
    }
    const found = await firstWrong(3, (place, ballot) => [
      place === 2 ? (wrong.get("outside the subgroup") as unknown as ProofPoints) : ballot.proof,
      signals(ballot),
    ]);
    expect(found).to.equal(2);
  });

  it("takes every point of the subgroup", () => {
    const { proof } = at(ballots, 0);
    for (let scalar = 3n; scalar < 3n ** 20n; scalar *= 9n) {
      const { x, y } = bn254.G2.Point.BASE.multiply(scalar).toAffine();
      const points = [...proof.slice(0, 2), x.c1, x.c0, y.c1, y.c0, ...proof.slice(6)];
      expect(pairing.check(points as unknown as ProofPoints)).to.not.equal(null);
    }
  });
});
