import { createPublicClient, defineChain, fallback, http, type PublicClient } from "viem";
import type { Config } from "../config.ts";

/** The deployment's chain, as viem and wagmi want it. */
export function chainOf({ chainId, name, rpcUrls, demonstration }: Config) {
  return defineChain({
    id: chainId,
    name,
    nativeCurrency: { name: "Ether", symbol: "ETH", decimals: 18 },
    rpcUrls: { default: { http: rpcUrls } },
    testnet: demonstration,
  });
}

/** The nodes in their order: the next one answers when one does not. */
export const transportOf = ({ rpcUrls }: Config) =>
  fallback(rpcUrls.map((url) => http(url, { batch: true })));

const clients = new WeakMap<Config, PublicClient>();

/** One client for reading the chain and for simulating what a person is about to send. */
export function publicClientOf(config: Config): PublicClient {
  const known = clients.get(config);
  if (known) return known;
  const client = createPublicClient({
    chain: chainOf(config),
    transport: transportOf(config),
    pollingInterval: 1_000,
  });
  clients.set(config, client);
  return client;
}
