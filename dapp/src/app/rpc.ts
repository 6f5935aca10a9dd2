import * as v from "valibot";
import { AppError } from "./errors.ts";

const answer = v.object({
  result: v.object({ number: v.string(), timestamp: v.string() }),
});

/** A block's number and its time in UNIX seconds. */
export type BlockTime = { number: number; timestamp: number };

/** A node that takes longer counts as silent. */
const PATIENCE_MS = 10_000;

async function ask(url: string): Promise<BlockTime> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "eth_getBlockByNumber",
      params: ["latest", false],
    }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const { result } = v.parse(answer, await response.json());
  return { number: Number(result.number), timestamp: Number(result.timestamp) };
}

/**
 * The latest block, from the first node that answers. Plain fetch: the clock is needed before viem is loaded.
 * @throws AppError "NodeUnreachable" when none does.
 */
export async function latestBlock(rpcUrls: readonly string[]): Promise<BlockTime> {
  const causes: unknown[] = [];
  for (const url of rpcUrls) {
    try {
      return await ask(url);
    } catch (cause) {
      causes.push(cause);
    }
  }
  throw new AppError("NodeUnreachable", {}, { cause: causes.at(-1) });
}
