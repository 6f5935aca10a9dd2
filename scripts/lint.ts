import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { parseArgs } from "node:util";
import { PROJECT } from "./stack/builds.ts";

const { resolve } = createRequire(import.meta.url);

const { values } = parseArgs({ options: { fix: { type: "boolean" }, help: { type: "boolean" } } });
if (values.help) {
  console.log("npm run lint            formatting and rules (biome), Solidity (solhint), types (tsc)");
  console.log("npm run lint -- --fix   also writes what can be put right without thought");
  process.exit(0);
}

const checks: [name: string, program: string, args: string[]][] = [
  [
    "biome",
    resolve("@biomejs/biome/bin/biome"),
    ["check", ...(values.fix ? ["--write"] : []), "--max-diagnostics=100", "."],
  ],
  ["solhint", resolve("solhint/solhint.js"), ["--max-warnings", "0", "contracts/**/*.sol"]],
  ["tsc", resolve("typescript/bin/tsc"), ["--noEmit", "-p", "."]],
];

const failed: string[] = [];
for (const [name, program, args] of checks) {
  console.log(`\n${name}`);
  const { status } = spawnSync(process.execPath, [program, ...args], { cwd: PROJECT, stdio: "inherit" });
  if (status !== 0) failed.push(name);
}
console.log(failed.length === 0 ? "\nNothing to complain about." : `\nNot clean: ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);
