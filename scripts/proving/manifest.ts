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
  /** Hash that the contributor saw and published, per circuit; absent for development keys. */
  hashes?: Record<string, string>;
}

/** Says where the keys come from. A public chain is refused unless `kind` is "ceremony". */
export interface Manifest {
  kind: "development" | "ceremony";
  sources: string;
  compiler: string;
  prover: string;
  /** The powers of tau they stand on. */
  phase1: { file: string; hash: string };
  contributions: Contribution[];
  circuits: Record<string, KeyRecord>;
}

export const manifestPath = join(KEYS, "manifest.json");
export const keyPath = (name: string) => join(KEYS, `${name}.zkey`);
export const wasmPath = (name: string) => join(KEYS, `${name}.wasm`);
export const verificationKeyPath = (name: string) => join(KEYS, `${name}.vkey.json`);

export function readManifest(): Manifest {
  if (!existsSync(manifestPath))
    throw new Error("there are no keys yet: run `npm run circuits` with a phase-1 file");
  return JSON.parse(readFileSync(manifestPath, "utf8"));
}

export function writeJson(path: string, value: unknown): void {
  writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
}
