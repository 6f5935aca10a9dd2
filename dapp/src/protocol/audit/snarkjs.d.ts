import "snarkjs";

/** A point of G1 or G2 in the library's own form: affine or Jacobian, coordinates in Montgomery form. */
type LibraryPoint = Uint8Array;

declare module "snarkjs" {
  /** What the published types leave out, as far as it is used here; source: ffjavascript, `engine.js` and `wasm_curve.js`. */
  export interface CurveField {
    fromObject(value: bigint | readonly bigint[]): Uint8Array;
    mul(left: Uint8Array, right: Uint8Array): Uint8Array;
  }

  export interface CurveGroup {
    readonly zero: LibraryPoint;
    readonly g: LibraryPoint;
    fromObject(coordinates: readonly (bigint | readonly bigint[])[]): LibraryPoint;
    add(left: LibraryPoint, right: LibraryPoint): LibraryPoint;
    double(point: LibraryPoint): LibraryPoint;
    neg(point: LibraryPoint): LibraryPoint;
    eq(left: LibraryPoint, right: LibraryPoint): boolean;
    isZero(point: LibraryPoint): boolean;
    /** On the curve, or the identity. */
    isValid(point: LibraryPoint): boolean;
    /** @param scalar little-endian bytes or a number. */
    timesScalar(point: LibraryPoint, scalar: Uint8Array | bigint): LibraryPoint;
    toAffine(point: LibraryPoint): LibraryPoint;
    toJacobian(point: LibraryPoint): LibraryPoint;
    /** @param points affine, one behind the other. @param scalars little-endian, equally long, one behind the other. */
    multiExpAffine(points: Uint8Array, scalars: Uint8Array): Promise<LibraryPoint>;
  }

  export interface PairingCurve {
    readonly G1: CurveGroup;
    readonly G2: CurveGroup;
    readonly F1: CurveField;
    readonly F2: CurveField;
    readonly Gt: {
      readonly one: Uint8Array;
      mul(left: Uint8Array, right: Uint8Array): Uint8Array;
      eq(left: Uint8Array, right: Uint8Array): boolean;
    };
    prepareG1(point: LibraryPoint): Uint8Array;
    prepareG2(point: LibraryPoint): Uint8Array;
    millerLoop(preparedG1: Uint8Array, preparedG2: Uint8Array): Uint8Array;
    finalExponentiation(value: Uint8Array): Uint8Array;
    /** Ends the worker threads. */
    terminate(): Promise<void>;
  }

  export const curves: {
    getCurveFromName(name: "bn128", options?: { singleThread: boolean }): Promise<PairingCurve>;
  };
}
