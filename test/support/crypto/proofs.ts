import { bn254 } from "@noble/curves/bn254.js";
import { encodeAbiParameters, type Hex, keccak256 } from "viem";
import { keyWords, type VerificationKey } from "../../../scripts/verifiers.ts";
import fixtures from "./proofs.json" with { type: "json" };

/** Real proofs for the contract tests, and ways to change them. Made by `generate.ts`. */

const { G1, G2 } = bn254;
export const order = bn254.fields.Fr.ORDER;
export const prime = bn254.fields.Fp.ORDER;

/** A (x, y), B (x₁, x₀, y₁, y₀), C (x, y). */
export type Proof = readonly [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
export interface Statement {
  key: bigint;
  proof: Proof;
  inputs: bigint[];
}
export interface Ballot {
  nullifier: bigint;
  message: bigint;
  proof: Proof;
}

export const proofOf = (words: (string | bigint)[]) => words.map(BigInt) as unknown as Proof;
export const keyBytes = (key: VerificationKey): Hex => `0x${keyWords(key).join("")}`;

/** An item that must be there. */
export const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index];
  if (item === undefined) throw new Error(`no item ${index}`);
  return item;
};

/** Semaphore's view of a message or scope: the hash shifted into the field. */
export const signal = (value: bigint) =>
  BigInt(keccak256(encodeAbiParameters([{ type: "uint256" }], [value]))) >> 8n;

const { semaphore } = fixtures;
export const poll = {
  depth: BigInt(semaphore.depth),
  root: BigInt(semaphore.root),
  scope: BigInt(semaphore.scope),
};
export const ballots: Ballot[] = semaphore.proofs.map(({ nullifier, message, points }) => ({
  nullifier: BigInt(nullifier),
  message: BigInt(message),
  proof: proofOf(points),
}));

/** Two keys of one phase 1, so with the same α and β, which are not Semaphore's. */
export const secondKey: VerificationKey = fixtures.second.key;
export const thirdKey: VerificationKey = fixtures.third.key;
const statements = (key: bigint, of: { proofs: { inputs: string[]; points: string[] }[] }): Statement[] =>
  of.proofs.map(({ inputs, points }) => ({ key, proof: proofOf(points), inputs: inputs.map(BigInt) }));
/** @param key index the second key has in the check. */
export const secondStatements = (key: bigint) => statements(key, fixtures.second);
export const thirdStatements = (key: bigint) => statements(key, fixtures.third);

/** A ballot as a statement under Semaphore's whole key, whose inputs are nullifier, message, root, scope. */
export const wholeStatement = (key: bigint, { nullifier, message, proof }: Ballot): Statement => ({
  key,
  proof,
  inputs: [nullifier, signal(message), poll.root, signal(poll.scope)],
});

const g1 = (x: bigint, y: bigint) => G1.Point.fromAffine({ x, y });
const g2 = ([x1, x0, y1, y0]: readonly bigint[]) =>
  G2.Point.fromAffine({ x: { c0: x0 ?? 0n, c1: x1 ?? 0n }, y: { c0: y0 ?? 0n, c1: y1 ?? 0n } });

function proofFrom(a: ReturnType<typeof g1>, b: ReturnType<typeof g2>, c: ReturnType<typeof g1>): Proof {
  const [A, B, C] = [a.toAffine(), b.toAffine(), c.toAffine()];
  return [A.x, A.y, B.x.c1, B.x.c0, B.y.c1, B.y.c0, C.x, C.y];
}

/** Another valid proof of the same statement, without its witness: (A/r, r·B + r·s·δ, C + s·A). */
export function rerandomised(proof: Proof, key: VerificationKey, r: bigint, s: bigint): Proof {
  const [x, y] = key.vk_delta_2;
  const delta = g2([x?.[1], x?.[0], y?.[1], y?.[0]].map((word) => BigInt(word ?? "")));
  const a = g1(proof[0], proof[1]);
  const b = g2(proof.slice(2, 6));
  const c = g1(proof[6], proof[7]);
  const inverse = bn254.fields.Fr.inv(r);
  return proofFrom(
    a.multiply(inverse),
    b.multiply(r).add(delta.multiply((r * s) % order)),
    c.add(a.multiply(s)),
  );
}

/** The proof with `offset` times the generator added to C: wrong, by an amount its maker knows. */
export function shifted(proof: Proof, offset: bigint): Proof {
  const { x, y } = g1(proof[6], proof[7])
    .add(G1.Point.BASE.multiply(((offset % order) + order) % order))
    .toAffine();
  return [...proof.slice(0, 6), x, y] as unknown as Proof;
}

export const withWord = (proof: Proof, index: number, word: bigint) =>
  proof.map((old, i) => (i === index ? word : old)) as unknown as Proof;

/** A point on the twist that is not in the subgroup of order r, as x₁, x₀, y₁, y₀. */
export function offSubgroup(): bigint[] {
  const { Fp2 } = bn254.fields;
  const b = G2.Point.CURVE().b;
  for (let c0 = 1n; ; c0++) {
    const x = { c0, c1: 0n };
    const y2 = Fp2.add(Fp2.mul(Fp2.sqr(x), x), b);
    try {
      const y = Fp2.sqrt(y2);
      const point = G2.Point.fromAffine({ x, y });
      if (!point.isTorsionFree()) return [x.c1, x.c0, y.c1, y.c0];
    } catch (error) {
      if (!(error instanceof Error) || !/square root/i.test(error.message)) throw error;
    }
  }
}

/** Ends snarkjs's worker threads, which would keep the process alive; snarkjs keeps them in a global. */
export async function stopSnarkjs(): Promise<void> {
  await (globalThis as { curve_bn128?: { terminate(): Promise<void> } | null }).curve_bn128?.terminate();
}
