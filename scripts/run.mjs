// Runs a script of the project under a Node it can use, on packages that match the lock file.
//
//   node scripts/run.mjs start --fresh
//
// No dependency and nothing newer than Node 18 in here: it is what runs before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Hardhat refuses anything older. */
const OLDEST = [22, 13];
/** Taken when the system's own is older. */
const NODE = "24.21.0";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, "node_modules");
const marker = join(modules, ".le-vote-install.json");
const windows = process.platform === "win32";

const say = (text) => process.stderr.write(`${text}\n`);

function fail(text) {
  say(`\n${text}`);
  process.exit(1);
}

function readJson(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

function suits(version) {
  const [major, minor] = version.split(".").map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

/** Path of a Node that suits: this one, the one found last time, or one that npm brings. */
function findNode() {
  if (suits(process.versions.node)) return process.execPath;
  const known = readJson(marker);
  if (known?.version === NODE && known.node && existsSync(known.node)) return known.node;
  say(
    `Node ${process.versions.node} is too old for this project (it needs ${OLDEST.join(".")}); npm brings Node ${NODE} for it…`,
  );
  const found = spawnSync(
    windows ? "npx.cmd" : "npx",
    ["-y", "-p", `node@${NODE}`, "node", "-p", windows ? '"process.execPath"' : "process.execPath"],
    { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], shell: windows },
  );
  const path = found.stdout?.trim();
  if (found.status !== 0 || !path)
    fail(`npm could not bring Node ${NODE}. Install Node ${OLDEST.join(".")} or newer and try again.`);
  return path;
}

/** Whether what is installed is what the lock file says, native parts for this machine included. */
function installed(lock) {
  const present = readJson(join(modules, ".package-lock.json"));
  if (!present) return false;
  for (const [path, wanted] of Object.entries(lock.packages)) {
    if (path === "" || wanted.optional || wanted.peer) continue;
    const found = present.packages[path];
    if (!found || found.version !== wanted.version || found.integrity !== wanted.integrity) return false;
  }
  return true;
}

/** npm leaves Hardhat's native part out, without a word, when it installs under an old Node. */
function hasNativePart() {
  const scope = join(modules, "@nomicfoundation");
  return existsSync(scope) && readdirSync(scope).some((name) => name.startsWith("edr-"));
}

function npmCommand(node, args) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith("npm-cli.js") && existsSync(cli))
    return { command: node, args: [cli, ...args], shell: false };
  return { command: windows ? "npm.cmd" : "npm", args, shell: windows };
}

function install(node, environment) {
  const lockText = readFileSync(join(root, "package-lock.json"));
  const hash = createHash("sha256").update(lockText).digest("hex");
  const brought = node === process.execPath ? null : node;
  const remember = () =>
    writeFileSync(marker, `${JSON.stringify({ lock: hash, version: NODE, node: brought }, null, 2)}\n`);

  const last = readJson(marker);
  if (hasNativePart()) {
    if (last?.lock === hash) {
      if (brought && (last.node !== brought || last.version !== NODE)) remember();
      return;
    }
    if (installed(JSON.parse(lockText.toString("utf8")))) {
      remember();
      return;
    }
  }
  say(
    existsSync(modules)
      ? "The installed packages are not those of the lock file; npm installs them again. This takes 2 to 4 minutes…"
      : "First use: npm installs the packages of the lock file. This takes 2 to 4 minutes…",
  );
  // The lock file is what counts: npm's warnings about what packages wish for would only worry who reads them.
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const npm = npmCommand(node, ["ci", "--include=dev", "--include=optional", ...quiet]);
  const result = spawnSync(npm.command, npm.args, {
    cwd: root,
    env: environment,
    stdio: ["ignore", 2, 2],
    shell: npm.shell,
  });
  if (result.status !== 0)
    fail(
      "npm ci failed (its own message stands above). Nothing was started; run the same command to try again.",
    );
  if (!hasNativePart())
    fail(
      `Hardhat has no native part for this machine (${process.platform} ${process.arch}). Remove node_modules and try again; if it stays away, this machine cannot run the local chain.`,
    );
  remember();
}

/**
 * What is compiled once belongs to the installation: npm runs this at the end of `npm ci`, and every start is then a
 * matter of seconds. Whatever keeps it from compiling does not make an installation fail: a start compiles what it lacks.
 */
function prepare() {
  const lock = readJson(join(root, "package-lock.json"));
  if (!suits(process.versions.node) || !hasNativePart() || !installed(lock)) return;
  say("Compiling contracts, subgraph and app. This takes about a minute, once…");
  const build = spawnSync(process.execPath, ["--import", "tsx", join("scripts", "build.ts")], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (build.status !== 0) say("Not everything could be compiled (see above); what needs it will say so.");
}

function run(node, environment, script, args) {
  // The channel carries no messages: it closes when this process ends, however it ends, and the script can notice.
  const child = spawn(node, ["--import", "tsx", script, ...args], {
    cwd: root,
    env: environment,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  // The terminal's Ctrl-C reaches the script by itself; a signal sent to this process alone has to be passed on.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => fail(`Could not start ${script}: ${error.message}`));
  child.on("exit", (code, signal) => {
    process.exit(signal ? 128 + constants.signals[signal] : code);
  });
}

const [name, ...args] = process.argv.slice(2);
if (name === "prepare") {
  prepare();
  process.exit(0);
}
const script = join("scripts", `${name}.ts`);
if (!name || !/^[a-z]+$/.test(name) || !existsSync(join(root, script))) {
  const scripts = Object.keys(readJson(join(root, "package.json")).scripts).filter((it) => it !== "prepare");
  fail(`Usage: node scripts/run.mjs <${scripts.join("|")}> [arguments]`);
}
const node = findNode();
const environment = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
install(node, environment);
run(node, environment, script, args);
