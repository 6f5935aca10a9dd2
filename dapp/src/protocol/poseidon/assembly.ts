import { LIMB_BITS, LIMBS, NUMBER_BYTES } from "./limbs.ts";

/**
 * A WebAssembly module with field arithmetic on two numbers at once, put together here: it is straight code that no
 * compiler would write better, and so there is nothing to build or to trust beside this file.
 *
 * A number has nine limbs of 29 bits; one limb of both numbers lies in 8 bytes. Products of limbs have 58 bits, so a column
 * of 36 of them fits into 64 bits and carries wait to the end. Multiplication is Montgomery's, with R = 2^261.
 */

const [LOCAL_GET, LOCAL_SET, I32_CONST, END, SIMD] = [0x20, 0x21, 0x41, 0x0b, 0xfd];
const V128 = 0x7b;
const I32 = 0x7f;
const simd = (opcode: number) => [SIMD, ...unsigned(opcode)];
const LOAD = [...simd(0x5d), 3];
const STORE = [...simd(0x5b), 3];
const ADD = simd(0xce);
const MULTIPLY = simd(0xde);
const AND = simd(0x4e);
const SHIFT_RIGHT = simd(0xcd);
const ZERO = [...simd(0x0c), ...new Array<number>(16).fill(0)];
/** The low halves of both 64-bit lanes, side by side. */
const PACK = [...simd(0x0d), 0, 1, 2, 3, 8, 9, 10, 11, 0, 1, 2, 3, 8, 9, 10, 11];
const MASK = [...simd(0x0c), ...[0, 1].flatMap(() => [0xff, 0xff, 0xff, 0x1f, 0, 0, 0, 0])];

/** Where the module finds what its code needs, in bytes. */
export const MODULUS_AT = 0;
/** −1/p modulo 2^29, in both lanes. */
export const INVERSE_AT = NUMBER_BYTES;
export const FREE_AT = 2 * NUMBER_BYTES;

export interface Arithmetic extends WebAssembly.Exports {
  memory: WebAssembly.Memory;
  /** out = a·b/R, below 2p for a·b below p·R. */
  multiply(a: number, b: number, out: number): void;
  /** out = (a₀b₀ + a₁b₁ + a₂b₂)/R for three numbers behind each other on both sides. */
  dot(a: number, b: number, out: number): void;
  /** out = a + b, not brought below p. */
  add(a: number, b: number, out: number): void;
}

/** @param pages of 64 KiB of memory. */
export function arithmeticModule(pages: number): Uint8Array<ArrayBuffer> {
  const names = ["multiply", "dot", "add"];
  const bodies = [products(1), products(3), sums()];
  const text = (name: string) => vector([...new TextEncoder().encode(name)]);
  const exported = names.map((name, i) => [...text(name), 0, i]);
  return new Uint8Array([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [[0x60, ...vector([I32, I32, I32]), 0]]),
    ...section(3, [[0], [0], [0]]),
    ...section(5, [[0, ...unsigned(pages)]]),
    ...section(7, [...exported, [...text("memory"), 2, 0]]),
    ...section(
      10,
      bodies.map((body) => vector(body)),
    ),
  ]);
}

const [A, B, OUT, FIRST] = [0, 1, 2, 3];
const get = (local: number) => [LOCAL_GET, ...unsigned(local)];
const set = (local: number) => [LOCAL_SET, ...unsigned(local)];
const load = (pointer: number, limb: number) => [...get(pointer), ...LOAD, ...unsigned(8 * limb)];
const loadAt = (address: number, limb: number) => [I32_CONST, 0, ...LOAD, ...unsigned(address + 8 * limb)];

/** Column by column, each followed by the multiple of p that makes its lowest limb 0 and lets it go. */
function products(count: number): number[] {
  const columns = Array.from({ length: LIMBS }, (_, i) => FIRST + i);
  const left = Array.from({ length: count }, (_, i) => FIRST + LIMBS + i);
  const factor = FIRST + LIMBS + count;
  const code: number[] = [];
  for (let i = 0; i < LIMBS; i++) {
    for (const [n, local] of left.entries()) code.push(...load(A, n * LIMBS + i), ...set(local));
    for (const [j, column] of columns.entries()) {
      code.push(...get(column));
      for (const [n, local] of left.entries()) {
        code.push(...get(local), ...load(B, n * LIMBS + j), ...MULTIPLY, ...ADD);
      }
      code.push(...set(column));
    }
    const lowest = columns[0] as number;
    const packed = [...get(lowest), ...MASK, ...AND, ...set(factor), ...get(factor), ...get(factor), ...PACK];
    code.push(...packed, ...loadAt(INVERSE_AT, 0), ...MULTIPLY, ...MASK, ...AND, ...set(factor));
    code.push(...get(factor), ...get(factor), ...PACK, ...set(factor));
    for (const [j, column] of columns.entries()) {
      code.push(
        ...get(column),
        ...get(factor),
        ...loadAt(MODULUS_AT, j),
        ...MULTIPLY,
        ...ADD,
        ...set(column),
      );
    }
    const next = columns[1] as number;
    code.push(...get(next), ...get(lowest), I32_CONST, LIMB_BITS, ...SHIFT_RIGHT, ...ADD, ...set(next));
    code.push(...ZERO, ...set(lowest));
    columns.push(columns.shift() as number);
  }
  return body([...code, ...settle(columns)], LIMBS + count + 1);
}

function sums(): number[] {
  const columns = Array.from({ length: LIMBS }, (_, i) => FIRST + i);
  const code = columns.flatMap((column, i) => [
    ...load(A, i),
    ...widen(),
    ...load(B, i),
    ...widen(),
    ...ADD,
    ...set(column),
  ]);
  return body([...code, ...settle(columns)], LIMBS);
}

/** From 32 bits side by side to 64-bit lanes: i64x2.extend_low_i32x4_u. */
const widen = () => simd(0xc9);

/** Carries what is above each limb's bits and stores the limbs. */
function settle(columns: readonly number[]): number[] {
  const code: number[] = [];
  for (const [i, column] of columns.entries()) {
    const above = columns[i + 1];
    if (above !== undefined) {
      code.push(...get(above), ...get(column), I32_CONST, LIMB_BITS, ...SHIFT_RIGHT, ...ADD, ...set(above));
      code.push(...get(column), ...MASK, ...AND, ...set(column));
    }
    code.push(...get(OUT), ...get(column), ...get(column), ...PACK, ...STORE, ...unsigned(8 * i), 0);
  }
  return code;
}

const body = (code: readonly number[], locals: number) => [1, ...unsigned(locals), V128, ...code, END];

function section(id: number, entries: readonly (readonly number[])[]): number[] {
  return [id, ...vector([...unsigned(entries.length), ...entries.flat()])];
}

/** With its length in front. */
const vector = (bytes: readonly number[]) => [...unsigned(bytes.length), ...bytes];

/** LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    bytes.push((rest & 0x7f) | (rest > 0x7f ? 0x80 : 0));
    rest >>>= 7;
  } while (rest > 0);
  return bytes;
}
