import { votingReadiness } from "../protocol/phase.ts";
import { isNoLater, type MemberRecord, type PollRecord, phaseFacts } from "../protocol/reader.ts";

/**
 * Whether one identity may vote in one poll and, if not, why:
 * - `notOnRoll`: the commitment never joined. - `listClosed`: nor can it in time, the poll's roll is fixed.
 * - `waiting`: joined, not yet admitted, the poll's roll is not fixed.
 * - `tooLate`: not admitted when the poll's roll was fixed. - `removed`: taken off the roll before that.
 * - `notYet`: on the roll, the poll has not opened. - `rollNotFrozen`: open, but its roll is still to be fixed.
 */
export type Standing =
  | "malformed"
  | "cancelled"
  | "over"
  | "notOnRoll"
  | "listClosed"
  | "waiting"
  | "tooLate"
  | "removed"
  | "notYet"
  | "rollNotFrozen"
  | "mayVote";

/** Whether the member's seat counts in the poll; before freezing, whether it would if it froze now. */
function seat(member: MemberRecord, poll: PollRecord): "seated" | "waiting" | "tooLate" | "removed" {
  const at = poll.frozen?.at;
  const happened = (position: MemberRecord["admitted"]) =>
    position !== null && (!at || isNoLater(position, at));
  if (happened(member.removed)) return "removed";
  if (happened(member.admitted)) return "seated";
  return at ? "tooLate" : "waiting";
}

/**
 * @param member the identity's place on the poll's roll, undefined when it has none.
 * @param now UNIX seconds of the chain's clock.
 */
export function standingOf(
  poll: PollRecord,
  malformed: boolean,
  member: MemberRecord | undefined,
  now: number,
): Standing {
  if (malformed) return "malformed";
  const readiness = votingReadiness(phaseFacts(poll), now);
  if (readiness === "cancelled" || readiness === "over") return readiness;
  if (!member) return poll.frozen ? "listClosed" : "notOnRoll";
  const place = seat(member, poll);
  if (place !== "seated") return place;
  return readiness === "ready" ? "mayVote" : readiness;
}

/** Several people on one device: what the poll list says is the best that anyone of them can do. */
export function bestStanding(standings: readonly Standing[]): Standing {
  const order: readonly Standing[] = ["mayVote", "rollNotFrozen", "notYet", "waiting", "tooLate", "removed"];
  return order.find((standing) => standings.includes(standing)) ?? standings[0] ?? "notOnRoll";
}
