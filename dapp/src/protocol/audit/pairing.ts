import { curves, type PairingCurve } from "snarkjs";
import type { ProofPoints } from "../semaphoreProof.ts";

/** Prime of BN254's coordinates. */
const PRIME = 21888242871839275222246405745257275088696311157297823662689037894645226208583n;
/** BN254's parameter: the orders of curve and group are polynomials in it. */
const X = 4965661367192848881n;

/** A proof's points, checked: on their curves, B in the subgroup of prime order. */
export interface CheckedProof {
  A: Uint8Array;
  B: Uint8Array;
  C: Uint8Array;
}

/**
 * BN254 in WebAssembly on the calling thread, from snarkjs's own library: about five times as fast as the best
 * implementation in plain JavaScript.
 */
export class Pairing {
  readonly curve: PairingCurve;
  readonly #frobeniusX: Uint8Array;
  readonly #frobeniusY: Uint8Array;

  private constructor(curve: PairingCurve) {
    this.curve = curve;
    // (9 + u)^((p−1)/3) and (9 + u)^((p−1)/2): what the twist adds to Frobenius.
    this.#frobeniusX = curve.F2.fromObject(power([9n, 1n], (PRIME - 1n) / 3n));
    this.#frobeniusY = curve.F2.fromObject(power([9n, 1n], (PRIME - 1n) / 2n));
  }

  /** Takes about 0.3 s: the module is assembled in memory. */
  static async load(): Promise<Pairing> {
    return new Pairing(await curves.getCurveFromName("bn128", { singleThread: true }));
  }

  /** @returns null for points that Groth16's verifiers refuse or must refuse. */
  check(points: ProofPoints): CheckedProof | null {
    if (points.some((word) => word < 0n || word >= PRIME)) return null;
    const [a0, a1, b01, b00, b11, b10, c0, c1] = points;
    const { G1, G2 } = this.curve;
    const A = G1.fromObject([a0, a1, 1n]);
    const B = G2.fromObject([
      [b00, b01],
      [b10, b11],
      [1n, 0n],
    ]);
    const C = G1.fromObject([c0, c1, 1n]);
    const sound = [A, C].every((point) => !G1.isZero(point) && G1.isValid(point));
    if (!sound || G2.isZero(B) || !G2.isValid(B) || !this.#isInSubgroup(B)) return null;
    return { A: G1.toAffine(A), B, C: G1.toAffine(C) };
  }

  /** The pairing before its final exponentiation. */
  miller(inG1: Uint8Array, inG2: Uint8Array): Uint8Array {
    const { curve } = this;
    return this.millerPrepared(inG1, curve.prepareG2(curve.G2.toJacobian(inG2)));
  }

  millerPrepared(inG1: Uint8Array, preparedG2: Uint8Array): Uint8Array {
    const { curve } = this;
    return curve.millerLoop(curve.prepareG1(curve.G1.toJacobian(inG1)), preparedG2);
  }

  /** Whether a product of Miller values is 1 as a product of pairings. */
  isOne(product: Uint8Array): boolean {
    const { curve } = this;
    return curve.Gt.eq(curve.finalExponentiation(product), curve.Gt.one);
  }

  /**
   * The pairing precompile refuses points of the twist outside the subgroup, and so must this.
   * [x+1]P + ψ([x]P) + ψ²([x]P) = ψ³([2x]P) holds in the subgroup only: El Housni, Guillevic, Piellard, "Co-factor
   * clearing and subgroup membership testing on pairing-friendly curves", section 5.1 (eprint 2022/348).
   */
  #isInSubgroup(point: Uint8Array): boolean {
    const { G2 } = this.curve;
    const multiple = G2.toJacobian(G2.timesScalar(point, X));
    const once = this.#psi(multiple);
    const twice = this.#psi(once);
    const left = G2.add(G2.add(G2.add(multiple, point), once), twice);
    return G2.eq(left, this.#psi(G2.double(twice)));
  }

  /** ψ: Frobenius seen on the twist, on Jacobian coordinates. */
  #psi(point: Uint8Array): Uint8Array {
    const { F2 } = this.curve;
    const [x, y, z] = [0, 64, 128].map((at) => this.#conjugate(point.slice(at, at + 64))) as Uint8Array[];
    const image = new Uint8Array(192);
    image.set(F2.mul(x as Uint8Array, this.#frobeniusX), 0);
    image.set(F2.mul(y as Uint8Array, this.#frobeniusY), 64);
    image.set(z as Uint8Array, 128);
    return image;
  }

  #conjugate(element: Uint8Array): Uint8Array {
    const imaginary = fromLittleEndian(element.subarray(32));
    if (imaginary !== 0n) element.set(littleEndian(PRIME - imaginary, 32), 32);
    return element;
  }
}

export function littleEndian(value: bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0, rest = value; i < length; i++, rest >>= 8n) bytes[i] = Number(rest & 0xffn);
  return bytes;
}

function fromLittleEndian(bytes: Uint8Array): bigint {
  return bytes.reduceRight((number, byte) => (number << 8n) | BigInt(byte), 0n);
}

type Complex = readonly [bigint, bigint];

function times([a, b]: Complex, [c, d]: Complex): Complex {
  const mod = (value: bigint) => ((value % PRIME) + PRIME) % PRIME;
  return [mod(a * c - b * d), mod(a * d + b * c)];
}

function power(base: Complex, exponent: bigint): Complex {
  let [result, square] = [[1n, 0n] as Complex, base];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = times(result, square);
    square = times(square, square);
  }
  return result;
}
