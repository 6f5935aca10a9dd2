import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import * as ceremony from "./proving/ceremony.ts";
import { faults } from "./proving/ceremonyFaults.ts";
import { CeremonyError, isFinished, newestKey, readCeremony } from "./proving/ceremonyRecord.ts";
import { type CircuitSource, type CompiledCircuit, compile } from "./proving/compile.ts";
import { provenance, publishKey } from "./proving/keys.ts";
import { KEYS, type Manifest, manifestPath, writeJson } from "./proving/manifest.ts";
import { PROJECT } from "./stack/builds.ts";

const USAGE = `npm run ceremony -- start --ptau FILE          first keys, from a public phase-1 file (Hermez, PPoT)
npm run ceremony -- contribute --name YOU      adds your randomness; asks for some typing
npm run ceremony -- verify --ptau FILE         checks every step from circuits and phase 1
npm run ceremony -- beacon --hash HEX          ends it with public randomness announced before
npm run ceremony -- finish --ptau FILE         verifies and puts keys and manifest into circuits/keys
  --folder DIR      the ceremony's folder, sent on from one contributor to the next (default: ceremony)
  --turns N         the beacon's hash is iterated 2^N times (default: 20)
  --rehearsal       start with a phase-1 file of your own; no public chain takes such keys
  --circuits FILE   other circuits than circuits/circuits.json
  --keys DIR        where finish puts keys and manifest (default: circuits/keys)`;

const OPTIONS = {
  ptau: { type: "string" },
  folder: { type: "string", default: "ceremony" },
  name: { type: "string" },
  hash: { type: "string" },
  turns: { type: "string", default: "20" },
  rehearsal: { type: "boolean", default: false },
  circuits: { type: "string", default: join(PROJECT, "circuits/circuits.json") },
  keys: { type: "string", default: KEYS },
  help: { type: "boolean" },
} as const;

const COMMANDS: Record<string, () => Promise<boolean>> = { start, contribute, verify, beacon, finish };
const { values, positionals } = readArguments();
const folder = resolve(values.folder);

let succeeded = false;
try {
  const command = COMMANDS[positionals[0] ?? ""];
  if (!command || positionals.length > 1) throw new CeremonyError(USAGE);
  succeeded = await command();
} catch (error) {
  if (!(error instanceof CeremonyError)) throw error;
  console.error(error.message);
}
// snarkjs keeps its worker threads.
process.exit(succeeded ? 0 : 1);

function readArguments() {
  try {
    const read = parseArgs({ allowPositionals: true, options: OPTIONS });
    if (!read.values.help) return read;
    console.log(USAGE);
    process.exit(0);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(1);
  }
}

function given(name: "ptau" | "name" | "hash"): string {
  const value = values[name];
  if (!value) throw new CeremonyError(`--${name} is missing`);
  return value;
}

async function compileAll(): Promise<Record<string, CompiledCircuit>> {
  const file = resolve(values.circuits);
  if (!existsSync(file)) throw new CeremonyError(`there are no circuits ${file}`);
  const sources: Record<string, CircuitSource> = JSON.parse(readFileSync(file, "utf8"));
  const base = relative(PROJECT, dirname(file));
  const compiled: Record<string, CompiledCircuit> = {};
  for (const [name, source] of Object.entries(sources)) {
    console.error(`Compiling ${name}…`);
    compiled[name] = await compile(name, source, undefined, base);
  }
  return compiled;
}

async function start(): Promise<boolean> {
  const ptau = resolve(given("ptau"));
  const { rehearsal } = values;
  const { phase1 } = await ceremony.start(folder, ptau, await compileAll(), { rehearsal });
  console.log(`Started on ${phase1.file}, SHA-256 ${phase1.hash}.`);
  if (phase1.rehearsal) console.log("A rehearsal: no public chain takes keys from it.");
  console.log(`Send the folder ${folder} to the first contributor.`);
  return true;
}

async function contribute(): Promise<boolean> {
  const name = given("name");
  publish(await ceremony.contribute(folder, name, await typed("Type something at random, then Enter: ")));
  console.log("Send the folder on to the next contributor. What you typed is stored nowhere.");
  return true;
}

async function typed(question: string): Promise<string> {
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<null>((done) => prompt.once("close", () => done(null)));
  const answer = await Promise.race([prompt.question(question), ended]);
  prompt.close();
  if (!answer) throw new CeremonyError("nothing was typed");
  return answer;
}

async function beacon(): Promise<boolean> {
  publish(await ceremony.beacon(folder, given("hash"), Number(values.turns)));
  return true;
}

function publish(hashes: Record<string, string>): void {
  console.log("Publish these hashes where others can compare them:");
  for (const [name, hash] of Object.entries(hashes)) console.log(`  ${name}: ${hash}`);
}

async function verify(): Promise<boolean> {
  const ptau = resolve(given("ptau"));
  readCeremony(folder);
  return verified(ptau, await compileAll());
}

async function verified(ptau: string, circuits: Record<string, CompiledCircuit>): Promise<boolean> {
  const wrong = await faults(folder, ptau, circuits);
  for (const line of wrong) console.error(line);
  if (wrong.length > 0) return false;
  const { phase1, contributions } = readCeremony(folder);
  console.log(`Every step is genuine, from ${phase1.file}${phase1.rehearsal ? " (a rehearsal)" : ""} on:`);
  for (const [i, { name, hashes }] of contributions.entries()) {
    console.log(`  ${i + 1}. ${name}`);
    for (const [circuit, hash] of Object.entries(hashes)) console.log(`     ${circuit}: ${hash}`);
  }
  return true;
}

async function finish(): Promise<boolean> {
  const ptau = resolve(given("ptau"));
  const record = readCeremony(folder);
  if (!isFinished(record)) {
    throw new CeremonyError("a ceremony ends with a beacon after at least one contribution");
  }
  const keys = resolve(values.keys);
  if (record.phase1.rehearsal && keys === resolve(KEYS)) {
    throw new CeremonyError(
      "keys of a rehearsal do not go into circuits/keys: name another folder with --keys",
    );
  }
  const circuits = await compileAll();
  if (!(await verified(ptau, circuits))) return false;
  const { file, hash, rehearsal } = record.phase1;
  const manifest: Manifest = {
    kind: rehearsal ? "rehearsal" : "ceremony",
    ...provenance(),
    phase1: { file, hash },
    contributions: record.contributions,
    circuits: {},
  };
  for (const [name, circuit] of Object.entries(circuits)) {
    manifest.circuits[name] = await publishKey(name, circuit, newestKey(folder, name, record), keys);
  }
  writeJson(manifestPath(keys), manifest);
  console.log(`Keys and manifest stand in ${keys}.`);
  if (!rehearsal) console.log("Put them into the contracts with: npm run generate");
  return true;
}
