import { expect } from "chai";
import { poseidon2 } from "poseidon-lite/poseidon2";
import { poseidonConstants } from "../../dapp/src/protocol/poseidon/grain.ts";
import { fromLimbs, LIMBS, toLimbs } from "../../dapp/src/protocol/poseidon/limbs.ts";
import { PairHasher } from "../../dapp/src/protocol/poseidon/pairHasher.ts";
import { RollLevels } from "../../dapp/src/protocol/poseidon/rollLevels.ts";
import { RollTree, rootOfPath } from "../../dapp/src/protocol/rollTree.ts";
import { FIELD } from "../../dapp/src/protocol/semaphoreProof.ts";

/** Leaves that look random and are the same in every run; every seventh is a removed member's. */
const leavesOf = (size: number) =>
  Array.from({ length: size }, (_, i) => (i % 7 === 6 ? 0n : poseidon2([BigInt(size), BigInt(i)])));
const random = () =>
  crypto.getRandomValues(new BigUint64Array(4)).reduce((sum, word) => (sum << 64n) | word, 0n) % FIELD;

describe("hashing pairs two at a time", () => {
  let hasher: PairHasher;
  before(async () => {
    hasher = await PairHasher.load();
  });

  function hashes(values: readonly bigint[]): bigint[] {
    const nodes = new Uint32Array(values.length * LIMBS);
    for (const [i, value] of values.entries()) nodes.set(toLimbs(value), i * LIMBS);
    const into = new Uint32Array((values.length / 2) * LIMBS);
    hasher.hash(nodes, into, values.length / 2);
    return Array.from({ length: values.length / 2 }, (_, i) =>
      fromLimbs(into.subarray(i * LIMBS, (i + 1) * LIMBS)),
    );
  }

  it("gives poseidon-lite's hashes at the borders of the field and of the limbs", () => {
    const borders = [0n, 1n, FIELD - 1n, FIELD / 2n, (1n << 29n) - 1n, 1n << 29n, (1n << 253n) - 1n];
    for (const left of borders) {
      for (const right of borders) expect(hashes([left, right])).to.deep.equal([poseidon2([left, right])]);
    }
  });

  it("gives poseidon-lite's hashes for random pairs, an odd number of them", () => {
    const values = Array.from({ length: 2 * 151 }, random);
    const expected = Array.from({ length: 151 }, (_, i) =>
      poseidon2([values[2 * i] as bigint, values[2 * i + 1] as bigint]),
    );
    expect(hashes(values)).to.deep.equal(expected);
  });

  it("draws the constants of circomlib", () => {
    const { rounds, matrix } = poseidonConstants();
    expect(rounds).to.have.lengthOf(195);
    expect(rounds[0]).to.equal(0x0ee9a592ba9a9518d05986d656f40c2114c4993c11bb29938d21d47304cd8e6en);
    expect(matrix[0]?.[0]).to.equal(0x109b7f411ba0e4c9b2b70caf5c36a7b194be7c11ad24378bfedb68592ba8118bn);
  });
});

describe("the levels of a large roll", () => {
  let hasher: PairHasher;
  before(async () => {
    hasher = await PairHasher.load();
  });

  const sizes = [1, 2, 3, 7, 8, 9, 64, 100, 257, 300 + (Date.now() % 700)];
  for (const size of sizes) {
    it(`has the root and paths of LeanIMT with ${size} leaves`, () => {
      const leaves = leavesOf(size);
      const [levels, tree] = [RollLevels.build(hasher, leaves), new RollTree(leaves)];
      expect(levels.root).to.equal(tree.root);
      for (const index of new Set([0, size >> 1, size - 2, size - 1].filter((i) => i >= 0))) {
        const path = levels.voterPath(index);
        expect(path).to.deep.equal(tree.voterPath(index));
        expect(rootOfPath(leaves[index] as bigint, path)).to.equal(path.root);
      }
    });
  }

  it("comes back from its bytes, and from no others", () => {
    const levels = RollLevels.build(hasher, leavesOf(100));
    const bytes = new Uint8Array(levels.toBytes());
    expect(RollLevels.fromBytes(100, bytes).voterPath(41)).to.deep.equal(levels.voterPath(41));
    expect(() => RollLevels.fromBytes(101, bytes)).to.throw(RangeError);
    expect(() => levels.voterPath(100)).to.throw(RangeError);
    expect(() => RollLevels.build(hasher, [])).to.throw(RangeError);
  });
});
