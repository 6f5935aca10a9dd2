import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { bn254 } from "@noble/curves/bn254.js";

/**
 * Writes Groth16 verification keys as Solidity constants into `contracts/verifiers/`.
 *
 * `SemaphoreKeys.sol` holds Semaphore's key at the depths a poll may have, from the artifacts that the proofs are made
 * with. `CircuitKeys.sol` holds every `circuits/keys/<name>.vkey.json`. The layout is the one of `contracts/crypto/Groth16.sol`.
 */

/** Verification key as snarkjs exports it: decimal coordinates, G1 projective with z = 1, G2 coordinates as [c0, c1]. */
export interface VerificationKey {
  vk_alpha_1: string[];
  vk_beta_2: string[][];
  vk_gamma_2: string[][];
  vk_delta_2: string[][];
  IC: string[][];
}

export const semaphoreDepths = [10, 13, 16, 20];
/** Semaphore's signals are root, nullifier, message, scope: those that differ from ballot to ballot first. */
export const semaphoreOrder = [1, 2, 0, 3];

const root = new URL("../", import.meta.url);
const { G1, G2 } = bn254;
type G1Point = InstanceType<typeof G1.Point>;
type G2Point = InstanceType<typeof G2.Point>;

function g1([x, y]: string[]): G1Point {
  const point = G1.Point.fromAffine({ x: BigInt(x ?? ""), y: BigInt(y ?? "") });
  point.assertValidity();
  return point;
}

function g2([x, y]: string[][]): G2Point {
  const field = ([c0, c1]: string[] = []) => ({ c0: BigInt(c0 ?? ""), c1: BigInt(c1 ?? "") });
  const point = G2.Point.fromAffine({ x: field(x), y: field(y) });
  point.assertValidity();
  return point;
}

const g1Words = (point: G1Point) => [point.toAffine().x, point.toAffine().y];

function g2Words(point: G2Point): bigint[] {
  const { x, y } = point.toAffine();
  return [x.c1, x.c0, y.c1, y.c0];
}

const hex = (words: bigint[]) => words.map((word) => word.toString(16).padStart(64, "0"));

/**
 * The key in the precompiles' order, as 32-byte words in hexadecimal: −α (2), β (4), −δ (4), base (2), then one point (2)
 * for each input, in the order given (by default the circuit's).
 * @throws when a point is not on its curve or γ is not the G2 generator, which `Groth16.sol` takes for granted.
 */
export function keyWords(key: VerificationKey, order = key.IC.slice(1).map((_, i) => i)): string[] {
  if (!g2(key.vk_gamma_2).equals(G2.Point.BASE)) throw new Error("γ is not the generator of G2");
  const [base, ...inputs] = key.IC.map(g1);
  if (base === undefined) throw new Error("the key has no base point");
  const points = order.map((i) => {
    const point = inputs[i];
    if (point === undefined) throw new Error(`the key has no input ${i}`);
    return g1Words(point);
  });
  return hex([
    ...g1Words(g1(key.vk_alpha_1).negate()),
    ...g2Words(g2(key.vk_beta_2)),
    ...g2Words(g2(key.vk_delta_2).negate()),
    ...g1Words(base),
    ...points.flat(),
  ]);
}

const literal = (words: string[], indent: string) => words.map((word) => `${indent}hex"${word}"`).join("\n");

const header = `// SPDX-License-Identifier: GPL-3.0-or-later
// Written by scripts/verifiers.ts. Do not edit.
pragma solidity ^0.8.28;
`;

/** @param keys verification key of each depth. */
export function semaphoreKeys(keys: Map<number, VerificationKey>): string {
  const branches = [...keys].map(
    ([depth, key]) => `        if (depth == ${depth}) {
            return
${literal(keyWords(key, semaphoreOrder), " ".repeat(16))};
        }
`,
  );
  return `${header}
/// @notice Semaphore's verification keys as {Groth16} takes them; inputs nullifier, message, root, scope.
library SemaphoreKeys {
    error SemaphoreKeys_DepthNotServed(uint256 depth);

    /// @param depth ${[...keys.keys()].join(", ").replace(/, (?=[^,]*$)/, " or ")}.
    function atDepth(uint256 depth) internal pure returns (bytes memory) {
${branches.join("")}        revert SemaphoreKeys_DepthNotServed(depth);
    }
}
`;
}

/** @param keys verification key of each circuit, by the name its function gets. */
export function circuitKeys(keys: Map<string, VerificationKey>): string {
  const functions = [...keys].map(
    ([name, key]) => `    function ${name}() internal pure returns (bytes memory) {
        return
${literal(keyWords(key), " ".repeat(12))};
    }
`,
  );
  return `${header}
/// @notice Verification keys of the project's circuits as {Groth16} takes them; inputs in the circuits' order.
library CircuitKeys {
${functions.join("\n")}}
`;
}

const read = (file: URL): VerificationKey => JSON.parse(readFileSync(file, "utf8"));

/** Every generated file, by its name in `contracts/verifiers/`. */
export function verifiers(): Map<string, string> {
  const semaphore = new Map(
    semaphoreDepths.map((depth) => [
      depth,
      read(new URL(`node_modules/@zk-kit/semaphore-artifacts/semaphore-${depth}.json`, root)),
    ]),
  );
  const files = new Map([["SemaphoreKeys.sol", semaphoreKeys(semaphore)]]);
  const folder = new URL("circuits/keys/", root);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".vkey.json")) : [];
  if (names.length > 0) {
    const keys = names
      .sort()
      .map((name) => [basename(name, ".vkey.json"), read(new URL(name, folder))] as const);
    files.set("CircuitKeys.sol", circuitKeys(new Map(keys)));
  }
  return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL("contracts/verifiers/", root);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of verifiers()) writeFileSync(new URL(name, folder), text);
}
