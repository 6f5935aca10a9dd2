import { canFreeze } from "../../protocol/phase.ts";
import { type PollRecord, phaseFacts, type RollRecord } from "../../protocol/reader.ts";

/** Something the organiser should do now, and where. */
export type Task =
  | { kind: "invite"; roll: RollRecord }
  | { kind: "admit"; roll: RollRecord; count: number }
  | { kind: "firstPoll"; roll: RollRecord }
  | { kind: "freeze"; poll: PollRecord; roll: RollRecord }
  /** The roll can close now but holds too few: without more residents the poll will not take place. */
  | { kind: "tooFew"; poll: PollRecord; roll: RollRecord; missing: number };

/** What needs doing, most pressing first. @param now UNIX seconds of the chain's clock. */
export function tasksOf(rolls: readonly RollRecord[], polls: readonly PollRecord[], now: number): Task[] {
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
  return [...admissions, ...due, ...invitations, ...first];
}
