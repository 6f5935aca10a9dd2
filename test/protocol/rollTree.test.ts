import { Group } from "@semaphore-protocol/group";
import { expect } from "chai";
import fc from "fast-check";
import { poseidon2 } from "poseidon-lite/poseidon2";
import {
  DEPTHS,
  depthFor,
  EMPTY_NODES,
  EMPTY_SEAT,
  RollTree,
  rootOfPath,
} from "../../dapp/src/protocol/rollTree.ts";

/** Leaves in order; 0 where a member was removed. */
const someLeaves = fc
  .array(fc.oneof({ weight: 4, arbitrary: fc.bigInt({ min: 1n, max: 2n ** 250n }) }, fc.constant(0n)), {
    minLength: 1,
    maxLength: 40,
  })
  .filter((leaves) => leaves.some((leaf) => leaf !== 0n));

/** The whole tree of 2^depth leaves without the subtrees that are wholly empty. */
function naivePaddedRoot(leaves: readonly bigint[], depth: number): bigint {
  let level = [...leaves];
  for (let height = 0; height < depth; height++) {
    if (level.length % 2 === 1) level.push(EMPTY_NODES[height] ?? 0n);
    level = Array.from({ length: level.length / 2 }, (_, i) =>
      poseidon2([level[2 * i] ?? 0n, level[2 * i + 1] ?? 0n]),
    );
  }
  return level[0] ?? 0n;
}

/** LeanIMT by its definition: a node without a right neighbour moves up unchanged. */
function naiveLeanRoot(leaves: readonly bigint[]): bigint {
  if (leaves.length === 1) return leaves[0] ?? 0n;
  const above = Array.from({ length: Math.ceil(leaves.length / 2) }, (_, i) => {
    const [left = 0n, right] = leaves.slice(2 * i, 2 * i + 2);
    return right === undefined ? left : poseidon2([left, right]);
  });
  return naiveLeanRoot(above);
}

/** What `IElectoralRoll.paddedRoot` does with the witness. */
function contractRoots(size: number, depth: number, lastLeaf: bigint, leftSiblings: readonly bigint[]) {
  const left = [...leftSiblings];
  let lean = lastLeaf;
  let padded = lastLeaf;
  for (let level = 0; level < depth; level++) {
    if (((size - 1) >> level) & 1) {
      const sibling = left.shift() ?? 0n;
      lean = poseidon2([sibling, lean]);
      padded = poseidon2([sibling, padded]);
    } else {
      padded = poseidon2([padded, EMPTY_NODES[level] ?? 0n]);
    }
  }
  return { lean, padded, left: left.length };
}

describe("the roll's tree", () => {
  it("keeps zeros of removed members and has Semaphore's root", () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        expect(new RollTree(leaves).root).to.equal(naiveLeanRoot(leaves));
      }),
      { numRuns: 40 },
    );
  });

  it("has the root of Semaphore's own group after a removal", () => {
    const group = new Group([11n, 22n, 33n, 44n, 55n]);
    group.removeMember(2);
    expect(new RollTree([11n, 22n, 0n, 44n, 55n]).root).to.equal(group.root);
  });

  it("has the padded root of the whole tree filled up with empty seats", () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        expect(new RollTree(leaves).paddedRoot).to.equal(naivePaddedRoot(leaves, 10));
      }),
      { numRuns: 40 },
    );
  });

  it("gives the witness from which a contract finds both roots", () => {
    fc.assert(
      fc.property(someLeaves, (leaves) => {
        const tree = new RollTree(leaves);
        const { lastLeaf, leftSiblings } = tree.freezeWitness();
        const found = contractRoots(leaves.length, 10, lastLeaf, leftSiblings);
        expect(found).to.deep.equal({ lean: tree.root, padded: tree.paddedRoot, left: 0 });
      }),
      { numRuns: 40 },
    );
  });

  it("gives each voter a path of exactly the depth that leads to the padded root", () => {
    fc.assert(
      fc.property(someLeaves, fc.nat(), (leaves, n) => {
        const tree = new RollTree(leaves);
        const index = n % leaves.length;
        const path = tree.voterPath(index);
        expect(path.siblings).to.have.length(10);
        expect(rootOfPath(leaves[index] ?? 0n, path)).to.equal(tree.paddedRoot);
      }),
      { numRuns: 40 },
    );
  });

  it("gives paths at each depth that polls freeze at", () => {
    const tree = new RollTree([1n, 2n, 3n, 4n, 5n]);
    for (const depth of DEPTHS) {
      const path = tree.voterPath(4, depth);
      expect(path.siblings).to.have.length(depth);
      expect(rootOfPath(5n, path)).to.equal(naivePaddedRoot([1n, 2n, 3n, 4n, 5n], depth));
    }
  });

  it("gives the siblings with which Semaphore removes a member", () => {
    const group = new Group([11n, 22n, 33n, 44n, 55n]);
    for (const index of [0, 1, 2, 3, 4]) {
      expect(new RollTree([11n, 22n, 33n, 44n, 55n]).removalSiblings(index)).to.deep.equal(
        group.generateMerkleProof(index).siblings,
      );
    }
  });

  it("chooses the smallest of four depths with room", () => {
    expect([1, 1024, 1025, 8192, 8193, 65_536, 65_537, 2 ** 20].map(depthFor)).to.deep.equal([
      10, 10, 13, 13, 16, 16, 20, 20,
    ]);
    expect(() => depthFor(2 ** 20 + 1)).to.throw(RangeError);
  });

  it("pads with the fixed empty seat, never with zero", () => {
    // keccak256("Le Vote: empty seat") >> 8, worked out once and for all.
    expect(EMPTY_SEAT).to.equal(362267060433592503427362056159787082147296686639344162337359630428431291827n);
    expect(EMPTY_NODES).to.have.length(21);
    expect(EMPTY_NODES[1]).to.equal(poseidon2([EMPTY_SEAT, EMPTY_SEAT]));
  });

  it("refuses an empty roll, a place outside and a depth without room", () => {
    expect(() => new RollTree([]).freezeWitness()).to.throw(RangeError, "nobody");
    expect(() => new RollTree([1n, 2n]).voterPath(2)).to.throw(RangeError, "no leaf at 2");
    expect(() => new RollTree(new Array(1025).fill(7n)).voterPath(0, 10)).to.throw(RangeError, "do not fit");
  });

  it("finds members that are there and nobody under the zero of the removed", () => {
    const tree = new RollTree([5n, 0n, 6n]);
    expect([tree.indexOf(6n), tree.indexOf(7n), tree.indexOf(0n)]).to.deep.equal([2, null, null]);
  });
});
