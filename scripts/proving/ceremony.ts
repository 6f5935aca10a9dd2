import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { zKey } from "snarkjs";
import { type CompiledCircuit, fileHash } from "./compile.ts";
import { type Contribution, type Manifest, writeJson } from "./manifest.ts";

/**
 * Phase 2 of Groth16 among several people. The folder of a ceremony holds its record and, per circuit, the key after each
 * step: `ballot4.0000.zkey`, `ballot4.0001.zkey`… It travels from one contributor to the next; only the newest keys need to.
 */
export interface Ceremony {
  phase1: Manifest["phase1"];
  /** Circuit names with the SHA-256 of what was compiled. */
  circuits: Record<string, string>;
  contributions: Contribution[];
}

export class CeremonyError extends Error {
  override readonly name = "CeremonyError";
}

const recordPath = (folder: string) => join(folder, "ceremony.json");
const step = (folder: string, name: string, at: number) =>
  join(folder, `${name}.${String(at).padStart(4, "0")}.zkey`);

/** The key of a circuit after the last step. */
export const newestKey = (folder: string, name: string, { contributions }: Ceremony) =>
  step(folder, name, contributions.length);

export function readCeremony(folder: string): Ceremony {
  if (!existsSync(recordPath(folder))) throw new CeremonyError(`no ceremony was started in ${folder}`);
  return JSON.parse(readFileSync(recordPath(folder), "utf8"));
}

/** Begins with keys that nobody has contributed to. @throws CeremonyError when one stands there already. */
export async function start(
  folder: string,
  phase1: string,
  circuits: Record<string, CompiledCircuit>,
): Promise<Ceremony> {
  if (existsSync(recordPath(folder))) throw new CeremonyError(`${folder} holds a ceremony already`);
  mkdirSync(folder, { recursive: true });
  const ceremony: Ceremony = {
    phase1: { file: basename(phase1), hash: fileHash(phase1) },
    circuits: {},
    contributions: [],
  };
  for (const [name, { r1cs }] of Object.entries(circuits)) {
    // snarkjs answers -1 for a phase-1 file that is too small or not prepared.
    if ((await zKey.newZKey(r1cs, phase1, step(folder, name, 0))) === -1) {
      throw new CeremonyError(`${phase1} does not do for ${name}: too small, or not prepared for phase 2`);
    }
    ceremony.circuits[name] = fileHash(r1cs);
  }
  writeJson(recordPath(folder), ceremony);
  return ceremony;
}

/**
 * Adds one person's randomness to every key. It is drawn by snarkjs from the system and `entropy`, and never stored.
 * @returns the hashes that the contributor publishes, per circuit.
 */
export async function contribute(
  folder: string,
  name: string,
  entropy: string,
): Promise<Record<string, string>> {
  const apply = (from: string, to: string) => zKey.contribute(from, to, name, entropy);
  return extend(folder, { name, kind: "contribution" }, apply);
}

/**
 * Ends with public randomness that nobody could know before, such as a block hash announced by its future number.
 * @param hash hexadecimal. @param turns the hash is iterated 2^turns times, 10 … 63.
 */
export async function beacon(folder: string, hash: string, turns: number): Promise<Record<string, string>> {
  if (!/^([0-9a-f]{2})+$/i.test(hash))
    throw new CeremonyError("a beacon is an even number of hexadecimal digits");
  if (!Number.isInteger(turns) || turns < 10 || turns > 63) throw new CeremonyError("turns are 10 to 63");
  if (!readCeremony(folder).contributions.some(({ kind }) => kind === "contribution")) {
    throw new CeremonyError("a beacon alone hides nothing: at least one contribution comes first");
  }
  const apply = (from: string, to: string) => zKey.beacon(from, to, "beacon", hash, turns);
  return extend(folder, { name: `beacon ${hash}, 2^${turns} turns`, kind: "beacon" }, apply);
}

async function extend(
  folder: string,
  contribution: Contribution,
  apply: (from: string, to: string) => Promise<unknown>,
): Promise<Record<string, string>> {
  const ceremony = readCeremony(folder);
  if (ceremony.contributions.some(({ kind }) => kind === "beacon")) {
    throw new CeremonyError("the beacon has ended this ceremony");
  }
  const at = ceremony.contributions.length;
  const hashes: Record<string, string> = {};
  for (const name of Object.keys(ceremony.circuits)) {
    const hash = await apply(step(folder, name, at), step(folder, name, at + 1));
    if (!(hash instanceof Uint8Array)) throw new CeremonyError(`the key of ${name} could not be extended`);
    hashes[name] = Buffer.from(hash).toString("hex");
  }
  ceremony.contributions.push({ ...contribution, hashes });
  writeJson(recordPath(folder), ceremony);
  return hashes;
}

/**
 * Recomputes the first keys from circuits and phase 1, and follows every contribution to the newest keys.
 * @returns what is wrong, in words; empty when all is right.
 */
export async function faults(
  folder: string,
  phase1: string,
  circuits: Record<string, CompiledCircuit>,
): Promise<string[]> {
  const ceremony = readCeremony(folder);
  const wrong: string[] = [];
  if (fileHash(phase1) !== ceremony.phase1.hash) wrong.push("this is not the phase-1 file of the ceremony");
  for (const [name, compiled] of Object.entries(ceremony.circuits)) {
    const circuit = circuits[name];
    if (!circuit || fileHash(circuit.r1cs) !== compiled) {
      wrong.push(`${name}: the circuit is not the one of the ceremony`);
      continue;
    }
    const said: string[] = [];
    const note = (line: unknown) => said.push(String(line).replace(/\s/g, ""));
    const logger = { info: note, error: note, warn: note, debug: () => undefined };
    const genuine = await zKey.verifyFromR1cs(
      circuit.r1cs,
      phase1,
      newestKey(folder, name, ceremony),
      logger,
    );
    if (!genuine)
      wrong.push(`${name}: the key does not come from this circuit, phase 1 and these contributions`);
    const recorded = ceremony.contributions.map(({ hashes }) => hashes?.[name] ?? "");
    const inKey = said.filter((line) => line.startsWith("contribution#"));
    if (
      inKey.length !== recorded.length ||
      recorded.some((hash) => !inKey.some((line) => line.endsWith(hash)))
    ) {
      wrong.push(`${name}: the key holds other contributions than the record`);
    }
  }
  return wrong;
}

/** Whether a ceremony's keys may serve a public deployment: someone contributed and a beacon came last. */
export function isFinished({ contributions }: Ceremony): boolean {
  return contributions.length > 1 && contributions.at(-1)?.kind === "beacon";
}
