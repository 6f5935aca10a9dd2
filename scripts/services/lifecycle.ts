import { OptionError } from "./options.ts";
import { OtherStoreError, StoreInUseError } from "./store.ts";

/** A service that runs. */
export interface Service {
  /** Where it listens. */
  readonly url: string;
  /** Finishes what it has begun and lets go of everything. */
  stop(): Promise<void>;
}

/** Errors that say all there is to say; others are shown with where they came from. */
const PLAIN = [OptionError, OtherStoreError, StoreInUseError];

const isPlain = (error: unknown) =>
  PLAIN.some((kind) => error instanceof kind) ||
  (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_"));

/** Runs a service until it is asked to stop, by Ctrl-C, a signal, or the end of whoever started it. */
export async function runService(start: () => Promise<Service>): Promise<void> {
  let stopping: Promise<void> | undefined;
  let running: Promise<Service> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      await (await running)?.stop();
      process.exit(0);
    })();
    stopping.catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  process.once("disconnect", stop);
  try {
    running = start();
    await running;
  } catch (error) {
    console.error(isPlain(error) ? (error as Error).message : error);
    process.exit(1);
  }
}
