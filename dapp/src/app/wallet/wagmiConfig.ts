import { connectorsForWallets } from "@rainbow-me/rainbowkit";
import { injectedWallet } from "@rainbow-me/rainbowkit/wallets";
import i18next from "i18next";
import { createConfig } from "wagmi";
import type { Config } from "../config.ts";
import { chainOf, transportOf } from "./chain.ts";
import { DEMONSTRATION_ACCOUNTS, demonstrationWallet } from "./demonstrationWallet.ts";

/** RainbowKit shows it beside a request; without WalletConnect it goes nowhere. */
const APP = { appName: "Le Vote", projectId: "" };

function connectorsOf({ demonstration, rpcUrls: [url] }: Config) {
  // Wallets that announce themselves (EIP-6963) are added by wagmi; `injected` is for in-app browsers that do not.
  const browser = { groupName: i18next.t("wallet.browser"), wallets: [injectedWallet] };
  if (!demonstration || url === undefined) return connectorsForWallets([browser], APP);
  const wallets = Array.from({ length: DEMONSTRATION_ACCOUNTS }, (_, place) =>
    demonstrationWallet(place, i18next.t("wallet.account", { number: place + 1 }), url),
  );
  return connectorsForWallets([{ groupName: i18next.t("wallet.demonstration"), wallets }, browser], APP);
}

function makeConfig(config: Config) {
  const chain = chainOf(config);
  return createConfig({
    chains: [chain],
    transports: { [chain.id]: transportOf(config) },
    connectors: connectorsOf(config),
    multiInjectedProviderDiscovery: true,
    pollingInterval: 1_000,
  });
}

const configs = new WeakMap<Config, ReturnType<typeof makeConfig>>();

/** One for the page's life: connections live in it. */
export function wagmiConfigOf(config: Config) {
  const known = configs.get(config) ?? makeConfig(config);
  configs.set(config, known);
  return known;
}
