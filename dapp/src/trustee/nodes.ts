import { type Address, createPublicClient, http, type PublicClient } from "viem";
import type { Config } from "../app/config.ts";
import { AppError } from "../app/errors.ts";
import { chainOf } from "../app/wallet/chain.ts";
import { chainReader } from "../protocol/chain.ts";
import type { CommitteeRecord } from "../protocol/reader.ts";

const clients = new WeakMap<Config, PublicClient[]>();

/** One client for each configured node, none standing in for another: what secrets depend on must be said by all. */
export function nodesOf(config: Config): PublicClient[] {
  const known =
    clients.get(config) ??
    config.rpcUrls.map((url) => createPublicClient({ chain: chainOf(config), transport: http(url) }));
  clients.set(config, known);
  return known;
}

const asText = (value: unknown) =>
  JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? part.toString() : part));

/**
 * The committee as every configured node says it: never from the index, which could offer its own key for a trustee's.
 * @throws AppError "NodesDisagree", "NotACommittee"
 */
export async function committeeOnChain(config: Config, committee: Address): Promise<CommitteeRecord> {
  const { leVote, startBlock } = config;
  const told = await Promise.all(
    nodesOf(config).map((client) => chainReader({ client, leVote, startBlock }).committee(committee)),
  );
  const [first = null] = told;
  if (told.some((each) => asText(each) !== asText(first))) throw new AppError("NodesDisagree");
  if (first === null) throw new AppError("NotACommittee");
  return first;
}
