import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROJECT = fileURLToPath(new URL("../../..", import.meta.url));

/** A directory of its own, gone after the tests of this file. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), "le-vote-services-"));
  after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** A service as its operator runs it: a process of its own. */
export class ServiceProcess {
  readonly #child: ChildProcess;
  output = "";
  readonly ended: Promise<number | null>;

  /** @param script of `scripts/`, as in `npm run`. */
  constructor(script: string, options: readonly string[]) {
    this.#child = spawn(process.execPath, ["--import", "tsx", `scripts/${script}.ts`, ...options], {
      cwd: PROJECT,
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on("data", (chunk: Buffer) => {
        this.output += chunk;
      });
    }
    this.ended = new Promise((resolve) => this.#child.once("close", resolve));
  }

  /** Where it listens, once it does. @throws Error when it ends instead. */
  async url(): Promise<string> {
    const listening = new Promise<string>((resolve) => {
      const look = () => {
        const [, url] = /listens on (http:\S+)/.exec(this.output) ?? [];
        if (url) resolve(url);
      };
      this.#child.stdout?.on("data", look);
      look();
    });
    const failed = this.ended.then(() => Promise.reject(new Error(`it ended: ${this.output}`)));
    return Promise.race([listening, failed]);
  }

  /** As the power going out. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.ended;
  }

  async stop(): Promise<number | null> {
    this.#child.kill("SIGTERM");
    return this.ended;
  }
}
