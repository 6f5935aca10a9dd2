import { Provers } from "../../scripts/demo/provers.ts";

let started: Provers | undefined;

/** Processes that prove side by side, begun with the first proof that is asked for. */
export function provers(): Provers {
  started ??= new Provers();
  return started;
}

/** Ends the processes, and snarkjs' workers of this one: without it the process never ends. */
export async function endProver(): Promise<void> {
  started?.stop();
  started = undefined;
  const curve = (globalThis as { curve_bn128?: { terminate(): Promise<void> } | null }).curve_bn128;
  await curve?.terminate();
}

// Under mocha: once, after everything.
if (typeof after === "function") after(endProver);
