import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useConfig } from "./ConfigContext.tsx";
import { latestBlock } from "./rpc.ts";

/** How often the chain's clock is read again; between two readings the device's own seconds are added. */
const REREAD_MS = 12_000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One tick a second for the whole page, only while something listens. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const deviceSecond = () => Math.floor(Date.now() / 1000);

export type ChainClock = {
  /** UNIX seconds. */
  now: number;
  /** Time of the last block read, UNIX seconds; undefined while no node has answered: then `now` is the device's clock. */
  read: number | undefined;
  /** False once the nodes have stopped answering, or never did. */
  answering: boolean;
};

/** The chain's clock: the latest block's time plus the seconds since it was read. */
export function useChainClock(): ChainClock {
  const { rpcUrls } = useConfig();
  const second = useSyncExternalStore(subscribe, deviceSecond);
  const { data, error } = useQuery({
    queryKey: ["clock"],
    queryFn: async () => {
      const block = await latestBlock(rpcUrls);
      return { ...block, offset: block.timestamp - deviceSecond() };
    },
    refetchInterval: REREAD_MS,
    staleTime: REREAD_MS,
    // Without a network the question fails and says so; waiting for the network would leave the old answer standing.
    networkMode: "always",
  });
  return {
    now: second + (data?.offset ?? 0),
    read: data?.timestamp,
    answering: data !== undefined && error === null,
  };
}

/** UNIX seconds by the chain's clock, ticking once a second. */
export const useNow = (): number => useChainClock().now;
