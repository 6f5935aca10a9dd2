import { FIELD } from "../semaphoreProof.ts";

/** Poseidon of two values over BN254: a state of three, 8 full and 57 partial rounds. */
export const WIDTH = 3;
export const FULL_ROUNDS = 8;
export const PARTIAL_ROUNDS = 57;
const FIELD_BITS = 254;

export interface PoseidonConstants {
  /** One for each part of the state in each round. */
  rounds: bigint[];
  /** The mixing matrix, row by row. */
  matrix: bigint[][];
}

/**
 * Poseidon's constants from its own generator: the Grain LFSR of the reference implementation
 * (hadeshash, `generate_parameters_grain.sage 1 0 254 3 8 57`), the ones of circomlib.
 */
export function poseidonConstants(): PoseidonConstants {
  const next = grain();
  const word = () => {
    let value = 0n;
    for (let i = 0; i < FIELD_BITS; i++) value = (value << 1n) | BigInt(next());
    return value;
  };
  const belowField = () => {
    let value = word();
    while (value >= FIELD) value = word();
    return value;
  };
  const rounds = Array.from({ length: WIDTH * (FULL_ROUNDS + PARTIAL_ROUNDS) }, belowField);
  // A Cauchy matrix; these are brought into the field, not drawn again.
  const points = Array.from({ length: 2 * WIDTH }, () => word() % FIELD);
  const matrix = points
    .slice(0, WIDTH)
    .map((x) => points.slice(WIDTH).map((y) => power((x + y) % FIELD, FIELD - 2n)));
  return { rounds, matrix };
}

/** @returns a source of bits: of every two, the second counts when the first is 1. */
function grain(): () => number {
  const state: number[] = [];
  const put = (value: number, bits: number) => {
    for (let i = bits - 1; i >= 0; i--) state.push((value >> i) & 1);
  };
  // Prime field, x^5 or its like, bits of the field, width, rounds of both kinds, then ones.
  put(1, 2);
  put(0, 4);
  put(FIELD_BITS, 12);
  put(WIDTH, 12);
  put(FULL_ROUNDS, 10);
  put(PARTIAL_ROUNDS, 10);
  put(2 ** 30 - 1, 30);
  let head = 0;
  const step = () => {
    const at = (i: number) => state[(head + i) % 80] as number;
    const bit = at(62) ^ at(51) ^ at(38) ^ at(23) ^ at(13) ^ at(0);
    state[head] = bit;
    head = (head + 1) % 80;
    return bit;
  };
  for (let i = 0; i < 160; i++) step();
  return () => {
    while (step() === 0) step();
    return step();
  };
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, square] = [1n, base];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % FIELD;
    square = (square * square) % FIELD;
  }
  return result;
}
