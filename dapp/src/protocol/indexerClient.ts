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
