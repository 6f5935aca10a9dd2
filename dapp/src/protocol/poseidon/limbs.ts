import { FIELD } from "../semaphoreProof.ts";

export const LIMBS = 9;
export const LIMB_BITS = 29;
/** Two numbers, limb by limb side by side. */
export const NUMBER_BYTES = 8 * LIMBS;
const MASK = (1n << BigInt(LIMB_BITS)) - 1n;
/** Montgomery's R. */
const R = 1n << BigInt(LIMBS * LIMB_BITS);

/** @returns value·R mod p, as limbs. */
export function toLimbs(value: bigint): Uint32Array {
  return plainLimbs((value * R) % FIELD);
}

/** The number itself, as limbs. */
export function plainLimbs(value: bigint): Uint32Array {
  const limbs = new Uint32Array(LIMBS);
  for (let i = 0, rest = value; i < LIMBS; i++, rest >>= BigInt(LIMB_BITS)) limbs[i] = Number(rest & MASK);
  return limbs;
}

/** 1/R mod p, for the way back. */
const OVER_R = inverseOfR();

export function fromLimbs(limbs: Uint32Array): bigint {
  const value = limbs.reduceRight((sum, limb) => (sum << BigInt(LIMB_BITS)) | BigInt(limb), 0n);
  return (value * OVER_R) % FIELD;
}

/** −1/p modulo 2^29: what a column is multiplied with to know how often p must be added. */
export const MINUS_INVERSE = minusInverse();

function minusInverse(): bigint {
  // Newton: each step doubles the bits that are right.
  let inverse = 1n;
  for (let bits = 1; bits < LIMB_BITS; bits *= 2) inverse = (inverse * (2n - FIELD * inverse)) & MASK;
  return (MASK + 1n - inverse) & MASK;
}

function inverseOfR(): bigint {
  // R is a power of two, and p is odd: halve as often.
  let value = 1n;
  for (let i = 0; i < LIMBS * LIMB_BITS; i++) value = value % 2n === 0n ? value / 2n : (value + FIELD) / 2n;
  return value;
}
