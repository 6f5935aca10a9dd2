import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, existsSync, readFileSync, statSync } from "node:fs";
import { finished } from "node:stream/promises";

/** A program that runs beside this one, with everything it starts. */
export interface Running {
  readonly pid: number;
  /** Settles when the program has ended, with what it ended with. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  hasEnded(): boolean;
  /** Stops it and all it started, and waits until it is gone. Harmless when it has ended already. */
  stop(): Promise<void>;
}

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** File that receives its output. */
  log: string;
  /** What asks it to stop; SIGTERM when left out. */
  signal?: NodeJS.Signals;
  /** Milliseconds it has to stop by itself before it is ended, 10,000 when left out. */
  patience?: number;
  /** Opens a channel for messages (Node programs only). */
  ipc?: boolean;
  /** Whom it runs as; needs root. */
  account?: { uid: number; gid: number };
}

function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Starts a program as the head of its own process group: the terminal's Ctrl-C does not reach it, so that the parts of a
 * stack can be stopped in order, and stopping it reaches everything it started.
 */
export function run(
  command: string,
  args: string[],
  { cwd, env, log, signal = "SIGTERM", patience = 10_000, ipc = false, account }: RunOptions,
): Running & { child: ChildProcess } {
  const output = createWriteStream(log, { flags: "a" });
  const child = spawn(command, args, {
    cwd,
    env,
    ...account,
    detached: true,
    stdio: ipc ? ["ignore", "pipe", "pipe", "ipc"] : ["ignore", "pipe", "pipe"],
  });
  child.stdout?.pipe(output, { end: false });
  child.stderr?.pipe(output, { end: false });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once("error", (error) => {
      output.end();
      reject(error);
    });
    child.once("close", (code, endedBy) => {
      output.end();
      resolve({ code, signal: endedBy });
    });
  });
  // Whoever starts it awaits `ended` or a sign of life; without this a failed start would end the whole process.
  ended.catch((error: Error) => output.destroyed || output.write(`${error.message}\n`));

  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;

  async function stop(): Promise<void> {
    const pid = child.pid;
    if (pid === undefined) return;
    const wait = async (milliseconds: number) => {
      for (const until = Date.now() + milliseconds; Date.now() < until; await pause(50))
        if (!signalGroup(pid, 0)) return true;
      return !signalGroup(pid, 0);
    };
    if (!hasEnded()) process.kill(pid, signal);
    if (!(await wait(patience)) && signalGroup(pid, "SIGKILL")) await wait(2_000);
    await finished(output, { error: false });
  }
  return { pid: child.pid ?? -1, ended, hasEnded, stop, child };
}

/** Thrown when a program that does one job ends with another code than 0. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";
}

/** Runs a program to its end. @throws ProgramError with the last lines of its output. */
export async function runToEnd(
  command: string,
  args: string[],
  options: RunOptions & { abort?: AbortSignal },
): Promise<void> {
  options.abort?.throwIfAborted();
  const begin = existsSync(options.log) ? statSync(options.log).size : 0;
  const running = run(command, args, options);
  const stop = () => void running.stop();
  options.abort?.addEventListener("abort", stop, { once: true });
  const { code, signal } = await running.ended;
  options.abort?.removeEventListener("abort", stop);
  options.abort?.throwIfAborted();
  if (code === 0) return;
  const output = readFileSync(options.log).subarray(begin).toString("utf8").trimEnd();
  const lines = output.split("\n").slice(-40).join("\n");
  throw new ProgramError(`${[command, ...args].join(" ")} ended with ${signal ?? code}:\n${lines}`);
}
