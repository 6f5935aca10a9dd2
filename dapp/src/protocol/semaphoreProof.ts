import { poseidon2 } from "poseidon-lite/poseidon2";
import { type Address, encodeAbiParameters, type Hex, keccak256, numberToHex } from "viem";

/** Eight field elements of a Groth16 proof, in the order Semaphore's verifier takes them. */
export type ProofPoints = readonly [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];

/** Order of BN254's scalar field. */
export const FIELD = 21888242871839275222246405745257275088548364400416034343698204186575808495617n;

/** A Semaphore proof with what it proves. `message` and `scope` are as given, not hashed. */
export interface MembershipProof {
  depth: number;
  root: bigint;
  nullifier: bigint;
  message: bigint;
  scope: bigint;
  points: ProofPoints;
}

/** What snarkjs gives: projective coordinates as decimal strings. */
export interface SnarkjsProof {
  pi_a: string[];
  pi_b: string[][];
  pi_c: string[];
}

/** The scope of a poll: no other poll, chain or contract shares it. */
export function pollScope(chainId: number, poll: Address): bigint {
  return BigInt(
    keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "address" }], [BigInt(chainId), poll])),
  );
}

/** How Semaphore brings message and scope into the field. */
export function signalHash(value: bigint): bigint {
  return BigInt(keccak256(numberToHex(value, { size: 32 }))) >> 8n;
}

/** What Semaphore's circuit will output for this person and scope: known before the proof is made. */
export function nullifierOf(secretScalar: bigint, scope: bigint): bigint {
  return poseidon2([signalHash(scope), secretScalar]);
}

/** The circuit's public signals in their order. */
export function publicSignals({ root, nullifier, message, scope }: MembershipProof): bigint[] {
  return [root, nullifier, signalHash(message), signalHash(scope)];
}

/** G2 coordinates are swapped: the precompile takes the imaginary part first. */
export function packPoints({ pi_a, pi_b, pi_c }: SnarkjsProof): ProofPoints {
  const [[b00, b01] = [], [b10, b11] = []] = pi_b;
  const packed = [pi_a[0], pi_a[1], b01, b00, b11, b10, pi_c[0], pi_c[1]].map((word) => {
    if (word === undefined) throw new TypeError("a proof lacks a coordinate");
    return BigInt(word);
  });
  return packed as unknown as ProofPoints;
}

export function unpackPoints(points: ProofPoints): SnarkjsProof & { protocol: string; curve: string } {
  const [a0, a1, b01, b00, b11, b10, c0, c1] = points.map(String) as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  return {
    pi_a: [a0, a1, "1"],
    pi_b: [
      [b00, b01],
      [b10, b11],
      ["1", "0"],
    ],
    pi_c: [c0, c1, "1"],
    protocol: "groth16",
    curve: "bn128",
  };
}

export const toWord = (value: bigint): Hex => numberToHex(value, { size: 32 });
