import { createContext, type ReactNode, useContext } from "react";
import type { Config } from "./config.ts";

const Context = createContext<Config | null>(null);

export function ConfigProvider({ config, children }: { config: Config; children: ReactNode }) {
  return <Context value={config}>{children}</Context>;
}

/** The deployment this page belongs to. @throws outside of ConfigProvider, which App always sets. */
export function useConfig(): Config {
  const config = useContext(Context);
  if (config === null) throw new Error("useConfig outside of ConfigProvider");
  return config;
}
