import { FIELD, type ProofPoints } from "../semaphoreProof.ts";
import { type CheckedProof, littleEndian, type Pairing } from "./pairing.ts";
import type { VerificationKey } from "./verificationKeys.ts";

/** Bytes of a proof's weight: a wrong proof passes with probability 2^−128. */
const WEIGHT_BYTES = 16;

/** A verification key made ready. G2's points do not change, so their part of the Miller loop is kept. */
export class PreparedKey {
  readonly pairing: Pairing;
  readonly alpha: Uint8Array;
  /** Base and one point for each input. */
  readonly inputs: readonly Uint8Array[];
  readonly beta: Uint8Array;
  readonly gamma: Uint8Array;
  readonly delta: Uint8Array;

  constructor(pairing: Pairing, key: VerificationKey) {
    const { curve } = pairing;
    const inG1 = (coordinates: string[]) => curve.G1.fromObject(coordinates.map(BigInt));
    const inG2 = (coordinates: string[][]) =>
      curve.prepareG2(curve.G2.toJacobian(curve.G2.fromObject(coordinates.map((pair) => pair.map(BigInt)))));
    this.pairing = pairing;
    this.alpha = inG1(key.vk_alpha_1);
    this.inputs = key.IC.map(inG1);
    this.beta = inG2(key.vk_beta_2);
    this.gamma = inG2(key.vk_gamma_2);
    this.delta = inG2(key.vk_delta_2);
  }
}

interface Weighed {
  weight: bigint;
  signals: readonly bigint[];
  C: Uint8Array;
  /** Miller value of weight·A and B. */
  paired: Uint8Array;
}

/**
 * Groth16 proofs under one key, verified together. With random weights w_i that nobody else knows, all hold exactly when
 * Π e(w_i·A_i, B_i) = e(Σ w_i·α, β) · e(Σ w_i·L_i, γ) · e(Σ w_i·C_i, δ): one Miller loop a proof, and three with one
 * final exponentiation for all.
 */
export class ProofBatch {
  readonly #key: PreparedKey;
  readonly #proofs: (Weighed | null)[] = [];

  constructor(key: PreparedKey) {
    this.#key = key;
  }

  get size(): number {
    return this.#proofs.length;
  }

  /** @param signals the circuit's public signals. A proof that is none at all counts as wrong. */
  add(points: ProofPoints, signals: readonly bigint[]): void {
    const { pairing, inputs } = this.#key;
    if (signals.length !== inputs.length - 1) throw new RangeError(`${signals.length} signals`);
    const proof = signals.every((signal) => signal >= 0n && signal < FIELD) && pairing.check(points);
    this.#proofs.push(proof ? this.#weigh(proof, signals) : null);
  }

  /** @returns the place of the first wrong proof, null when all hold. */
  async firstWrong(): Promise<number | null> {
    const malformed = this.#proofs.indexOf(null);
    const end = malformed < 0 ? this.#proofs.length : malformed;
    if (await this.#hold(end)) return malformed < 0 ? null : malformed;
    // Proofs before `right` hold together, those before `wrong` do not.
    let [right, wrong] = [0, end];
    while (wrong - right > 1) {
      const middle = Math.floor((right + wrong) / 2);
      if (await this.#hold(middle)) right = middle;
      else wrong = middle;
    }
    return right;
  }

  #weigh({ A, B, C }: CheckedProof, signals: readonly bigint[]): Weighed {
    const { pairing } = this.#key;
    const bytes = crypto.getRandomValues(new Uint8Array(WEIGHT_BYTES));
    const weight = bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
    const paired = pairing.miller(pairing.curve.G1.timesScalar(A, bytes), B);
    return { weight, signals, C, paired };
  }

  /** Whether the first `count` proofs, none of them malformed, hold together. */
  async #hold(count: number): Promise<boolean> {
    if (count === 0) return true;
    const { pairing, alpha, inputs, beta, gamma, delta } = this.#key;
    const { G1, Gt } = pairing.curve;
    const scalars = inputs.map(() => 0n);
    let product = Gt.one;
    const points = new Uint8Array(64 * count);
    const weights = new Uint8Array(WEIGHT_BYTES * count);
    for (const [place, proof] of (this.#proofs.slice(0, count) as Weighed[]).entries()) {
      scalars[0] = (scalars[0] as bigint) + proof.weight;
      for (const [i, signal] of proof.signals.entries()) {
        scalars[i + 1] = ((scalars[i + 1] as bigint) + proof.weight * signal) % FIELD;
      }
      product = Gt.mul(product, proof.paired);
      points.set(proof.C, 64 * place);
      weights.set(littleEndian(proof.weight, WEIGHT_BYTES), WEIGHT_BYTES * place);
    }
    const C = await G1.multiExpAffine(points, weights);
    const times = (point: Uint8Array, scalar: bigint) =>
      G1.timesScalar(point, littleEndian(scalar % FIELD, 32));
    const L = inputs.reduce((sum, point, i) => G1.add(sum, times(point, scalars[i] as bigint)), G1.zero);
    const sides = [
      [times(alpha, scalars[0] as bigint), beta],
      [L, gamma],
      [C, delta],
    ] as const;
    for (const [inG1, preparedG2] of sides) {
      product = Gt.mul(product, pairing.millerPrepared(G1.neg(inG1), preparedG2));
    }
    return pairing.isOne(product);
  }
}
