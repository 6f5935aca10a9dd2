import { type Address, encodeFunctionData } from "viem";
import { castManyVotes } from "../../dapp/src/protocol/actions.ts";
import type { FinishedBallot } from "../../dapp/src/protocol/ballot.ts";
import { castManySealedVotes } from "../../dapp/src/protocol/sealed/actions.ts";
import type { Call } from "./sendings.ts";

/** Most ballots in one call: sealed ones take some 150,000 gas each, and a transaction at most 2^24. */
export const CAPACITY = 64;

/**
 * One call for ballots of one poll. Those whose nullifier is used when it arrives are skipped; anything else that is wrong
 * with one of them would revert them all.
 */
export function loadBallots(poll: Address, ballots: readonly FinishedBallot[]): Call {
  const open = ballots.filter((ballot) => ballot.kind === "open");
  const data =
    open.length > 0
      ? encodeFunctionData(castManyVotes(poll, open))
      : encodeFunctionData(
          castManySealedVotes(
            poll,
            ballots.filter((ballot) => ballot.kind === "sealed"),
          ),
        );
  return { to: poll, data };
}
