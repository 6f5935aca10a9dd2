import type { Reader } from "./reader.ts";

/** The subgraph cannot be reached, or answers with an error. */
export class IndexerError extends Error {
  override readonly name = "IndexerError";

  constructor(detail: string, cause?: unknown) {
    super(`the indexer does not answer: ${detail}`, { cause });
  }
}

export type { Reader };
