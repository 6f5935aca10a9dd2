import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

type Stop = () => Promise<void> | void;

/** What runs, in the order in which it was started; stopped in the reverse order, once. */
export class Parts {
  readonly #stops: Stop[] = [];
  readonly #branches: Promise<unknown>[] = [];
  #stopping: Promise<void> | undefined;

  add<T>(part: T, stop: Stop): T {
    this.#stops.push(stop);
    return part;
  }

  /** Work that goes on beside the rest of a start and may still add parts. Its error is for whoever awaits it. */
  branch<T>(work: Promise<T>): Promise<T> {
    this.#branches.push(work);
    work.catch(() => undefined);
    return work;
  }

  get stopping(): boolean {
    return this.#stopping !== undefined;
  }

  /**
   * Stops all parts, once no branch can add any more. One that cannot be stopped does not keep the others running; its
   * error is thrown at the end.
   */
  stop(): Promise<void> {
    this.#stopping ??= (async () => {
      await Promise.allSettled(this.#branches);
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
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Directories that this very process has claimed. */
const claimed = new Set<string>();

/** A directory that belongs to this process for now. */
export interface Claim {
  /** Notes a program that runs outside of this process, so that the next start can end it if this one is killed. */
  note(program: string, pid: number): void;
  release(): void;
}

/**
 * Claims a directory for this process, and ends what an earlier start noted there and left behind when it was killed.
 * @throws AlreadyRunningError
 */
export async function claim(directory: string): Promise<Claim> {
  const path = join(directory, "running.json");
  const { pid, programs } = readRunning(path);
  const runs = pid === process.pid ? claimed.has(directory) : isRunning(pid);
  if (runs) throw new AlreadyRunningError(pid, directory);
  claimed.add(directory);
  await endLeftovers(programs);
  const running: RunningFile = { pid: process.pid, programs: [] };
  const write = () => writeFileSync(path, JSON.stringify(running));
  write();
  return {
    note: (program, noted) => {
      running.programs.push([program, noted]);
      write();
    },
    release: () => {
      claimed.delete(directory);
      rmSync(path, { force: true });
    },
  };
}

interface RunningFile {
  pid: number;
  programs: [program: string, pid: number][];
}

function readRunning(path: string): RunningFile {
  if (!existsSync(path)) return { pid: 0, programs: [] };
  return JSON.parse(readFileSync(path, "utf8")) as RunningFile;
}

/** A number may belong to another program by now: only those that still are what was noted are ended. */
async function endLeftovers(programs: RunningFile["programs"]): Promise<void> {
  if (process.platform === "win32") return;
  const left = programs
    .filter(([program, pid]) => {
      const { stdout } = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
      return (stdout ?? "").includes(program);
    })
    .map(([, pid]) => pid);
  for (const pid of left) process.kill(pid, "SIGINT");
  for (const until = Date.now() + 5_000; left.some(isRunning) && Date.now() < until; )
    await new Promise((resolve) => setTimeout(resolve, 50));
  for (const pid of left) if (isRunning(pid)) process.kill(pid, "SIGKILL");
}
