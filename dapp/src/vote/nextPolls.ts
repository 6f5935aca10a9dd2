import { sameAddress } from "../app/addresses.ts";
import { Phase, phaseOf } from "../protocol/phase.ts";
import { type PollRecord, phaseFacts } from "../protocol/reader.ts";

/** Polls for which it is not too late to get onto this poll's list, the next one first. */
export function stillToJoin(polls: readonly PollRecord[], poll: PollRecord, now: number): PollRecord[] {
  const ahead = (other: PollRecord) => {
    const phase = phaseOf(phaseFacts(other), now);
    return other.frozen === null && (phase === Phase.Scheduled || phase === Phase.Open);
  };
  return polls
    .filter((other) => sameAddress(other.roll, poll.roll) && ahead(other))
    .sort((a, b) => a.opensAt - b.opensAt);
}
