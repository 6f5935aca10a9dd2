import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { type Address, createPublicClient, http } from "viem";
import type { Node } from "../../dapp/src/protocol/audit/source.ts";
import { deploymentsSchema } from "../../dapp/src/protocol/deployment.ts";

/** Long enough for a node that searches many blocks for logs. */
const TIMEOUT = 60_000;

/** Tries are repeated by the audit itself, which knows what an answer is. */
export function nodeAt(url: string): Node {
  const client = createPublicClient({ transport: http(url, { timeout: TIMEOUT, retryCount: 0 }) });
  return { name: url, ask: (call) => client.request(call as Parameters<typeof client.request>[0]) };
}

/** LeVote on a chain as this source names it: of the networks, or of the local town. */
export function knownDeployment(
  project: string,
  chainId: number,
): { leVote: Address; startBlock: number } | null {
  for (const file of ["scripts/deployments.json", ".local/deployments.json"]) {
    const path = join(project, file);
    if (!existsSync(path)) continue;
    const deployments = v.parse(deploymentsSchema, JSON.parse(readFileSync(path, "utf8")));
    const known = deployments[String(chainId)];
    if (known) return known;
  }
  return null;
}
