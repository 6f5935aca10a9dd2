import { FIELD } from "../semaphoreProof.ts";
import { type Arithmetic, arithmeticModule, FREE_AT, INVERSE_AT, MODULUS_AT } from "./assembly.ts";
import { FULL_ROUNDS, PARTIAL_ROUNDS, poseidonConstants, WIDTH } from "./grain.ts";
import { LIMBS, MINUS_INVERSE, NUMBER_BYTES, plainLimbs, toLimbs } from "./limbs.ts";

const ROUNDS = FULL_ROUNDS + PARTIAL_ROUNDS;
const MATRIX_AT = FREE_AT;
const ROUNDS_AT = MATRIX_AT + WIDTH * WIDTH * NUMBER_BYTES;
const STATE_AT = ROUNDS_AT + WIDTH * ROUNDS * NUMBER_BYTES;
const MIXED_AT = STATE_AT + WIDTH * NUMBER_BYTES;
const SQUARE_AT = MIXED_AT + WIDTH * NUMBER_BYTES;
const END_AT = SQUARE_AT + 2 * NUMBER_BYTES;
const PAGE = 65_536;

/** Poseidon of pairs, many of them and two at a time; about five times as fast as with plain numbers. Nodes are limbs, see `limbs.ts`. */
export class PairHasher {
  readonly #code: Arithmetic;
  readonly #memory: Uint32Array;

  private constructor(code: Arithmetic) {
    this.#code = code;
    this.#memory = new Uint32Array(code.memory.buffer);
    const { rounds, matrix } = poseidonConstants();
    this.#put(MODULUS_AT, plainLimbs(FIELD));
    this.#put(INVERSE_AT, plainLimbs(MINUS_INVERSE));
    for (const [i, value] of matrix.flat().entries()) this.#put(MATRIX_AT + i * NUMBER_BYTES, toLimbs(value));
    for (const [i, value] of rounds.entries()) this.#put(ROUNDS_AT + i * NUMBER_BYTES, toLimbs(value));
  }

  /** @throws WebAssembly.CompileError where SIMD is not known: browsers of before 2023. */
  static async load(): Promise<PairHasher> {
    const { instance } = await WebAssembly.instantiate(arithmeticModule(Math.ceil(END_AT / PAGE)));
    return new PairHasher(instance.exports as Arithmetic);
  }

  /** @param nodes pairs behind each other. @param into their hashes, half as many. @param count of pairs. */
  hash(nodes: Uint32Array, into: Uint32Array, count: number): void {
    for (let pair = 0; pair < count; pair += 2) {
      const other = Math.min(pair + 1, count - 1);
      this.#load(nodes, pair, 0);
      this.#load(nodes, other, 1);
      const out = this.#permute() / 4;
      for (let limb = 0; limb < LIMBS; limb++) {
        into[pair * LIMBS + limb] = this.#memory[out + 2 * limb] as number;
        into[other * LIMBS + limb] = this.#memory[out + 2 * limb + (other === pair ? 0 : 1)] as number;
      }
    }
  }

  #load(nodes: Uint32Array, pair: number, lane: number): void {
    const at = STATE_AT / 4 + lane;
    for (let limb = 0; limb < LIMBS; limb++) {
      this.#memory[at + 2 * limb] = 0;
      this.#memory[at + 2 * (LIMBS + limb)] = nodes[2 * pair * LIMBS + limb] as number;
      this.#memory[at + 2 * (2 * LIMBS + limb)] = nodes[(2 * pair + 1) * LIMBS + limb] as number;
    }
  }

  /** @returns where the first part of the state stands after all rounds. */
  #permute(): number {
    const { add, dot } = this.#code;
    let [state, mixed] = [STATE_AT, MIXED_AT];
    for (let round = 0; round < ROUNDS; round++) {
      const full = round < FULL_ROUNDS / 2 || round >= FULL_ROUNDS / 2 + PARTIAL_ROUNDS;
      for (let i = 0; i < WIDTH; i++) {
        const part = state + i * NUMBER_BYTES;
        add(part, ROUNDS_AT + (round * WIDTH + i) * NUMBER_BYTES, part);
        if (full || i === 0) this.#fifthPower(part);
      }
      for (let i = 0; i < WIDTH; i++) {
        dot(state, MATRIX_AT + i * WIDTH * NUMBER_BYTES, mixed + i * NUMBER_BYTES);
      }
      [state, mixed] = [mixed, state];
    }
    return state;
  }

  #fifthPower(part: number): void {
    const { multiply } = this.#code;
    multiply(part, part, SQUARE_AT);
    multiply(SQUARE_AT, SQUARE_AT, SQUARE_AT + NUMBER_BYTES);
    multiply(SQUARE_AT + NUMBER_BYTES, part, part);
  }

  /** In both lanes. */
  #put(at: number, limbs: Uint32Array): void {
    for (const [i, limb] of limbs.entries()) this.#memory.fill(limb, at / 4 + 2 * i, at / 4 + 2 * i + 2);
  }
}
