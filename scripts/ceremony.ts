import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import * as ceremony from "./proving/ceremony.ts";
import { CIRCUITS, type CompiledCircuit, compile } from "./proving/compile.ts";
import { provenance, publishKey } from "./proving/keys.ts";
import { type Manifest, manifestPath, writeJson } from "./proving/manifest.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ptau: { type: "string" },
    folder: { type: "string", default: "ceremony" },
    name: { type: "string" },
    hash: { type: "string" },
    turns: { type: "string", default: "20" },
    help: { type: "boolean" },
  },
});
const folder = resolve(values.folder);

const COMMANDS: Record<string, () => Promise<boolean>> = { start, contribute, verify, beacon, finish };
const command = COMMANDS[positionals[0] ?? ""];
if (values.help || !command) {
  console.log(
    "npm run ceremony -- start --ptau FILE          first keys, from a public phase-1 file (Hermez, PPoT)",
  );
  console.log("npm run ceremony -- contribute --name YOU      adds your randomness; asks for some typing");
  console.log("npm run ceremony -- verify --ptau FILE         checks every step from circuits and phase 1");
  console.log(
    "npm run ceremony -- beacon --hash HEX          ends it with public randomness announced before",
  );
  console.log(
    "npm run ceremony -- finish --ptau FILE         verifies and puts keys and manifest into circuits/keys",
  );
  console.log(
    "  --folder DIR     the ceremony's folder, sent on from one contributor to the next (default: ceremony)",
  );
  console.log("  --turns N        the beacon's hash is iterated 2^N times (default: 20)");
  process.exit(values.help ? 0 : 1);
}
let succeeded = false;
try {
  succeeded = await command();
} catch (error) {
  if (!(error instanceof ceremony.CeremonyError)) throw error;
  console.error(error.message);
}
// snarkjs keeps its worker threads.
process.exit(succeeded ? 0 : 1);

function given(name: "ptau" | "name" | "hash"): string {
  const value = values[name];
  if (!value) throw new ceremony.CeremonyError(`--${name} is missing`);
  return value;
}

async function compileAll(): Promise<Record<string, CompiledCircuit>> {
  const compiled: Record<string, CompiledCircuit> = {};
  for (const [name, source] of Object.entries(CIRCUITS)) compiled[name] = await compile(name, source);
  return compiled;
}

async function start(): Promise<boolean> {
  const { phase1 } = await ceremony.start(folder, resolve(given("ptau")), await compileAll());
  console.log(`Started on ${phase1.file}, SHA-256 ${phase1.hash}. Compare it with the published one.`);
  return true;
}

async function contribute(): Promise<boolean> {
  const name = given("name");
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const entropy = await prompt.question("Type something at random, then Enter: ");
  prompt.close();
  publish(await ceremony.contribute(folder, name, entropy));
  return true;
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
  return verified(await compileAll());
}

async function verified(circuits: Record<string, CompiledCircuit>): Promise<boolean> {
  const wrong = await ceremony.faults(folder, resolve(given("ptau")), circuits);
  for (const line of wrong) console.error(line);
  if (wrong.length === 0) console.log("Every step is genuine.");
  return wrong.length === 0;
}

async function finish(): Promise<boolean> {
  const record = ceremony.readCeremony(folder);
  if (!ceremony.isFinished(record)) {
    throw new ceremony.CeremonyError("a ceremony ends with a beacon after at least one contribution");
  }
  const circuits = await compileAll();
  if (!(await verified(circuits))) return false;
  const manifest: Manifest = {
    kind: "ceremony",
    ...provenance(),
    phase1: record.phase1,
    contributions: record.contributions,
    circuits: {},
  };
  for (const [name, circuit] of Object.entries(circuits)) {
    manifest.circuits[name] = await publishKey(name, circuit, ceremony.newestKey(folder, name, record));
  }
  writeJson(manifestPath, manifest);
  console.log("Keys and manifest stand in circuits/keys.");
  return true;
}
