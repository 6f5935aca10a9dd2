/** The part of circomlibjs that tests compare with; the package brings no types. */
declare module "circomlibjs" {
  interface BabyJub {
    F: { e(value: bigint): unknown; toObject(element: unknown): bigint };
    Base8: unknown[];
    subOrder: bigint;
    addPoint(left: unknown[], right: unknown[]): unknown[];
    mulPointEscalar(point: unknown[], scalar: bigint): unknown[];
  }
  export function buildBabyjub(): Promise<BabyJub>;
}
