import { expect } from "chai";
import { network } from "hardhat";
import { groth16 } from "snarkjs";
import type { Hex } from "viem";
import { deployGroth16, deploySemaphoreVerifier } from "../../support/crypto/harness.ts";
import {
  at,
  type Ballot,
  ballots,
  offSubgroup,
  order,
  type Proof,
  poll,
  prime,
  proofOf,
  rerandomised,
  type Statement,
  shifted,
  signal,
  stopSnarkjs,
  wholeStatement,
  withWord,
} from "../../support/crypto/proofs.ts";
import { semaphoreKey } from "../../support/crypto/semaphoreKey.ts";

const { viem } = await network.create();

describe("Groth16", () => {
  const harness = deployGroth16(viem);
  const semaphore = deploySemaphoreVerifier(viem);
  let whole: Hex;
  let base: readonly [bigint, bigint];

  after(stopSnarkjs);

  before(async () => {
    const { read } = await harness;
    whole = await read.semaphoreKey([poll.depth]);
    base = await read.fold([poll.depth, poll.root, poll.scope]);
  });

  /** Verdict of one proof; a revert counts as false, as it does for a poll. */
  const ballot = async (one: Ballot) => (await harness).read.ballot([poll.depth, base, one]).catch(refused);
  const verdict = async (keys: Hex[], statements: Statement[]) =>
    (await harness).read.check([keys, BigInt(statements.length), statements]).catch(refused);

  function refused(error: unknown): false {
    if (error instanceof Error && /Groth16_InputOutOfField/.test(error.message)) return false;
    throw error;
  }

  /** Semaphore's own verdict on the same proof. */
  const theirs = async ({ nullifier, message, proof }: Ballot, root = poll.root) =>
    (await semaphore).read.verifyProof([
      [proof[0], proof[1]],
      [
        [proof[2], proof[3]],
        [proof[4], proof[5]],
      ],
      [proof[6], proof[7]],
      [root, nullifier, signal(message), signal(poll.scope)],
      poll.depth,
    ]);

  /** snarkjs's verdict. It wants affine points as decimal strings with z = 1. */
  const snarkjs = ({ nullifier, message, proof }: Ballot) => {
    const p = proof.map(String);
    const inputs = [poll.root, nullifier, signal(message), signal(poll.scope)].map(String);
    return groth16.verify(semaphoreKey(Number(poll.depth)), inputs, {
      pi_a: [at(p, 0), at(p, 1), "1"],
      pi_b: [
        [at(p, 3), at(p, 2)],
        [at(p, 5), at(p, 4)],
        ["1", "0"],
      ],
      pi_c: [at(p, 6), at(p, 7), "1"],
      protocol: "groth16",
      curve: "bn128",
    });
  };

  describe("gives Semaphore's verifier's verdict", () => {
    const first = at(ballots, 0);
    const other = at(ballots, 1);
    const changed = (proof: Proof): Ballot => ({ ...first, proof });
    const cases: [string, boolean, () => Ballot][] = [
      ["a valid proof", true, () => first],
      ["a re-randomised proof", true, () => changed(rerandomised(first.proof, semaphoreKey(10), 5n, 7n))],
      ["another message", false, () => ({ ...first, message: first.message + 1n })],
      ["another nullifier", false, () => ({ ...first, nullifier: other.nullifier })],
      [
        "nullifier + r, which would vote twice",
        false,
        () => ({ ...first, nullifier: first.nullifier + order }),
      ],
      ["a nullifier of 2²⁵⁶ − 1", false, () => ({ ...first, nullifier: 2n ** 256n - 1n })],
      [
        "A of one with C of another",
        false,
        () => changed(proofOf([...first.proof.slice(0, 6), ...other.proof.slice(6)])),
      ],
      [
        "B of another",
        false,
        () =>
          changed(proofOf([...first.proof.slice(0, 2), ...other.proof.slice(2, 6), ...first.proof.slice(6)])),
      ],
      ["another person's proof", false, () => changed(other.proof)],
      ["−A", false, () => changed(withWord(first.proof, 1, prime - first.proof[1]))],
      ["A off the curve", false, () => changed(withWord(first.proof, 0, first.proof[0] + 1n))],
      ["C off the curve", false, () => changed(withWord(first.proof, 7, first.proof[7] + 1n))],
      ["B off the curve", false, () => changed(withWord(first.proof, 3, first.proof[3] + 1n))],
      ["A.x + q", false, () => changed(withWord(first.proof, 0, first.proof[0] + prime))],
      ["C.y + q", false, () => changed(withWord(first.proof, 7, first.proof[7] + prime))],
      ["B.x₀ + q", false, () => changed(withWord(first.proof, 3, first.proof[3] + prime))],
      ["A the identity", false, () => changed(withWord(withWord(first.proof, 0, 0n), 1, 0n))],
      ["C the identity", false, () => changed(withWord(withWord(first.proof, 6, 0n), 7, 0n))],
      [
        "B the identity",
        false,
        () => changed(proofOf([...first.proof.slice(0, 2), 0n, 0n, 0n, 0n, ...first.proof.slice(6)])),
      ],
      ["nothing but identities", false, () => changed(proofOf(Array.from({ length: 8 }, () => 0n)))],
      [
        "B off the subgroup",
        false,
        () => changed(proofOf([...first.proof.slice(0, 2), ...offSubgroup(), ...first.proof.slice(6)])),
      ],
    ];
    for (const [name, expected, make] of cases) {
      it(`on ${name}`, async () => {
        const one = make();
        expect(await ballot(one), "ours").to.equal(expected);
        expect(await theirs(one), "Semaphore's").to.equal(expected);
        const whole4 = await verdict([whole], [wholeStatement(0n, one)]);
        expect(whole4, "ours, nothing folded").to.equal(expected);
      });
    }

    it("and snarkjs's, on every proof of the fixtures and on each with one word changed", async () => {
      for (const [i, one] of ballots.entries()) {
        const wrong = { ...one, message: one.message + 1n };
        expect([await ballot(one), await snarkjs(one)]).to.deep.equal([true, true]);
        expect([await ballot(wrong), await snarkjs(wrong)]).to.deep.equal([false, false]);
        const bent = { ...one, proof: shifted(one.proof, BigInt(i + 1)) };
        expect([await ballot(bent), await snarkjs(bent)]).to.deep.equal([false, false]);
      }
    });

    it("except that A.y has one encoding only: Semaphore's verifier takes y − d mod 2²⁵⁶ too", async () => {
      // It negates by mod(q − y, q) in 256-bit arithmetic, so y' with 2²⁵⁶ + q − y' ≡ q − y (mod q) passes as y.
      const y = first.proof[1];
      const twin = ((2n ** 256n + y) % prime) + prime;
      const one = changed(withWord(first.proof, 1, twin));
      expect(await theirs(one)).to.equal(true);
      expect(await ballot(one)).to.equal(false);
    });
  });
});
