import manifest from "../../../../circuits/keys/manifest.json" with { type: "json" };
import { ProofError } from "../../protocol/proof.ts";
import { DEPTHS, type Depth } from "../../protocol/rollTree.ts";
import { type BallotSize, ballotCircuit } from "../../protocol/sealed/sizes.ts";
import { type OnBytes, storedBytes } from "./download.ts";

/** One circuit: Semaphore's of a roll's depth, or this project's own of a sealed ballot's size. */
export type MaterialName = `semaphore-${Depth}` | `ballot${BallotSize}`;

/** The version of @zk-kit/semaphore-artifacts; another version must not meet files of this one. */
const SEMAPHORE_VERSION = "4.13.0";

/** Bytes of wasm and zkey of each circuit as the app serves them. */
export const MATERIAL_BYTES: Record<MaterialName, number> = {
  "semaphore-10": 4_237_798,
  "semaphore-13": 4_864_754,
  "semaphore-16": 5_252_005,
  "semaphore-20": 5_738_124,
  ballot4: 7_603_293,
  ballot8: 12_206_311,
  ballot16: 19_637_675,
};

/** What one proof needs, as bytes: the worker fetches nothing. */
export interface Material {
  wasm: Uint8Array;
  zkey: Uint8Array;
}

/** @param fraction from 0 to 1. */
export type OnFraction = (fraction: number) => void;

/**
 * The circuits that a ballot is proven with: of a roll's depth, and of a sealed poll's size.
 * @throws ProofError "material" for a depth that no roll has.
 */
export function circuitsOf(depth: number, size: BallotSize | null): MaterialName[] {
  const known = DEPTHS.find((each) => each === depth);
  if (known === undefined) throw new ProofError("material", `no proving material for depth ${depth}`);
  return [`semaphore-${known}` as const, ...(size === null ? [] : [ballotCircuit(size)])];
}

/** Bytes to download before a proof with these circuits, if they are not here already. */
export const materialBytes = (names: readonly MaterialName[]): number =>
  names.reduce((sum, name) => sum + MATERIAL_BYTES[name], 0);

const running = new Map<MaterialName, Promise<Material>>();
const arrived = new Map<MaterialName, number>();
const listeners = new Set<() => void>();

/**
 * The proving material of some circuits, from this app's own origin or the browser's cache, in their order. One download
 * for each, however often it is asked for: it begins while the person reads. @throws ProofError "material"
 */
export async function provingMaterial<Names extends readonly MaterialName[]>(
  names: Names,
  onFraction?: OnFraction,
): Promise<{ [place in keyof Names]: Material }> {
  const whole = materialBytes(names);
  const tell = () => {
    const here = names.reduce((sum, name) => sum + (arrived.get(name) ?? 0), 0);
    onFraction?.(Math.min(1, here / whole));
  };
  listeners.add(tell);
  try {
    const material = await Promise.all(names.map(begun));
    return material as { [place in keyof Names]: Material };
  } finally {
    listeners.delete(tell);
  }
}

function begun(name: MaterialName): Promise<Material> {
  const known = running.get(name);
  if (known) return known;
  arrived.set(name, 0);
  const loading = load(name, (bytes) => {
    arrived.set(name, (arrived.get(name) ?? 0) + bytes);
    for (const listen of listeners) listen();
  }).catch((cause: unknown) => {
    // The next one who asks tries again.
    running.delete(name);
    throw new ProofError("material", String(cause), cause);
  });
  running.set(name, loading);
  return loading;
}

async function load(name: MaterialName, onBytes: OnBytes): Promise<Material> {
  const hashes = name.startsWith("ballot") ? manifest.circuits[name as `ballot${BallotSize}`] : undefined;
  const place = (kind: "wasm" | "zkey") => ({
    path: `./proving/${name}.${kind}`,
    // A key that was made anew has another hash, and so another place.
    version: hashes ? hashes[kind] : SEMAPHORE_VERSION,
    hash: hashes?.[kind],
  });
  const [wasm, zkey] = await Promise.all([
    storedBytes(place("wasm"), onBytes),
    storedBytes(place("zkey"), onBytes),
  ]);
  return { wasm, zkey };
}
