import {
  poseidon1,
  poseidon2,
  poseidon3,
  poseidon4,
  poseidon5,
  poseidon6,
  poseidon7,
  poseidon8,
  poseidon9,
  poseidon10,
  poseidon11,
  poseidon12,
  poseidon13,
  poseidon14,
  poseidon15,
  poseidon16,
} from "poseidon-lite";
import { type Address, concatHex, encodeAbiParameters, keccak256 } from "viem";
import { toWord } from "../semaphoreProof.ts";
import { FIELD } from "./curve.ts";

/**
 * What a verifier of a sealed ballot or a share knows, folded into three public signals [h, c, rho].
 * The argument is in circuits/SECURITY.md, "Folding"; the circuit's side is circuits/gadgets/transcript.circom.
 */
export interface Transcript {
  /** All values in the circuit's order, each below the field prime. */
  values: bigint[];
  /** keccak256 over the 32-byte words of `values`: a ballot's Semaphore message. */
  digest: bigint;
  h: bigint;
  rho: bigint;
  c: bigint;
}

const POSEIDON = [
  poseidon1,
  poseidon2,
  poseidon3,
  poseidon4,
  poseidon5,
  poseidon6,
  poseidon7,
  poseidon8,
  poseidon9,
  poseidon10,
  poseidon11,
  poseidon12,
  poseidon13,
  poseidon14,
  poseidon15,
  poseidon16,
];

function poseidon(values: bigint[]): bigint {
  const hash = POSEIDON[values.length - 1];
  if (!hash) throw new RangeError(`Poseidon takes 1 to 16 values, not ${values.length}`);
  return hash(values);
}

/** Poseidon of the first 16 values, then each time of the hash so far and the next 15. */
export function poseidonChain(values: readonly bigint[]): bigint {
  let hash = poseidon(values.slice(0, 16));
  for (let next = 16; next < values.length; next += 15)
    hash = poseidon([hash, ...values.slice(next, next + 15)]);
  return hash;
}

/** Σ rho^(i+1)·values[i] modulo the field prime. */
export function fold(values: readonly bigint[], rho: bigint): bigint {
  return values.reduceRight((sum, value) => ((sum + value) * rho) % FIELD, 0n);
}

/** keccak256(abi.encode(values)). */
export function digestOf(values: readonly bigint[]): bigint {
  return BigInt(keccak256(concatHex(values.map(toWord))));
}

/** The challenge: drawn from the digest and h, so that neither can be chosen after it. */
export function challenge(digest: bigint, h: bigint): bigint {
  return BigInt(keccak256(concatHex([toWord(digest), toWord(h)]))) % FIELD;
}

/** @throws RangeError for a value that is no field element. */
export function transcript(values: readonly bigint[]): Transcript {
  const outside = values.findIndex((value) => value < 0n || value >= FIELD);
  if (outside >= 0) throw new RangeError(`value ${outside} is not a field element`);
  const digest = digestOf(values);
  const h = poseidonChain(values);
  const rho = challenge(digest, h);
  return { values: [...values], digest, h, rho, c: fold(values, rho) };
}

/** Binds a ballot to chain, poll and voter: keccak256(abi.encode(chainId, poll, nullifier)) >> 8. */
export function ballotContext(chainId: number, poll: Address, nullifier: bigint): bigint {
  const encoded = encodeAbiParameters(
    [{ type: "uint256" }, { type: "address" }, { type: "uint256" }],
    [BigInt(chainId), poll, nullifier],
  );
  return BigInt(keccak256(encoded)) >> 8n;
}

/** What a trustee proves: that it knows its key, or that its share of a poll's total is right. */
export const TRUSTEE_PHASE = { confirm: 1, share: 2 } as const;
export type TrusteePhase = keyof typeof TRUSTEE_PHASE;

/** The poll of a confirmation. */
export const NO_POLL: Address = "0x0000000000000000000000000000000000000000";

/** Where a trustee's proof counts and nowhere else. */
export interface TrusteeStatement {
  chainId: number;
  committee: Address;
  /** 1 … n, the x-coordinate of the trustee's share. */
  trustee: number;
  phase: TrusteePhase;
  /** {@link NO_POLL} when confirming. */
  poll: Address;
}

/** keccak256(abi.encode(chainId, committee, trustee, phase, poll)) >> 8, phase as in {@link TRUSTEE_PHASE}. */
export function trusteeContext({ chainId, committee, trustee, phase, poll }: TrusteeStatement): bigint {
  const encoded = encodeAbiParameters(
    [{ type: "uint256" }, { type: "address" }, { type: "uint256" }, { type: "uint256" }, { type: "address" }],
    [BigInt(chainId), committee, BigInt(trustee), BigInt(TRUSTEE_PHASE[phase]), poll],
  );
  return BigInt(keccak256(encoded)) >> 8n;
}
