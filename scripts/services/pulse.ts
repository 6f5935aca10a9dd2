import { reasonOf, type Say } from "./say.ts";

export interface PulseOptions {
  /** What it does, for the log: "reading the chain". */
  name: string;
  /** Milliseconds between the end of a step and the next. */
  every: number;
  /** Milliseconds between steps that fail one after the other, at most. */
  longest: number;
  step: () => Promise<void>;
  say: Say;
}

/** Does the same step again and again, ever more slowly while it fails, until it is stopped. */
export class Pulse {
  /** When a step last succeeded, milliseconds since 1970. */
  lastSuccess = 0;
  readonly #options: PulseOptions;
  #failures = 0;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;

  constructor(options: PulseOptions) {
    this.#options = options;
  }

  get failing(): boolean {
    return this.#failures > 0;
  }

  /** Does the first step now. Its error is not hidden: a service that cannot begin does not start. */
  async start(): Promise<void> {
    await this.#options.step();
    this.lastSuccess = Date.now();
    this.#rest();
  }

  /** Does the next step now, or once more right after the one that runs. */
  hurry(): void {
    if (this.#stopped) return;
    if (this.#running) this.#again = true;
    else this.#begin();
  }

  /** Waits for the step that runs and does no other. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
  }

  #rest(): void {
    if (this.#stopped) return;
    const { every, longest } = this.#options;
    const wait = this.#again ? 0 : Math.min(longest, every * 2 ** this.#failures);
    this.#again = false;
    this.#timer = setTimeout(() => this.#begin(), wait);
  }

  #begin(): void {
    clearTimeout(this.#timer);
    this.#running = this.#once().finally(() => {
      this.#running = undefined;
      this.#rest();
    });
  }

  async #once(): Promise<void> {
    const { step, name, say } = this.#options;
    try {
      await step();
      if (this.#failures > 0) say(`${name}: works again`);
      this.#failures = 0;
      this.lastSuccess = Date.now();
    } catch (error) {
      this.#failures++;
      say(`${name}: failed ${this.#failures} time(s) in a row (${reasonOf(error)})`);
    }
  }
}
