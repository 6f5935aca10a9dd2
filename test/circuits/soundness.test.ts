import { expect } from "chai";
import { approval } from "../../dapp/src/protocol/questionPresets.ts";
import { ballotTranscript, sealBallot } from "../../dapp/src/protocol/sealed/ballot.ts";
import { FIELD, GENERATOR, multiply } from "../../dapp/src/protocol/sealed/curve.ts";
import { ballotContext, challenge, poseidonChain } from "../../dapp/src/protocol/sealed/transcript.ts";
import { confirmTranscript, shareInputs } from "../../dapp/src/protocol/sealed/trusteeProof.ts";
import { accepts, constraintsOf, foldedBy, freeWires, holds, witness } from "./support/circuit.ts";
import { CHAIN, COMMITTEE, choice, KEY, NULLIFIER, POLL, sealedPoll } from "./support/poll.ts";

/** Every slot is used and above 0, so that no inverse in the circuit is of 0 and every wire matters. */
const full = approval({ options: 2, blank: false, least: 1, most: 2 });

/** Milliseconds: the circuit is compiled first, and a busy machine is slow. */
const PATIENCE = 300_000;

describe("Witnesses that a cheat would bring", () => {
  it("leave no wire of a ballot free", async () => {
    const wires = await witness(
      "ballot4",
      sealBallot(sealedPoll([full, full]), [1, 1, 1, 1], NULLIFIER).inputs,
    );
    const constraints = await constraintsOf("ballot4");
    expect(constraints.every((constraint) => holds(constraint, wires))).to.equal(true);
    expect(freeWires(constraints, wires)).to.deep.equal([]);
  }).timeout(PATIENCE);

  it("leave no wire of a share free", async () => {
    const folded = confirmTranscript(
      { chainId: CHAIN, committee: COMMITTEE, trustee: 1 },
      multiply(GENERATOR, 99n),
    );
    const wires = await witness("share8", shareInputs(folded, 99n));
    const constraints = await constraintsOf("share8");
    expect(constraints.every((constraint) => holds(constraint, wires))).to.equal(true);
    expect(freeWires(constraints, wires)).to.deep.equal([]);
  }).timeout(PATIENCE);

  const honest = () => sealBallot(sealedPoll([choice]), [1, 0, 0, 0], NULLIFIER, [11n, 12n]);

  for (const [what, change] of [
    ["other randomness", { shifted: [5n, 6n] }],
    ["another vote", { values: [0, 1, 0, 0] }],
    ["another key", { P: [multiply(KEY, 2n).x, multiply(KEY, 2n).y] }],
    ["another voter", { context: ballotContext(CHAIN, POLL, NULLIFIER + 1n) }],
    ["another poll", { context: ballotContext(CHAIN, COMMITTEE, NULLIFIER) }],
    ["another chain", { context: ballotContext(1, POLL, NULLIFIER) }],
  ] as const) {
    it(`with ${what} do not fold to the ballot's c`, async () => {
      const { inputs, transcript } = honest();
      const [h, c] = await foldedBy("ballot4", { ...inputs, ...change } as typeof inputs);
      expect(h).to.not.equal(transcript.h);
      expect(c).to.not.equal(transcript.c);
    });
  }

  it("with looser questions do not fold to the ballot's c", async () => {
    const { inputs, transcript } = honest();
    const words = [(inputs.words[0] as bigint) + (1n << 16n), 0n];
    const [, c] = await foldedBy("ballot4", { ...inputs, words });
    expect(c).to.not.equal(transcript.c);
  });

  it("with the identity or a point of order two for a key have no proof at all", async () => {
    const { inputs } = honest();
    expect(await accepts("ballot4", { ...inputs, P: [0n, 1n] })).to.equal(false);
    expect(await accepts("ballot4", { ...inputs, P: [0n, FIELD - 1n] })).to.equal(false);
  });

  it("with the identity for a total have no share", async () => {
    const folded = confirmTranscript(
      { chainId: CHAIN, committee: COMMITTEE, trustee: 1 },
      multiply(GENERATOR, 99n),
    );
    const inputs = shareInputs(folded, 99n);
    const R = [[0n, 1n], ...inputs.R.slice(1)];
    expect(await accepts("share8", { ...inputs, R })).to.equal(false);
  });
});

describe("Folding", () => {
  it("depends on h: were the challenge drawn from the digest alone, a false vector could be made to fit", () => {
    const { transcript } = sealBallot(sealedPoll([choice]), [1, 0, 0, 0], NULLIFIER, [11n, 12n]);
    const { digest, h, rho, values } = transcript;
    expect(challenge(digest, h)).to.equal(rho);
    expect(challenge(digest, h + 1n)).to.not.equal(rho);
    expect(poseidonChain(values)).to.equal(h);
  });

  it("gives another digest, h, rho and c for a ballot that differs in any single value", () => {
    const sealed = sealBallot(sealedPoll([choice]), [1, 0, 0, 0], NULLIFIER, [11n, 12n]);
    const { values } = sealed.transcript;
    expect(values).to.have.length(13);
    for (const i of values.keys()) {
      const other = values.map((value, j) => (i === j ? value + 1n : value));
      expect(poseidonChain(other)).to.not.equal(sealed.transcript.h);
    }
  });

  it("takes no value outside the field", () => {
    const { ciphertexts } = sealBallot(sealedPoll([choice]), [1, 0, 0, 0], NULLIFIER, [11n, 12n]);
    const [first, ...rest] = ciphertexts;
    const R = { x: (first?.R.x ?? 0n) + FIELD, y: first?.R.y ?? 0n };
    const C = first?.C ?? GENERATOR;
    expect(() => ballotTranscript(1n, [0n, 0n], KEY, [{ R, C }, ...rest])).to.throw(RangeError);
  });
});
