import { RainbowKitProvider } from "@rainbow-me/rainbowkit";
import "@rainbow-me/rainbowkit/styles.css";
import { createContext, type ReactNode, useContext } from "react";
import { WagmiProvider } from "wagmi";
import { useLanguage } from "../../i18n/index.ts";
import { useConfig } from "../ConfigContext.tsx";
import { wagmiConfigOf } from "./wagmiConfig.ts";
import "./walletTheme.css";

const Present = createContext(false);

/**
 * Wallets for what stands inside. May be nested: only the outermost counts. Import it lazily, it brings viem, wagmi and
 * RainbowKit with it. Its colours are in walletTheme.css, so RainbowKit adds no inline style sheet.
 */
export default function WalletProvider({ children }: { children: ReactNode }) {
  const config = useConfig();
  const [language] = useLanguage();
  if (useContext(Present)) return children;
  return (
    <Present value={true}>
      <WagmiProvider config={wagmiConfigOf(config)} reconnectOnMount>
        <RainbowKitProvider
          theme={null}
          locale={language}
          appInfo={{ appName: "Le Vote" }}
          modalSize="compact"
        >
          {children}
        </RainbowKitProvider>
      </WagmiProvider>
    </Present>
  );
}
