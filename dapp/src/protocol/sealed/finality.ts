import type { PublicClient } from "viem";
import chains from "../../../../scripts/chains.json" with { type: "json" };

/** Which blocks of a chain no reorganisation replaces any more: the node's word, or so many blocks on top. */
export type FinalRule = { tag: "finalized" } | { confirmations: number };

export interface ChainTime {
  final: FinalRule;
  /** Whether the chain's clock is everyone's: a local one may run ahead of it. */
  worldTime: boolean;
}

/** Data of scripts/chains.json. @throws RangeError for a chain that is not there. */
export function chainTime(chainId: number): ChainTime {
  const known = Object.entries(chains).find(([id]) => id === String(chainId));
  if (!known) throw new RangeError(`chain ${chainId} is not known`);
  const { final, public: worldTime } = known[1];
  return { final: "confirmations" in final ? final : { tag: "finalized" }, worldTime };
}

/** @returns the number of the newest block that is final by the rule, never below 0. */
export async function finalBlock(
  client: Pick<PublicClient, "getBlock">,
  rule: FinalRule,
  head: bigint,
): Promise<bigint> {
  if ("tag" in rule) return (await client.getBlock({ blockTag: rule.tag })).number;
  const deep = head - BigInt(rule.confirmations);
  return deep < 0n ? 0n : deep;
}
