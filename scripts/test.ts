import { spawn } from "node:child_process";
import { globSync } from "node:fs";
import { parseArgs } from "node:util";
import { PROJECT } from "./stack/builds.ts";
import { judge, type Tally } from "./stack/tally.ts";

const HARDHAT = "node_modules/hardhat/dist/src/cli.js";
const MOCHA = "node_modules/mocha/bin/mocha.js";

interface Run {
  name: string;
  /** Program and arguments, run by Node in the project's folder. */
  program: string[];
  /** Only prepares: it counts when it fails, and then the runs after it in its suite are not tried. */
  prepares?: boolean;
}

const mocha = (folder: string): Run => {
  const files = globSync(`test/${folder}/**/*.test.ts`, { cwd: PROJECT }).sort();
  return { name: folder, program: [MOCHA, ...files] };
};

const BUILD: Run = { name: "contracts, built", program: [HARDHAT, "build"], prepares: true };

/** In the order in which they run: what fails fastest comes first. */
const SUITES: Record<string, () => Run[]> = {
  protocol: () => [BUILD, mocha("protocol")],
  contracts: () => [
    BUILD,
    { name: "contracts, Solidity", program: [HARDHAT, "test", "solidity", "--no-compile"] },
    { name: "contracts", program: [HARDHAT, "test", "mocha", "--no-compile"] },
  ],
  stack: () => [mocha("stack")],
  app: () => [BUILD, mocha("app")],
  circuits: () => [BUILD, mocha("circuits")],
  subgraph: () => [BUILD, mocha("subgraph")],
  services: () => [BUILD, mocha("services")],
  audit: () => [BUILD, mocha("audit")],
  browser: () => [BUILD, mocha("e2e")],
};

/** Milliseconds after which a run that hangs is ended. */
const PATIENCE = 25 * 60_000;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { help: { type: "boolean" } } });
const names = Object.keys(SUITES);
const unknown = positionals.find((name) => !names.includes(name));
if (values.help || unknown) {
  if (unknown) console.error(`There is no suite called ${unknown}.\n`);
  console.log(`npm test                  runs every suite: ${names.join(", ")}`);
  console.log("npm test -- contracts     runs one of them, or several");
  process.exit(unknown ? 1 : 0);
}

/** Runs one program in a process group of its own, shows what it prints, and ends all it started. */
function execute({ program }: Run): Promise<{ output: string; code: number | null }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, program, {
      cwd: PROJECT,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}) },
    });
    const endGroup = (signal: NodeJS.Signals) => {
      try {
        process.kill(-(child.pid as number), signal);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
      }
    };
    const interrupt = () => {
      endGroup("SIGINT");
      setTimeout(() => endGroup("SIGKILL"), 10_000).unref();
      child.once("close", () => process.exit(130));
    };
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, interrupt);
    const hang = setTimeout(() => {
      console.error(`\nEnded after ${PATIENCE / 60_000} minutes without an end.`);
      endGroup("SIGKILL");
    }, PATIENCE);
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        output += chunk;
        process.stdout.write(chunk);
      });
    }
    child.once("close", (code) => {
      clearTimeout(hang);
      for (const signal of ["SIGINT", "SIGTERM"]) process.removeListener(signal, interrupt);
      endGroup("SIGKILL");
      resolve({ output, code });
    });
  });
}

const total: Tally = { passed: 0, failed: 0 };
const lines: string[] = [];
const built = new Map<Run, boolean>();

async function runOnce(run: Run): Promise<boolean> {
  const known = built.get(run);
  if (known !== undefined) return known;
  const begun = performance.now();
  console.log(`\n━━ ${run.name}`);
  const { output, code } = await execute(run);
  const tally = run.prepares ? { passed: 0, failed: code === 0 ? 0 : 1 } : judge(output, code);
  total.passed += tally.passed;
  total.failed += tally.failed;
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  const outcome = run.prepares
    ? code === 0
      ? "done"
      : "failed"
    : `${tally.passed} passed, ${tally.failed} failed`;
  lines.push(`  ${run.name}: ${outcome} (${seconds} s)`);
  built.set(run, code === 0);
  return code === 0;
}

for (const name of positionals.length > 0 ? positionals : names) {
  for (const run of SUITES[name]?.() ?? []) {
    if (!(await runOnce(run)) && run.prepares) break;
  }
}
console.log(`\n━━ All together\n${lines.join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1);
