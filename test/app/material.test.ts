import { statSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { isMadeHere } from "../../dapp/src/vote/ballot/ownBallot.ts";
import { circuitsOf, MATERIAL_BYTES, materialBytes } from "../../dapp/src/vote/proof/material.ts";
import { together } from "../../dapp/src/vote/proof/together.ts";

const ROOT = join(import.meta.dirname, "../..");

describe("What proofs need", () => {
  it("is as large as voters are told", () => {
    for (const [name, bytes] of Object.entries(MATERIAL_BYTES)) {
      const folder = name.startsWith("ballot") ? "circuits/keys" : "node_modules/@zk-kit/semaphore-artifacts";
      const sizes = ["wasm", "zkey"].map((kind) => statSync(join(ROOT, folder, `${name}.${kind}`)).size);
      expect(
        sizes.reduce((sum, size) => sum + size, 0),
        name,
      ).to.equal(bytes);
    }
  });

  it("is one circuit for an open ballot and two for a sealed one", () => {
    expect(circuitsOf(10, null)).to.deep.equal(["semaphore-10"]);
    expect(circuitsOf(16, 8)).to.deep.equal(["semaphore-16", "ballot8"]);
    expect(materialBytes(circuitsOf(16, 8))).to.equal(5_252_005 + 12_206_311);
    expect(() => circuitsOf(11, null)).to.throw("material");
  });
});

describe("The progress of two proofs side by side", () => {
  it("is one share of the whole that reaches 1 with the last and never falls", () => {
    const told: number[] = [];
    const [one, other] = together([1, 3], (fraction) => told.push(fraction));
    one?.(0.5);
    other?.(0.5);
    one?.(1);
    one?.(0.2);
    other?.(1);
    expect(told).to.deep.equal([0.125, 0.5, 0.625, 0.625, 1]);
  });
});

describe("A counted ballot", () => {
  const proof = [1n, 2n ** 255n, 7n];
  const text = JSON.stringify(proof.map((word) => `0x${word.toString(16).padStart(64, "0")}`));

  it("is this device's when it carries the proof that was made here", () => {
    expect(isMadeHere(text, proof)).to.equal(true);
  });

  it("is another's when one word of the proof differs", () => {
    expect(isMadeHere(text, [1n, 2n ** 255n, 8n])).to.equal(false);
  });
});
