import chains from "./chains.json" with { type: "json" };

/** A chain that Le Vote knows, see chains.json. Durations are seconds. */
export interface Chain {
  chainId: number;
  name: string;
  /** Whether anyone can reach it and what stands there is meant to last. */
  public: boolean;
  /** Base URL of a block explorer. */
  explorer: string | null;
  rpcUrls: string[];
  /** Shortest windows that LeVote accepts there. */
  windows: { rollClosing: number; voting: number };
  removalNotice: number;
  /** Which blocks no reorganisation replaces: those that nodes call finalized, or so many blocks below the newest. */
  final: { tag: string } | { confirmations: number };
  /** What a reader is told about how final a block is, by language. */
  finality: { en: string; fr: string };
}

/** @throws Error when chains.json does not know the chain. */
export function chainOf(chainId: number): Chain {
  const known = Object.entries(chains).find(([id]) => id === String(chainId));
  if (!known) throw new Error(`scripts/chains.json has no chain ${chainId}`);
  return { chainId, ...known[1] };
}
