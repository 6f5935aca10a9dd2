import type { Address } from "viem";
import { approval, singleChoice } from "../../../dapp/src/protocol/questionPresets.ts";
import type { QuestionRule } from "../../../dapp/src/protocol/questions.ts";
import type { SealedPollRules } from "../../../dapp/src/protocol/sealed/ballot.ts";
import { GENERATOR, multiply } from "../../../dapp/src/protocol/sealed/curve.ts";

export const POLL: Address = "0x00000000000000000000000000000000000a11ce";
export const COMMITTEE: Address = "0x0000000000000000000000000000000000c0ffee";
export const CHAIN = 31337;
/** Secret behind the polls of these tests. */
export const SECRET = 0x5ea1edn;
export const KEY = multiply(GENERATOR, SECRET);
export const NULLIFIER = 77_000_000_001n;

export const choice = singleChoice({ options: 3, blank: true });
export const approvals = approval({ options: 4, blank: false, least: 0, most: 4 });

export function sealedPoll(rules: readonly QuestionRule[]): SealedPollRules {
  return { chainId: CHAIN, poll: POLL, key: KEY, rules };
}
