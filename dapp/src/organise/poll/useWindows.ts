import { useQuery } from "@tanstack/react-query";
import { useConfig } from "../../app/ConfigContext.tsx";
import { failureOf } from "../../app/failure.ts";
import { publicClientOf } from "../../app/wallet/chain.ts";
import { leVoteAbi } from "../../protocol/generated/abi.ts";
import type { Windows } from "./issues.ts";

/** The deployment's shortest windows; they never change. */
export function useWindows() {
  const config = useConfig();
  return useQuery({
    queryKey: ["windows", config.leVote],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<Windows> => {
      const reading = publicClientOf(config).readContract({
        address: config.leVote,
        abi: leVoteAbi,
        functionName: "windows",
      });
      return reading.catch((cause: unknown) => {
        throw failureOf(cause);
      });
    },
  });
}
