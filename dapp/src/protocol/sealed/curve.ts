import { babyjubjub } from "@noble/curves/misc.js";

/** A point of BabyJubJub (EIP-2494) in affine Edwards coordinates, each below the field prime; the identity is (0, 1). */
export interface Point {
  x: bigint;
  y: bigint;
}

type LibraryPoint = InstanceType<typeof babyjubjub.Point>;
const Library = babyjubjub.Point;

/** Field of the coordinates: BN254's scalar field. */
export const FIELD = Library.Fp.ORDER;
/** Order ℓ of the prime-order subgroup, a little above 2^250. */
export const ORDER = Library.Fn.ORDER;
/** Base8 of circomlib, the generator G of the prime-order subgroup. */
export const GENERATOR: Point = affine(Library.BASE);
export const IDENTITY: Point = { x: 0n, y: 1n };

/** Thrown for coordinates that are no point of the prime-order subgroup. */
export class PointError extends Error {
  override readonly name = "PointError";
}

function library(point: Point): LibraryPoint {
  return Library.fromAffine(point);
}

function affine(point: LibraryPoint): Point {
  const { x, y } = point.toAffine();
  return { x, y };
}

/** @returns the residue of `value` in 0 … ℓ−1. */
export function modOrder(value: bigint): bigint {
  const rest = value % ORDER;
  return rest < 0n ? rest + ORDER : rest;
}

/** 1/value modulo ℓ. @throws Error for multiples of ℓ. */
export function invert(value: bigint): bigint {
  return Library.Fn.inv(modOrder(value));
}

export function add(left: Point, right: Point): Point {
  return affine(library(left).add(library(right)));
}

export function negate(point: Point): Point {
  return affine(library(point).negate());
}

/** scalar·point for any integer; for secrets, the same sequence of steps whatever the scalar. */
export function multiply(point: Point, scalar: bigint): Point {
  const k = modOrder(scalar);
  if (k === 0n || samePoint(point, IDENTITY)) return IDENTITY;
  return affine(library(point).multiply(k));
}

export function sum(points: readonly Point[]): Point {
  return affine(points.reduce<LibraryPoint>((total, point) => total.add(library(point)), Library.ZERO));
}

export function samePoint(left: Point, right: Point): boolean {
  return left.x === right.x && left.y === right.y;
}

/** Coordinates in range and on the curve; says nothing about the subgroup. */
export function isOnCurve({ x, y }: Point): boolean {
  if (x < 0n || x >= FIELD || y < 0n || y >= FIELD) return false;
  const xx = (x * x) % FIELD;
  const yy = (y * y) % FIELD;
  return (168_700n * xx + yy - 1n - 168_696n * ((xx * yy) % FIELD)) % FIELD === 0n;
}

/** What a key must be: on the curve, of order ℓ, not the identity. */
export function isKey(point: Point): boolean {
  return isOnCurve(point) && !samePoint(point, IDENTITY) && library(point).isTorsionFree();
}

/** @throws PointError unless {@link isKey}. */
export function requireKey(point: Point, what: string): void {
  if (!isKey(point)) throw new PointError(`${what} is not a point of the prime-order subgroup`);
}

/** @returns a uniform scalar in 1 … ℓ−1 from the platform's generator. */
export function randomScalar(): bigint {
  for (;;) {
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    bytes[0] = (bytes[0] ?? 0) & 0x07;
    const value = bytes.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
    if (value > 0n && value < ORDER) return value;
  }
}
