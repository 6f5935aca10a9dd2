import type { Position } from "./reader.ts";

/** The subgraph cannot be reached, or answers with an error. */
export class IndexerError extends Error {
  override readonly name = "IndexerError";

  constructor(detail: string, cause?: unknown) {
    super(`the indexer does not answer: ${detail}`, { cause });
  }
}

/** Milliseconds after which the chain is asked instead. */
const TIMEOUT = 8_000;

export type Ask = <Answer, Variables extends object>(query: string, variables: Variables) => Promise<Answer>;

/** @returns a function that asks one GraphQL endpoint. @throws IndexerError */
export function askGraphql(url: string): Ask {
  return async <Answer, Variables extends object>(query: string, variables: Variables) => {
    const answer = await post(url, JSON.stringify({ query, variables }));
    const { data, errors } = answer as { data?: Answer; errors?: { message: string }[] };
    if (errors?.length) throw new IndexerError(errors.map(({ message }) => message).join("; "));
    if (!data) throw new IndexerError("an answer without data");
    return data;
  };
}

/** The subgraph's `position`: block number · 2^32 + log index. */
export function positionOf(position: string): Position {
  const value = BigInt(position);
  return { block: Number(value >> 32n), logIndex: Number(value & 0xffffffffn) };
}

/** Rows of one answer; longer lists are asked for in pages. */
export const PAGE = 1000;
/** Above every position there can be: block and log index in 96 bits. */
export const LAST_POSITION = (2n ** 96n).toString();

/** Asks for pages until one is not full. */
export async function paged<Row, Cursor>(
  start: Cursor,
  page: (cursor: Cursor) => Promise<{ rows: Row[]; next: Cursor }>,
  size: number = PAGE,
): Promise<Row[]> {
  const all: Row[] = [];
  let cursor = start;
  for (;;) {
    const { rows, next } = await page(cursor);
    all.push(...rows);
    if (rows.length < size) return all;
    cursor = next;
  }
}

async function post(url: string, body: string): Promise<unknown> {
  try {
    const headers = { "content-type": "application/json" };
    const response = await fetch(url, {
      method: "POST",
      headers,
      body,
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return await response.json();
  } catch (cause) {
    throw new IndexerError(cause instanceof Error ? cause.message : String(cause), cause);
  }
}
