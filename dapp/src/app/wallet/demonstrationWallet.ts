import type { WalletList } from "@rainbow-me/rainbowkit";
import { type Address, type EIP1193Provider, getAddress, numberToHex } from "viem";
import { createConnector } from "wagmi";

type CreateWalletFn = WalletList[number]["wallets"][number];

/** The node's first accounts are offered; more would only be a longer list. */
export const DEMONSTRATION_ACCOUNTS = 6;

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 28 28'%3E%3Crect width='28' height='28' rx='6' fill='%230b5563'/%3E%3Cpath d='M8 6h12v10H8z' fill='%23fff'/%3E%3Cpath d='M5 14h18v9H5z' fill='%23e4eff0'/%3E%3C/svg%3E";

type Request = (call: { method: string; params?: unknown }) => Promise<unknown>;

/** Passes everything on to the node, which holds the accounts unlocked and signs by itself. */
function nodeRequest(url: string, place: number, chainId: number): Request {
  const ask = async (method: string, params: unknown): Promise<unknown> => {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params: params ?? [] }),
    });
    const { result, error } = (await response.json()) as {
      result?: unknown;
      error?: { message: string; code: number };
    };
    if (error) throw Object.assign(new Error(error.message), error);
    return result;
  };
  return async ({ method, params }) => {
    if (method === "eth_chainId") return numberToHex(chainId);
    if (method === "eth_accounts" || method === "eth_requestAccounts") {
      const accounts = (await ask("eth_accounts", [])) as Address[];
      return accounts.slice(place, place + 1).map((account) => getAddress(account));
    }
    return ask(method, params);
  };
}

/**
 * A wallet for trying things out: one of the local node's unlocked accounts, without an extension.
 * @param place which account, from 0. @param name as RainbowKit shows it.
 */
export function demonstrationWallet(place: number, name: string, url: string): CreateWalletFn {
  const id = `demonstration-${place + 1}`;
  const connectedKey = `${id}.connected`;
  return () => ({
    id,
    name,
    iconUrl: ICON,
    iconBackground: "#0b5563",
    installed: true,
    createConnector: (details) =>
      createConnector<EIP1193Provider, Record<string, unknown>, Record<string, true>>((config) => {
        const chain = config.chains[0];
        const request = nodeRequest(url, place, chain.id) as EIP1193Provider["request"];
        const provider = {
          request,
          on: () => provider,
          removeListener: () => provider,
        } as unknown as EIP1193Provider;
        const accounts = () => request({ method: "eth_accounts" });
        return {
          ...details,
          id,
          name,
          type: "demonstration",
          async connect<withCapabilities extends boolean = false>() {
            const addresses = await accounts();
            await config.storage?.setItem(connectedKey, true);
            return {
              accounts: addresses as unknown as withCapabilities extends true
                ? readonly { address: Address; capabilities: Record<string, unknown> }[]
                : readonly Address[],
              chainId: chain.id,
            };
          },
          async disconnect() {
            await config.storage?.removeItem(connectedKey);
          },
          getAccounts: accounts,
          getChainId: async () => chain.id,
          getProvider: async () => provider,
          isAuthorized: async () => (await config.storage?.getItem(connectedKey)) === true,
          switchChain: async () => chain,
          onAccountsChanged: (changed) =>
            config.emitter.emit("change", { accounts: changed.map((account) => getAddress(account)) }),
          onChainChanged: (chainId) => config.emitter.emit("change", { chainId: Number(chainId) }),
          onDisconnect: () => config.emitter.emit("disconnect"),
        };
      }),
  });
}
