import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";

type Stop = () => Promise<void> | void;

/** What runs, in the order in which it was started; stopped in the reverse order, once. */
export class Parts {
  readonly #stops: Stop[] = [];
  #stopping: Promise<void> | undefined;

  /** Adds a running part. One that comes when everything is being stopped is stopped at once. */
  async add<T>(part: T, stop: Stop): Promise<T> {
    if (this.#stopping) {
      await stop();
      throw new StoppedError();
    }
    this.#stops.push(stop);
    return part;
  }

  get stopping(): boolean {
    return this.#stopping !== undefined;
  }

  /** Stops all parts. One that cannot be stopped does not keep the others running; its error is thrown at the end. */
  stop(): Promise<void> {
    this.#stopping ??= (async () => {
      const errors: unknown[] = [];
      for (const stop of this.#stops.reverse()) {
        try {
          await stop();
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw new AggregateError(errors, "Not every part could be stopped");
    })();
    return this.#stopping;
  }
}

/** Thrown in a start that was stopped before its end. */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
  constructor() {
    super("Stopped before the start was complete");
  }
}

/** Thrown when the directory's town runs already. */
export class AlreadyRunningError extends Error {
  override readonly name = "AlreadyRunningError";
  constructor(pid: number, directory: string) {
    super(`The town in ${directory} is running already (process ${pid}). Stop that one with Ctrl-C first.`);
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/**
 * Claims a directory for this process, and stops graph-node and PostgreSQL that an earlier start left behind when it was
 * killed: their command lines name the directory.
 * @returns what gives the directory back. @throws AlreadyRunningError
 */
export async function claim(directory: string): Promise<Stop> {
  const path = join(directory, "town.pid");
  if (existsSync(path)) {
    const pid = Number(readFileSync(path, "utf8"));
    if (pid !== process.pid && isRunning(pid)) throw new AlreadyRunningError(pid, directory);
    await stopLeftovers(directory);
  }
  writeFileSync(path, String(process.pid));
  return () => rmSync(path, { force: true });
}

async function stopLeftovers(directory: string): Promise<void> {
  if (process.platform === "win32") return;
  const list = spawnSync("ps", ["-axo", "pid=,command="], { encoding: "utf8" });
  const left = (list.stdout ?? "")
    .split("\n")
    .filter((line) => line.includes(directory + sep) && /\/(gnd|postgres) /.test(line))
    .map((line) => Number.parseInt(line, 10));
  for (const pid of left) if (isRunning(pid)) process.kill(pid, "SIGINT");
  for (const until = Date.now() + 5_000; left.some(isRunning) && Date.now() < until; )
    await new Promise((resolve) => setTimeout(resolve, 50));
  for (const pid of left) if (isRunning(pid)) process.kill(pid, "SIGKILL");
}
