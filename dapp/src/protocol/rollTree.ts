import { LeanIMT } from "@zk-kit/lean-imt";
import { poseidon2 } from "poseidon-lite/poseidon2";
import { keccak256, stringToBytes } from "viem";

/** Depths that polls freeze at, smallest first; one proving key each. */
export const DEPTHS = [10, 13, 16, 20] as const;
export type Depth = (typeof DEPTHS)[number];

/** Leaf that no one can hold: the fixed, non-zero empty seat. */
export const EMPTY_SEAT = BigInt(keccak256(stringToBytes("Le Vote: empty seat"))) >> 8n;

const hash = (left: bigint, right: bigint) => poseidon2([left, right]);

/** Hashes between two reports of progress: some 100 ms. */
const PROGRESS_EVERY = 512;

/** `EMPTY_NODES[l]` is the root of an empty subtree of height l. */
export const EMPTY_NODES: readonly bigint[] = Array.from({ length: 20 }).reduce<bigint[]>(
  (nodes) => {
    const below = nodes[nodes.length - 1] ?? EMPTY_SEAT;
    return [...nodes, hash(below, below)];
  },
  [EMPTY_SEAT],
);

/** The witness that `freeze` wants: the group's last leaf and the left siblings on its path, from the leaf up. */
export interface FreezeWitness {
  lastLeaf: bigint;
  leftSiblings: bigint[];
}

/** A voter's way from the leaf to the poll's frozen root, with exactly `depth` siblings. */
export interface VoterPath {
  root: bigint;
  depth: Depth;
  /** The leaf's place; bit l says whether the path is the right child at level l. */
  index: number;
  siblings: bigint[];
}

/** @returns the smallest depth with room for `size` leaves. @throws RangeError beyond 2^20. */
export function depthFor(size: number): Depth {
  const depth = DEPTHS.find((d) => size <= 2 ** d);
  if (depth === undefined) throw new RangeError(`a roll of ${size} is larger than 2^20`);
  return depth;
}

/** A roll's Semaphore group, rebuilt from its leaves in order, 0 for removed members. */
export class RollTree {
  readonly size: number;
  readonly #tree: LeanIMT<bigint>;

  /**
   * Takes about 0.2 ms a leaf: in pages, build it in a worker (`rollClient.ts`).
   * @param onProgress called now and then with the finished share, from 0 to 1.
   */
  constructor(leaves: readonly bigint[], onProgress?: (fraction: number) => void) {
    this.size = leaves.length;
    let hashed = 0;
    // A tree of n leaves has n - 1 nodes above them; lone ones rise without being hashed.
    const counting = (left: bigint, right: bigint) => {
      hashed++;
      if (hashed % PROGRESS_EVERY === 0) onProgress?.(Math.min(1, hashed / leaves.length));
      return hash(left, right);
    };
    this.#tree = new LeanIMT<bigint>(onProgress ? counting : hash, [...leaves]);
  }

  /** Semaphore's own root. @throws RangeError for an empty tree. */
  get root(): bigint {
    this.#requireMembers();
    return this.#tree.root;
  }

  get depth(): Depth {
    return depthFor(this.size);
  }

  /** The root that polls freeze. */
  get paddedRoot(): bigint {
    const { depth } = this;
    return this.#paddedEdge(depth)[depth] ?? 0n;
  }

  /** LeanIMT keeps only the siblings that exist: on the last leaf's path these are the left ones. */
  freezeWitness(): FreezeWitness {
    this.#requireMembers();
    const { leaf, siblings } = this.#tree.generateProof(this.size - 1);
    return { lastLeaf: leaf, leftSiblings: siblings };
  }

  /** @param depth the poll's, by default the smallest with room. @throws RangeError for an index outside the group. */
  voterPath(index: number, depth: Depth = this.depth): VoterPath {
    const edge = this.#paddedEdge(depth);
    const existing = this.removalSiblings(index);
    const last = this.size - 1;
    const siblings = Array.from({ length: depth }, (_, level) => {
      const at = (index >> level) ^ 1;
      const lastAt = last >> level;
      if (at > lastAt) return EMPTY_NODES[level] ?? 0n;
      const sibling = existing.shift() ?? 0n;
      return at === lastAt ? (edge[level] ?? 0n) : sibling;
    });
    return { root: edge[depth] ?? 0n, depth, index, siblings };
  }

  /**
   * Siblings as Semaphore's `removeMember` wants them: from the leaf up, none where LeanIMT has none.
   * @throws RangeError for an index outside the group.
   */
  removalSiblings(index: number): bigint[] {
    if (!Number.isInteger(index) || index < 0 || index >= this.size)
      throw new RangeError(`no leaf at ${index}`);
    return this.#tree.generateProof(index).siblings;
  }

  /** Place of a live commitment, null when it is not in the group. */
  indexOf(commitment: bigint): number | null {
    // 0 stands for everyone who was removed, never for one person.
    const index = commitment === 0n ? -1 : this.#tree.indexOf(commitment);
    return index < 0 ? null : index;
  }

  /** Nodes above the last leaf, each completed with empty subtrees: `edge[l]` is at level l. */
  #paddedEdge(depth: Depth): bigint[] {
    if (this.size > 2 ** depth) throw new RangeError(`${this.size} leaves do not fit into depth ${depth}`);
    const { lastLeaf, leftSiblings } = this.freezeWitness();
    const edge = [lastLeaf];
    const left = [...leftSiblings];
    for (let level = 0; level < depth; level++) {
      const below = edge[level] ?? 0n;
      const isRight = ((this.size - 1) >> level) & 1;
      edge.push(isRight ? hash(left.shift() ?? 0n, below) : hash(below, EMPTY_NODES[level] ?? 0n));
    }
    return edge;
  }

  #requireMembers(): void {
    if (this.size === 0) throw new RangeError("nobody is in the group");
  }
}

/** Root that a path leads to from a leaf; equal to `path.root` exactly for the voter whose path it is. */
export function rootOfPath(leaf: bigint, { index, siblings }: Pick<VoterPath, "index" | "siblings">): bigint {
  return siblings.reduce(
    (node, sibling, level) => ((index >> level) & 1 ? hash(sibling, node) : hash(node, sibling)),
    leaf,
  );
}
