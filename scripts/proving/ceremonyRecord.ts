import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import * as v from "valibot";
import { PROJECT } from "../stack/builds.ts";
import { fileHash } from "./compile.ts";
import { writeJson } from "./manifest.ts";

/** Something a person can put right: said in one line, without a stack. */
export class CeremonyError extends Error {
  override readonly name = "CeremonyError";
}

/** Also a file's name: nothing in a folder that others sent may point out of it. */
const circuitName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9]*$/i));
const hexadecimal = v.pipe(v.string(), v.regex(/^[0-9a-f]+$/));

const recordSchema = v.strictObject({
  /** `rehearsal` when it is none of the public files. */
  phase1: v.strictObject({ file: v.string(), hash: hexadecimal, rehearsal: v.boolean() }),
  /** Circuit names with the SHA-256 of what was compiled. */
  circuits: v.record(circuitName, hexadecimal),
  contributions: v.array(
    v.strictObject({
      name: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
      kind: v.picklist(["contribution", "beacon"]),
      beacon: v.optional(
        v.strictObject({ hash: hexadecimal, turns: v.pipe(v.number(), v.minValue(10), v.maxValue(63)) }),
      ),
      /** By circuit: what the contributor saw and published. */
      hashes: v.record(circuitName, hexadecimal),
    }),
  ),
});

/**
 * Phase 2 of Groth16 among several people. The folder of a ceremony holds this record and, per circuit, the key after each
 * step: `ballot4.0000.zkey`, `ballot4.0001.zkey`… It travels from one contributor to the next; only the newest keys need to.
 */
export type Ceremony = v.InferOutput<typeof recordSchema>;

const recordPath = (folder: string) => join(folder, "ceremony.json");

export const stepKey = (folder: string, name: string, at: number) =>
  join(folder, `${name}.${String(at).padStart(4, "0")}.zkey`);

/** The key of a circuit after the last step. */
export const newestKey = (folder: string, name: string, { contributions }: Ceremony) =>
  stepKey(folder, name, contributions.length);

export const hasCeremony = (folder: string) => existsSync(recordPath(folder));

/** @throws CeremonyError when there is none, or its record is not one. */
export function readCeremony(folder: string): Ceremony {
  if (!hasCeremony(folder)) throw new CeremonyError(`no ceremony was started in ${folder}`);
  try {
    return v.parse(recordSchema, JSON.parse(readFileSync(recordPath(folder), "utf8")));
  } catch (error) {
    throw new CeremonyError(`${recordPath(folder)} is damaged: ${(error as Error).message}`);
  }
}

export function writeCeremony(folder: string, ceremony: Ceremony): void {
  writeJson(recordPath(folder), ceremony);
}

/** Whether a ceremony's keys may serve a deployment: someone contributed and a beacon came last. */
export function isFinished({ contributions }: Ceremony): boolean {
  return contributions.length > 1 && contributions.at(-1)?.kind === "beacon";
}

/** BLAKE2b-512 of the public phase-1 files, as snarkjs' README lists them. */
const PUBLIC_PHASE1: Record<string, string> = JSON.parse(
  readFileSync(join(PROJECT, "circuits/phase1.json"), "utf8"),
);

/**
 * @returns the file's record, under its public name where it is one of the public files.
 * @throws CeremonyError when there is no such file.
 */
export function phase1Record(file: string): Ceremony["phase1"] {
  if (!existsSync(file)) throw new CeremonyError(`there is no phase-1 file ${file}`);
  const blake = createHash("blake2b512").update(readFileSync(file)).digest("hex");
  const listed = Object.entries(PUBLIC_PHASE1).find(([, hash]) => hash === blake)?.[0];
  return { file: listed ?? basename(file), hash: fileHash(file), rehearsal: listed === undefined };
}
