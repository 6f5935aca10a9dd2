import { chainReader } from "../../protocol/chain.ts";
import type { Reader } from "../../protocol/reader.ts";
import type { Config } from "../config.ts";
import { publicClientOf } from "../wallet/chain.ts";

export { failureOf } from "../failure.ts";

/** Reads the deployment's polls and rolls. Brings viem with it: import it lazily. */
export function openReader(config: Config): Reader {
  const { leVote, startBlock } = config;
  return chainReader({ client: publicClientOf(config), leVote, startBlock });
}
