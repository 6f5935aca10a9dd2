import { encodeFunctionData } from "viem";
import { castBallot } from "../../dapp/src/protocol/actions.ts";
import type { FinishedBallot } from "../../dapp/src/protocol/ballot.ts";
import type { Call } from "./sendings.ts";

/** How ballots of one poll go into one call. */
export interface Carriage {
  /** Most ballots in one call. */
  capacity: number;
  /** @param ballots of one poll, 1 to `capacity` of them. */
  load(ballots: readonly FinishedBallot[]): Call;
}

/** A call for each ballot. */
export const oneByOne: Carriage = {
  capacity: 1,
  load([ballot]) {
    if (!ballot) throw new RangeError("no ballot to carry");
    return {
      to: ballot.poll,
      data: encodeFunctionData(castBallot(ballot) as Parameters<typeof encodeFunctionData>[0]),
    };
  },
};
