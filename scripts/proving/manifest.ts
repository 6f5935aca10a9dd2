import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT } from "../stack/builds.ts";

/** Proving keys, witness calculators, verification keys and their manifest. */
export const KEYS = join(PROJECT, "circuits/keys");

/** Hashes are SHA-256, hexadecimal. */
export interface KeyRecord {
  constraints: number;
  r1cs: string;
  wasm: string;
  zkey: string;
  verificationKey: string;
}

/** Someone whose randomness is in the keys. "beacon" is public randomness and hides nothing by itself. */
export interface Contribution {
  name: string;
  kind: "contribution" | "beacon";
  /** Of a ceremony's beacon: public randomness, hexadecimal, iterated 2^turns times. */
  beacon?: { hash: string; turns: number };
  /** Hash that the contributor saw and published, per circuit; absent for development keys. */
  hashes?: Record<string, string>;
}

/**
 * Says where the keys come from. A public chain is refused unless `kind` is "ceremony"; a rehearsal is a ceremony on a
 * phase-1 file that is none of the public ones.
 */
export interface Manifest {
  kind: "development" | "rehearsal" | "ceremony";
  sources: string;
  compiler: string;
  prover: string;
  /** The powers of tau they stand on. */
  phase1: { file: string; hash: string };
  contributions: Contribution[];
  circuits: Record<string, KeyRecord>;
}

export const manifestPath = (folder = KEYS) => join(folder, "manifest.json");
export const keyPath = (name: string, folder = KEYS) => join(folder, `${name}.zkey`);
export const wasmPath = (name: string, folder = KEYS) => join(folder, `${name}.wasm`);
export const verificationKeyPath = (name: string, folder = KEYS) => join(folder, `${name}.vkey.json`);

export function readManifest(folder = KEYS): Manifest {
  if (!existsSync(manifestPath(folder)))
    throw new Error("there are no keys yet: run `npm run circuits` with a phase-1 file");
  return JSON.parse(readFileSync(manifestPath(folder), "utf8"));
}

export function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
