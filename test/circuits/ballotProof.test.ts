import { expect } from "chai";
import { BallotError } from "../../dapp/src/protocol/ballotError.ts";
import { sealBallot } from "../../dapp/src/protocol/sealed/ballot.ts";
import { proveBallot } from "../../dapp/src/protocol/sealed/ballotProof.ts";
import { FIELD, GENERATOR, IDENTITY, PointError } from "../../dapp/src/protocol/sealed/curve.ts";
import { type FoldedProof, verifyFolded } from "../../dapp/src/protocol/sealed/foldedProof.ts";
import { ballotContext, fold, transcript } from "../../dapp/src/protocol/sealed/transcript.ts";
import { artifacts, foldedBy, verificationKey } from "./support/circuit.ts";
import { approvals, CHAIN, choice, NULLIFIER, POLL, sealedPoll } from "./support/poll.ts";

describe("A sealed ballot's proof", () => {
  const sealed = sealBallot(sealedPoll([choice]), [0, 0, 1, 0], NULLIFIER);
  const { values } = sealed.transcript;
  const key = verificationKey("ballot4");
  let proof: FoldedProof;

  before(async () => {
    proof = await proveBallot(sealed, artifacts("ballot4"));
  });

  it("verifies against the values that the chain knows", async () => {
    expect(await verifyFolded(values, proof, key)).to.equal(true);
  });

  it("does not verify when any single value differs", async () => {
    for (const i of values.keys()) {
      const other = values.map((value, j) => (i === j ? value + 1n : value));
      expect(await verifyFolded(other, proof, key), `value ${i}`).to.equal(false);
    }
  });

  it("does not verify for another voter who copied the ciphertexts", async () => {
    const copied = [ballotContext(CHAIN, POLL, NULLIFIER + 1n), ...values.slice(1)];
    expect(await verifyFolded(copied, proof, key)).to.equal(false);
  });

  it("does not verify with ciphertexts in another order", async () => {
    const swapped = [...values.slice(0, 5), ...values.slice(9, 13), ...values.slice(5, 9)];
    expect(await verifyFolded(swapped, proof, key)).to.equal(false);
  });

  it("does not verify with another h, an h beyond the field or another proof's points", async () => {
    expect(await verifyFolded(values, { ...proof, h: proof.h + 1n }, key)).to.equal(false);
    expect(await verifyFolded(values, { ...proof, h: proof.h + FIELD }, key)).to.equal(false);
    const [a0, a1, ...others] = proof.points;
    const points = [a1, a0, ...others] as unknown as FoldedProof["points"];
    expect(await verifyFolded(values, { ...proof, points }, key)).to.equal(false);
  });

  it("does not let a cheat choose the vector after the challenge", async () => {
    // The cheat proves its own ballot under a challenge of its choice and claims another vector with the same fold.
    const { rho, h } = sealed.transcript;
    const [own, c] = await foldedBy("ballot4", { ...sealed.inputs, values: [1, 0, 0, 0] });
    const claimed = [...values];
    const gap = (((c as bigint) - fold(values, rho)) % FIELD) + FIELD;
    const inverse = invert(rho);
    claimed[0] = ((claimed[0] as bigint) + gap * inverse) % FIELD;
    expect(fold(claimed, rho)).to.equal(c);
    expect(own).to.not.equal(h);
    // The verifier draws another challenge for that vector and h, under which the fold differs.
    const drawn = transcript(claimed);
    expect(drawn.rho).to.not.equal(rho);
    expect(await verifyFolded(claimed, { ...proof, h: own as bigint }, key)).to.equal(false);
  });

  it("is not made for votes that break a rule or for an unusable key", () => {
    expect(() => sealBallot(sealedPoll([choice]), [1, 1, 0, 0], NULLIFIER)).to.throw(BallotError);
    const unusable = { ...sealedPoll([choice]), key: IDENTITY };
    expect(() => sealBallot(unusable, [1, 0, 0, 0], NULLIFIER)).to.throw(PointError);
    const small = { ...sealedPoll([choice]), key: { x: 0n, y: FIELD - 1n } };
    expect(() => sealBallot(small, [1, 0, 0, 0], NULLIFIER)).to.throw(PointError);
    expect(sealBallot({ ...sealedPoll([choice]), key: GENERATOR }, [1, 0, 0, 0], NULLIFIER).size).to.equal(4);
  });

  for (const [name, rules, votes] of [
    ["ballot8", [choice, approvals], [0, 0, 1, 0, 1, 1, 0, 1]],
    ["ballot16", [choice, approvals, approvals, choice], [1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1]],
  ] as const) {
    it(`verifies for ${name}, and not under another size's key`, async () => {
      const larger = sealBallot(sealedPoll(rules), votes, NULLIFIER);
      const made = await proveBallot(larger, artifacts(name));
      expect(await verifyFolded(larger.transcript.values, made, verificationKey(name))).to.equal(true);
      expect(await verifyFolded(larger.transcript.values, made, key)).to.equal(false);
    });
  }
});

function invert(value: bigint): bigint {
  let [result, base, exponent] = [1n, value % FIELD, FIELD - 2n];
  for (; exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) result = (result * base) % FIELD;
    base = (base * base) % FIELD;
  }
  return result;
}
