import { useNow } from "../../app/clock.ts";
import { documentOf, stampOf } from "../../app/data/pollView.ts";
import type { ReadPoll } from "../../protocol/documents.ts";
import { Phase, phaseOf } from "../../protocol/phase.ts";
import { type PollRecord, phaseFacts } from "../../protocol/reader.ts";
import type { StampKind } from "../../ui/Stamp.tsx";

/** A poll as its pages show it. */
export interface PollView {
  record: PollRecord;
  read: ReadPoll;
  phase: Phase;
  stamp: StampKind;
  /** UNIX seconds of the chain's clock. */
  now: number;
}

export function usePollView(record: PollRecord): PollView {
  const now = useNow();
  return {
    record,
    read: documentOf(record),
    phase: phaseOf(phaseFacts(record), now),
    stamp: stampOf(record, now),
    now,
  };
}

/** Whether ballots still can be or were cast: what is shown instead of the result is turnout. */
export const showsTurnout = ({ phase }: PollView): boolean =>
  phase === Phase.Open || phase === Phase.Scheduled;
