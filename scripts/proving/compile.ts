import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { fingerprint, PROJECT } from "../stack/builds.ts";

const { resolve } = createRequire(import.meta.url);

/** One circuit: a template with its parameters in order, as in circuits/circuits.json. */
export interface CircuitSource {
  /** File below `circuits/`. */
  source: string;
  template: string;
  parameters: Record<string, number>;
}

export interface CompiledCircuit {
  /** Paths of the compiler's products. */
  r1cs: string;
  wasm: string;
  /** As the compiler counts them after `--O2`; all are quadratic. */
  constraints: number;
}

export const CIRCUITS: Record<string, CircuitSource> = JSON.parse(
  readFileSync(join(PROJECT, "circuits/circuits.json"), "utf8"),
);

/** What a circuit is compiled from: every source, the parameters, and the lock file's compiler and circomlib. */
export function sourceHash(): string {
  const parts = ["circomlib", "circom2"].map((name) => `${name} ${packageVersion(name)}`);
  const sources = fingerprint(["circuits/**/*.circom", "circuits/circuits.json"]);
  return createHash("sha256")
    .update([sources, ...parts].join("\n"))
    .digest("hex");
}

export function packageVersion(name: string): string {
  const { version } = JSON.parse(readFileSync(join(PROJECT, "node_modules", name, "package.json"), "utf8"));
  return version;
}

export function fileHash(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

/**
 * Compiles one circuit with circom `--O2`; the same sources give the same bytes.
 * @param folder where the products go. @param base folder that `source` stands in, relative to the project.
 * @throws Error with the compiler's words.
 */
export async function compile(
  name: string,
  circuit: CircuitSource,
  folder = join(PROJECT, "build/circuits"),
  base = "circuits",
): Promise<CompiledCircuit> {
  mkdirSync(folder, { recursive: true });
  const main = join(folder, `${name}.circom`);
  const include = relative(folder, join(PROJECT, base, circuit.source)).replaceAll("\\", "/");
  const parameters = Object.values(circuit.parameters).join(", ");
  writeFileSync(
    main,
    `pragma circom 2.2.0;\ninclude "${include}";\ncomponent main { public [rho] } = ${circuit.template}(${parameters});\n`,
  );
  const compiler = join(resolve("circom2/package.json"), "../cli.js");
  const path = (file: string) => relative(PROJECT, file);
  const flags = ["--O2", "--r1cs", "--wasm", "-l", "node_modules", "-o", path(folder), path(main)];
  const said = await runNode([compiler, ...flags]);
  const constraints = /non-linear constraints: (\d+)/.exec(said)?.[1];
  if (!constraints) throw new Error(`${name} does not compile:\n${said}`);
  return {
    r1cs: join(folder, `${name}.r1cs`),
    wasm: join(folder, `${name}_js`, `${name}.wasm`),
    constraints: Number(constraints),
  };
}

function runNode(program: string[]): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, program, { cwd: PROJECT, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        said += chunk;
      });
    }
    child.once("error", fail);
    child.once("close", (code) => (code === 0 ? done(said) : fail(new Error(said))));
  });
}
