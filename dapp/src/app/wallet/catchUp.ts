import type { Config } from "../config.ts";
import { openedReader } from "../data/useRead.ts";

/** After this long pages go on with what there is; they read again by themselves. */
const PATIENCE_MS = 15_000;
const PAUSE_MS = 300;

/** Waits until what pages read from has seen a block, so that what was just sent is there on the next page. */
export async function catchUp(config: Config, block: number): Promise<void> {
  const { reader } = await openedReader(config);
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    if ((await reader.head()).block >= block) return;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}
