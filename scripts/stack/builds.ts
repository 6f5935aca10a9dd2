import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runToEnd } from "./processes.ts";

export const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

/** Something made from sources of the project, which need not be made again while these stay the same. */
interface Build {
  /** Globs of its sources, relative to the project. */
  sources: string[];
  /** Parts of the sources' paths that do not count. */
  except?: string[];
  /** A file that is there once it is built. */
  product: string;
  /** Path within the project of the program, run by Node, and its arguments. */
  program: string[];
}

const CONTRACTS: Build = {
  sources: ["contracts/**/*.sol", "hardhat.config.ts", "package-lock.json"],
  product: "artifacts/contracts/LeVote.sol/LeVote.json",
  program: ["node_modules/hardhat/dist/src/cli.js", "build", "--quiet", "--no-tests"],
};

const APP: Build = {
  sources: ["dapp/**/*", "tsconfig.json", "package-lock.json"],
  except: ["dapp/dist"],
  product: "dapp/dist/index.html",
  program: ["node_modules/vite/bin/vite.js", "build", "--config", "dapp/vite.config.ts"],
};

/** One hash over names and contents of all sources. */
export function fingerprint(globs: string[], except: string[] = []): string {
  const hash = createHash("sha256");
  const files = globs.flatMap((glob) => globSync(glob, { cwd: PROJECT })).sort();
  for (const file of files) {
    if (except.some((part) => file.startsWith(part))) continue;
    const path = join(PROJECT, file);
    if (statSync(path).isDirectory()) continue;
    hash.update(`${file}\0`).update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

/** What the deployed contracts are made from. */
export function contractsFingerprint(): string {
  return fingerprint([
    "contracts/**/*.sol",
    "hardhat.config.ts",
    "scripts/ignition/**/*",
    "scripts/chains.json",
  ]);
}

async function build(
  name: string,
  { sources, except, product, program }: Build,
  log: string,
  abort?: AbortSignal,
) {
  const stamp = join(PROJECT, "cache", `le-vote-${name}.sha256`);
  const now = fingerprint(sources, except);
  const built = existsSync(stamp) ? readFileSync(stamp, "utf8") : undefined;
  if (built === now && existsSync(join(PROJECT, product))) return false;
  await runToEnd(process.execPath, program, {
    cwd: PROJECT,
    env: { ...process.env, FORCE_COLOR: "0" },
    log,
    abort,
  });
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

/** Compiles the contracts if their sources changed; tells whether they had. */
export function buildContracts(log: string, abort?: AbortSignal): Promise<boolean> {
  return build("contracts", CONTRACTS, log, abort);
}

/** Builds the app as static files if its sources changed; tells whether they had. */
export function buildApp(log: string, abort?: AbortSignal): Promise<boolean> {
  return build("app", APP, log, abort);
}
