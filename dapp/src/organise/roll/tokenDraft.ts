import { getAddress, isAddress } from "viem";
import type { TokenRule } from "../../protocol/reader.ts";

/** A token rule as it is typed. */
export type TokenDraft = { token: string; by: "id" | "votes"; minimumVotes: string; timepoint: string };

export const NO_TOKEN: TokenDraft = { token: "", by: "id", minimumVotes: "1", timepoint: "" };

const isWhole = (text: string) => /^\d+$/.test(text.trim());

/** The rule as the contract wants it; undefined while something is missing or no number. */
export function readTokenRule({ token, by, minimumVotes, timepoint }: TokenDraft): TokenRule | undefined {
  if (!isAddress(token.trim(), { strict: false })) return undefined;
  const address = getAddress(token.trim());
  if (by === "id") return { token: address, minimumVotes: 0n, timepoint: 0 };
  if (!isWhole(minimumVotes) || BigInt(minimumVotes) === 0n || !isWhole(timepoint)) return undefined;
  return { token: address, minimumVotes: BigInt(minimumVotes), timepoint: Number(timepoint) };
}
