import { existsSync, mkdirSync } from "node:fs";
import { zKey } from "snarkjs";
import {
  type Ceremony,
  CeremonyError,
  hasCeremony,
  newestKey,
  phase1Record,
  readCeremony,
  stepKey,
  writeCeremony,
} from "./ceremonyRecord.ts";
import { type CompiledCircuit, fileHash } from "./compile.ts";

export interface StartOptions {
  /** Takes a phase-1 file that is none of the public ones; its keys are refused on public chains. */
  rehearsal?: boolean;
}

/** Begins with keys that nobody has contributed to. @throws CeremonyError when one stands there already. */
export async function start(
  folder: string,
  phase1: string,
  circuits: Record<string, CompiledCircuit>,
  { rehearsal = false }: StartOptions = {},
): Promise<Ceremony> {
  if (hasCeremony(folder)) throw new CeremonyError(`${folder} holds a ceremony already`);
  const record = phase1Record(phase1);
  if (record.rehearsal && !rehearsal) {
    throw new CeremonyError(
      `${phase1} is none of the public phase-1 files (circuits/phase1.json): whoever made it could forge proofs. To rehearse with it, say --rehearsal.`,
    );
  }
  mkdirSync(folder, { recursive: true });
  const ceremony: Ceremony = { phase1: record, circuits: {}, contributions: [] };
  for (const [name, { r1cs }] of Object.entries(circuits)) {
    const made = await attempt(`${phase1} is no phase-1 file`, () =>
      zKey.newZKey(r1cs, phase1, stepKey(folder, name, 0)),
    );
    // snarkjs answers -1 for a file that is too small or not prepared.
    if (made === -1) {
      throw new CeremonyError(`${phase1} does not do for ${name}: too small, or not prepared for phase 2`);
    }
    ceremony.circuits[name] = fileHash(r1cs);
  }
  writeCeremony(folder, ceremony);
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
  // snarkjs writes 64 characters of it into the key.
  if (!/^[^\p{Cc}]{1,64}$/u.test(name)) throw new CeremonyError("a name has 1 to 64 characters, on one line");
  const apply = (from: string, to: string) => zKey.contribute(from, to, name, entropy);
  return extend(folder, { name, kind: "contribution" }, apply);
}

/**
 * Ends with public randomness that nobody could know before, such as a block hash announced by its future number.
 * @param hash hexadecimal. @param turns the hash is iterated 2^turns times, 10 … 63.
 */
export async function beacon(folder: string, hash: string, turns: number): Promise<Record<string, string>> {
  const digits = hash.replace(/^0x/i, "").toLowerCase();
  if (!/^([0-9a-f]{2})+$/.test(digits))
    throw new CeremonyError("a beacon is an even number of hexadecimal digits");
  if (!Number.isInteger(turns) || turns < 10 || turns > 63) throw new CeremonyError("turns are 10 to 63");
  const { contributions } = readCeremony(folder);
  if (!contributions.some(({ kind }) => kind === "contribution")) {
    throw new CeremonyError("a beacon alone hides nothing: at least one contribution comes first");
  }
  const apply = (from: string, to: string) => zKey.beacon(from, to, "beacon", digits, turns);
  return extend(folder, { name: "beacon", kind: "beacon", beacon: { hash: digits, turns } }, apply);
}

async function extend(
  folder: string,
  contribution: Omit<Ceremony["contributions"][number], "hashes">,
  apply: (from: string, to: string) => Promise<unknown>,
): Promise<Record<string, string>> {
  const ceremony = readCeremony(folder);
  if (ceremony.contributions.some(({ kind }) => kind === "beacon")) {
    throw new CeremonyError("the beacon has ended this ceremony");
  }
  const names = Object.keys(ceremony.circuits);
  const missing = names.filter((name) => !existsSync(newestKey(folder, name, ceremony)));
  if (missing.length > 0) {
    const last = ceremony.contributions.at(-1)?.name ?? "whoever started";
    throw new CeremonyError(`the keys of ${missing.join(", ")} after the last step are missing: ask ${last}`);
  }
  const hashes: Record<string, string> = {};
  for (const name of names) {
    const from = newestKey(folder, name, ceremony);
    const to = stepKey(folder, name, ceremony.contributions.length + 1);
    const hash = await attempt(`${from} cannot be extended`, () => apply(from, to));
    if (!(hash instanceof Uint8Array)) throw new CeremonyError(`${from} cannot be extended`);
    hashes[name] = Buffer.from(hash).toString("hex");
  }
  ceremony.contributions.push({ ...contribution, hashes });
  writeCeremony(folder, ceremony);
  return hashes;
}

async function attempt<T>(failure: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new CeremonyError(`${failure}: ${(error as Error).message}`);
  }
}
