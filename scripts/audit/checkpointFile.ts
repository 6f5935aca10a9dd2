import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import type { CheckpointStore } from "../../dapp/src/protocol/audit/countCheckpoint.ts";

/** @throws Error when the file is there and no JSON: it may be something else than a checkpoint. */
export function checkpointFile(path: string, every = 5_000): CheckpointStore {
  return {
    every,
    load: async () => (existsSync(path) ? JSON.parse(await readFile(path, "utf8")) : null),
    // Written beside and then moved: an interruption leaves the old one whole.
    async save(checkpoint) {
      await writeFile(`${path}.new`, JSON.stringify(checkpoint));
      await rename(`${path}.new`, path);
    },
  };
}
