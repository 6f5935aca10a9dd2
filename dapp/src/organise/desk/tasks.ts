import { sameAddress } from "../../app/addresses.ts";
import { canFreeze, Phase, phaseOf } from "../../protocol/phase.ts";
import { type CommitteeRecord, type PollRecord, phaseFacts, type RollRecord } from "../../protocol/reader.ts";
import { awaited, isSole, openingOf } from "../../trustee/progress.ts";

/** Something the organiser should do now, and where. */
export type Task =
  | { kind: "invite"; roll: RollRecord }
  | { kind: "admit"; roll: RollRecord; count: number }
  | { kind: "firstPoll"; roll: RollRecord }
  | { kind: "freeze"; poll: PollRecord; roll: RollRecord }
  /** The roll can close now but holds too few: without more residents the poll will not take place. */
  | { kind: "tooFew"; poll: PollRecord; roll: RollRecord; missing: number }
  /** Trustees whom the others wait for while the key is made. */
  | { kind: "trustees"; committee: CommitteeRecord; count: number }
  /** A closed poll still lacks shares. */
  | { kind: "openResult"; poll: PollRecord; missing: number }
  /** A closed poll that the organiser alone can open. */
  | { kind: "openOwn"; poll: PollRecord }
  /** Enough shares are there: anyone can publish the result. */
  | { kind: "count"; poll: PollRecord };

/** What closed polls wait for. */
function openings(polls: readonly PollRecord[], committees: readonly CommitteeRecord[], now: number): Task[] {
  return polls
    .filter((poll) => phaseOf(phaseFacts(poll), now) === Phase.Closed)
    .flatMap((poll): Task[] => {
      const committee = committees.find(({ address }) => sameAddress(address, poll.sealed?.committee));
      if (!committee) return [];
      const { needed } = openingOf(poll, committee);
      if (needed === 0) return [{ kind: "count", poll }];
      return [isSole(committee) ? { kind: "openOwn", poll } : { kind: "openResult", poll, missing: needed }];
    });
}

/**
 * What needs doing, most pressing first.
 * @param committees the organiser's own. @param now UNIX seconds of the chain's clock.
 */
export function tasksOf(
  rolls: readonly RollRecord[],
  polls: readonly PollRecord[],
  committees: readonly CommitteeRecord[],
  now: number,
): Task[] {
  const due = polls
    .filter((poll) => canFreeze(phaseFacts(poll), now))
    .sort((one, other) => one.opensAt - other.opensAt)
    .flatMap((poll): Task[] => {
      const roll = rolls.find(({ address }) => address === poll.roll);
      if (!roll) return [];
      const missing = poll.minimumRoll - roll.liveMembers - (roll.joined - roll.admitted);
      return [missing > 0 ? { kind: "tooFew", poll, roll, missing } : { kind: "freeze", poll, roll }];
    });
  const admissions = rolls
    .filter((roll) => roll.joined > roll.admitted)
    .map((roll): Task => ({ kind: "admit", roll, count: roll.joined - roll.admitted }));
  const invitations = rolls
    .filter((roll) => roll.kind === "invitation" && roll.invitations === 0)
    .map((roll): Task => ({ kind: "invite", roll }));
  const first = rolls
    .filter((roll) => roll.joined > 0 && !polls.some((poll) => poll.roll === roll.address))
    .map((roll): Task => ({ kind: "firstPoll", roll }));
  const trustees = committees.flatMap((committee): Task[] => {
    const count = awaited(committee).length;
    return count > 0 ? [{ kind: "trustees", committee, count }] : [];
  });
  return [...openings(polls, committees, now), ...admissions, ...due, ...trustees, ...invitations, ...first];
}
