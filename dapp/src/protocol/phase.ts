/** Where a poll stands; numbers and meaning as `Phase` in `contracts/interfaces/IPoll.sol`. */
export const Phase = {
  Preparing: 0,
  Scheduled: 1,
  Open: 2,
  Closed: 3,
  Tallied: 4,
  Cancelled: 5,
  Void: 6,
} as const;
export type Phase = (typeof Phase)[keyof typeof Phase];
export type PhaseName = keyof typeof Phase;

/** Stored facts that decide the phase of a poll. Times are UNIX seconds of the chain's clock. */
export interface PhaseFacts {
  rollClosesAt: number;
  /** First second in which votes count. */
  opensAt: number;
  /** First second in which votes no longer count. */
  closesAt: number;
  /** Cancelled by the organiser. */
  cancelled: boolean;
  /** The roll was copied into the poll. */
  frozen: boolean;
  /** Null for open polls. */
  sealed: {
    /** As many ballots as the minimum that protects secrecy. */
    enoughBallots: boolean;
    finalized: boolean;
  } | null;
}

/** @param now UNIX seconds of the chain's clock. */
export function phaseOf(facts: PhaseFacts, now: number): Phase {
  if (facts.cancelled) return Phase.Cancelled;
  if (now >= facts.closesAt) {
    if (!facts.frozen) return Phase.Cancelled;
    if (!facts.sealed || facts.sealed.finalized) return Phase.Tallied;
    return facts.sealed.enoughBallots ? Phase.Closed : Phase.Void;
  }
  return now < facts.opensAt ? Phase.Scheduled : Phase.Open;
}

export function phaseName(phase: Phase): PhaseName {
  const name = (Object.keys(Phase) as PhaseName[]).find((key) => Phase[key] === phase);
  if (!name) throw new RangeError(`no phase: ${phase}`);
  return name;
}

/** Whether a vote sent now would be taken: the poll is open and its roll frozen. */
export type VotingReadiness = "notYet" | "rollNotFrozen" | "ready" | "over" | "cancelled";

export function votingReadiness(facts: PhaseFacts, now: number): VotingReadiness {
  switch (phaseOf(facts, now)) {
    case Phase.Preparing:
    case Phase.Scheduled:
      return "notYet";
    case Phase.Open:
      return facts.frozen ? "ready" : "rollNotFrozen";
    case Phase.Cancelled:
    case Phase.Void:
      return "cancelled";
    default:
      return "over";
  }
}

/** Whether `freeze` may be called: from `rollClosesAt` until closing, unless cancelled or done. */
export function canFreeze(facts: PhaseFacts, now: number): boolean {
  return !facts.cancelled && !facts.frozen && now >= facts.rollClosesAt && now < facts.closesAt;
}
