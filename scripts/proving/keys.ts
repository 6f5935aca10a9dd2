import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { zKey } from "snarkjs";
import { type CompiledCircuit, fileHash, packageVersion, sourceHash } from "./compile.ts";
import * as manifest from "./manifest.ts";

/** Turns of SHA-256 (2^10) of the development beacon: it delays nobody and need not. */
const DEVELOPMENT_TURNS = 10;

/**
 * Development keys: phase 2 is one public, fixed "beacon", so that the same inputs give the same bytes. Whoever made the
 * phase-1 file, or reads this line, is not stopped by them from forging proofs.
 */
export async function makeDevelopmentKey(
  circuit: CompiledCircuit,
  phase1: string,
  zkey: string,
): Promise<void> {
  const initial = { type: "mem" };
  await zKey.newZKey(circuit.r1cs, phase1, initial);
  const beacon = createHash("sha256").update("Le Vote development keys").digest("hex");
  await zKey.beacon(initial, zkey, "development", beacon, DEVELOPMENT_TURNS);
}

/** Puts what an application needs of one circuit into a folder. @returns its line of the manifest. */
export async function publishKey(
  name: string,
  circuit: CompiledCircuit,
  zkey: string,
  folder = manifest.KEYS,
): Promise<manifest.KeyRecord> {
  mkdirSync(folder, { recursive: true });
  copyFileSync(circuit.wasm, manifest.wasmPath(name, folder));
  if (zkey !== manifest.keyPath(name, folder)) copyFileSync(zkey, manifest.keyPath(name, folder));
  manifest.writeJson(manifest.verificationKeyPath(name, folder), await zKey.exportVerificationKey(zkey));
  return {
    constraints: circuit.constraints,
    r1cs: fileHash(circuit.r1cs),
    wasm: fileHash(manifest.wasmPath(name, folder)),
    zkey: fileHash(manifest.keyPath(name, folder)),
    verificationKey: fileHash(manifest.verificationKeyPath(name, folder)),
  };
}

/** The parts of a manifest that do not depend on who made the keys. */
export function provenance(): Pick<manifest.Manifest, "sources" | "compiler" | "prover"> {
  return {
    sources: sourceHash(),
    compiler: `circom2 ${packageVersion("circom2")} --O2`,
    prover: `snarkjs ${packageVersion("snarkjs")}`,
  };
}

/**
 * Compares keys with a fresh compilation and with the manifest.
 * @returns what differs, in words; empty when all is as it should be.
 */
export async function differences(
  name: string,
  circuit: CompiledCircuit,
  record?: manifest.KeyRecord,
): Promise<string[]> {
  if (!record) return [`${name} is not in the manifest`];
  const found: [what: string, is: string | number, should: string | number][] = [
    ["constraints", circuit.constraints, record.constraints],
    ["compiled circuit", fileHash(circuit.r1cs), record.r1cs],
    ["compiled witness calculator", fileHash(circuit.wasm), record.wasm],
    ["witness calculator", fileHash(manifest.wasmPath(name)), record.wasm],
    ["proving key", fileHash(manifest.keyPath(name)), record.zkey],
    ["verification key", fileHash(manifest.verificationKeyPath(name)), record.verificationKey],
  ];
  const wrong = found
    .filter(([, is, should]) => is !== should)
    .map(([what]) => `${name}: the ${what} differs`);
  const exported = await zKey.exportVerificationKey(manifest.keyPath(name));
  const stored = JSON.parse(readFileSync(manifest.verificationKeyPath(name), "utf8"));
  if (JSON.stringify(exported) !== JSON.stringify(stored)) {
    wrong.push(`${name}: the verification key is not the proving key's`);
  }
  return wrong;
}
