import type { LeanIMT } from "@zk-kit/lean-imt";
import { poseidon2 } from "poseidon-lite/poseidon2";
import { depthFor, EMPTY_NODES } from "../rollTree.ts";

/** What a poll keeps of a roll. */
export interface PaddedRoll {
  root: bigint;
  /** Exact length of every voter's path. */
  depth: number;
  /** Live members. */
  rollSize: number;
}

/**
 * The tree as it stands, completed with empty seats: `IElectoralRoll.paddedRoot`.
 * @returns null for an empty tree. @throws RangeError beyond 2^20 leaves.
 */
export function paddedRoll(tree: LeanIMT<bigint>, live: number): PaddedRoll | null {
  const { size } = tree;
  if (size === 0) return null;
  const depth = depthFor(size);
  const { leaf, siblings } = tree.generateProof(size - 1);
  // On the last leaf's path LeanIMT keeps the left siblings only.
  const left = [...siblings];
  let root = leaf;
  for (let level = 0; level < depth; level++) {
    const isRight = ((size - 1) >> level) & 1;
    root = isRight ? poseidon2([left.shift() ?? 0n, root]) : poseidon2([root, EMPTY_NODES[level] ?? 0n]);
  }
  return { root, depth, rollSize: live };
}
