/** Starts the worker that rebuilds a roll's tree, off the page's own thread. */
export const startRollWorker = () =>
  new Worker(new URL("../protocol/rollWorker.ts", import.meta.url), { type: "module" });
