import { LeanIMT } from "@zk-kit/lean-imt";
import { poseidon2 } from "poseidon-lite/poseidon2";
import { PairHasher } from "../../dapp/src/protocol/poseidon/pairHasher.ts";
import { RollLevels } from "../../dapp/src/protocol/poseidon/rollLevels.ts";
import budgets from "./budgets.json" with { type: "json" };

/** Milliseconds on one thread, until a member of a roll of 100,000 has its Merkle path. */
export interface RollTable {
  path100kColdMs: number;
  path100kCachedMs: number;
  /** The peer, zk-kit's LeanIMT, on a tenth of the leaves. */
  leanImt10kMs: number;
}

const SIZE = 100_000;
const MEMBER = 54_321;

export async function measureRoll(): Promise<RollTable> {
  const leaves = Array.from({ length: SIZE }, (_, i) => (BigInt(i + 1) << 230n) | BigInt(i));
  const cold = performance.now();
  const levels = RollLevels.build(await PairHasher.load(), leaves);
  levels.voterPath(MEMBER);
  const path100kColdMs = performance.now() - cold;
  const bytes = new Uint8Array(levels.toBytes());
  const cached = performance.now();
  RollLevels.fromBytes(SIZE, bytes).voterPath(MEMBER);
  const path100kCachedMs = performance.now() - cached;
  const peer = performance.now();
  new LeanIMT<bigint>((left, right) => poseidon2([left, right]), leaves.slice(0, SIZE / 10));
  return { path100kColdMs, path100kCachedMs, leanImt10kMs: performance.now() - peer };
}

export function printRoll({ path100kColdMs, path100kCachedMs, leanImt10kMs }: RollTable): void {
  const line = (words: string, value: number, note = "") =>
    console.log(`${words.padEnd(62)} ${value.toFixed(0).padStart(7)} ms  ${note}`);
  const judged = (value: number, most: number) => `of ${most}: ${value <= most ? "kept" : "MISSED"}`;
  console.log("One's own Merkle path in a roll of 100,000, one thread, download not counted\n");
  line("from the leaves", path100kColdMs, judged(path100kColdMs, budgets.path100kColdMs.ms));
  line("from kept levels", path100kCachedMs, judged(path100kCachedMs, budgets.path100kCachedMs.ms));
  line("  beside them: zk-kit's LeanIMT of 10,000, a tenth", leanImt10kMs);
}
