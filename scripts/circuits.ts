import { existsSync, mkdirSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { zKey } from "snarkjs";
import { CIRCUITS, type CompiledCircuit, compile, fileHash } from "./proving/compile.ts";
import { differences, makeDevelopmentKey, provenance, publishKey } from "./proving/keys.ts";
import { KEYS, keyPath, type Manifest, manifestPath, readManifest, writeJson } from "./proving/manifest.ts";
import { PROJECT } from "./stack/builds.ts";

const { values } = parseArgs({
  options: {
    check: { type: "boolean" },
    ptau: { type: "string", default: join(PROJECT, "../shared/ptau/dev_15.ptau") },
    help: { type: "boolean" },
  },
});
const phase1 = resolve(values.ptau);

if (values.help) {
  console.log("npm run circuits                 compiles the circuits and makes development keys for them");
  console.log(
    "npm run circuits -- --check      compiles them and checks that the keys in circuits/keys are theirs",
  );
  console.log("  --ptau FILE                    powers of tau (phase 1), prepared, 2^15 or more");
  console.log("\nKeys for a public deployment come from npm run ceremony.");
} else {
  const compiled: [string, CompiledCircuit][] = [];
  for (const [name, source] of Object.entries(CIRCUITS)) {
    const circuit = await compile(name, source);
    console.log(`${name}: ${circuit.constraints} constraints`);
    compiled.push([name, circuit]);
  }
  process.exitCode = (await (values.check ? check(compiled) : make(compiled))) ? 0 : 1;
}
// snarkjs keeps its worker threads.
process.exit();

async function make(compiled: [string, CompiledCircuit][]): Promise<boolean> {
  if (!existsSync(phase1)) {
    console.error(`No phase-1 file at ${phase1}. Name one with --ptau; users of the project need none.`);
    return false;
  }
  mkdirSync(KEYS, { recursive: true });
  const manifest: Manifest = {
    kind: "development",
    ...provenance(),
    phase1: { file: basename(phase1), hash: fileHash(phase1) },
    contributions: [{ name: "development", kind: "beacon" }],
    circuits: {},
  };
  for (const [name, circuit] of compiled) {
    await makeDevelopmentKey(circuit, phase1, keyPath(name));
    manifest.circuits[name] = await publishKey(name, circuit, keyPath(name));
    console.log(`${name}: key made`);
  }
  writeJson(manifestPath(), manifest);
  return true;
}

async function check(compiled: [string, CompiledCircuit][]): Promise<boolean> {
  const manifest = readManifest();
  const wrong: string[] = [];
  for (const [what, is] of Object.entries(provenance())) {
    if (manifest[what as keyof typeof manifest] !== is)
      wrong.push(`the ${what} are not those of the manifest`);
  }
  for (const [name, circuit] of compiled)
    wrong.push(...(await differences(name, circuit, manifest.circuits[name])));
  if (existsSync(phase1) && fileHash(phase1) === manifest.phase1.hash) {
    for (const [name, circuit] of compiled) {
      const genuine = await zKey.verifyFromR1cs(circuit.r1cs, phase1, keyPath(name));
      if (!genuine) wrong.push(`${name}: the proving key does not come from this circuit and phase 1`);
    }
  } else {
    console.log(
      `The phase-1 file ${manifest.phase1.file} is not here: hashes compared, keys not recomputed.`,
    );
  }
  for (const line of wrong) console.error(line);
  console.log(wrong.length === 0 ? "The keys are those of these circuits." : "The keys do not match.");
  return wrong.length === 0;
}
