import * as v from "valibot";
import { type Address, createPublicClient, fallback, http, type PublicClient } from "viem";
import { deploymentsSchema } from "../../dapp/src/protocol/deployment.ts";
import { type Chain, chainOf } from "../chains.ts";
import deployments from "../deployments.json" with { type: "json" };
import { OptionError } from "./options.ts";

/** The chain that a service works with. */
export interface ServedChain {
  client: PublicClient;
  chain: Chain;
  leVote: Address;
  /** Block from which LeVote's events are read. */
  startBlock: number;
}

export interface ChainOptions {
  rpcUrls: readonly string[];
  /** Null: as `scripts/deployments.json` says. */
  leVote: Address | null;
  /** Null: as `scripts/deployments.json` says, else 0. */
  startBlock: number | null;
}

/** Milliseconds that a node has to answer. */
const PATIENCE = 20_000;

/** @throws OptionError when nothing is known of this chain, viem's errors when no node answers. */
export async function connectChain({ rpcUrls, leVote, startBlock }: ChainOptions): Promise<ServedChain> {
  const nodes = rpcUrls.map((url) => http(url, { timeout: PATIENCE, retryCount: 1 }));
  const client: PublicClient = createPublicClient({ transport: fallback(nodes), cacheTime: 0 });
  const chainId = await client.getChainId();
  const known = v.parse(deploymentsSchema, deployments)[String(chainId)];
  const address = leVote ?? known?.leVote;
  if (!address)
    throw new OptionError(`no Le Vote is known on chain ${chainId}: give its address with --levote`);
  const ownStart = known?.leVote.toLowerCase() === address.toLowerCase() ? known.startBlock : 0;
  return {
    client,
    chain: chainOf(chainId),
    leVote: address,
    startBlock: startBlock ?? ownStart,
  };
}

/** The newest block that no reorganisation replaces. @param confirmations instead of what the chain's own file says. */
export async function finalBlock(
  { client, chain }: Pick<ServedChain, "client" | "chain">,
  confirmations: number | null,
): Promise<bigint> {
  const depth = confirmations ?? ("confirmations" in chain.final ? chain.final.confirmations : null);
  if (depth === null) return (await client.getBlock({ blockTag: "finalized" })).number;
  const head = await client.getBlockNumber({ cacheTime: 0 });
  return head - BigInt(depth);
}

/** What a store of this chain says it is about, see `Store.require`. */
export const chainFacts = ({ chain, leVote }: ServedChain): Record<string, string> => ({
  chain: String(chain.chainId),
  leVote,
});
