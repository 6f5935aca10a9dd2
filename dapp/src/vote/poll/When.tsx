import { Trans } from "react-i18next";
import { Phase } from "../../protocol/phase.ts";
import { Moment } from "../../ui/Moment.tsx";
import type { PollView } from "./usePollView.ts";

/** When the poll opens, ends or ended, in words. */
export function When({ view: { record, phase, now } }: { view: PollView }) {
  const [key, at] =
    phase === Phase.Scheduled
      ? (["when.opens", record.opensAt] as const)
      : phase === Phase.Open
        ? (["when.ends", record.closesAt] as const)
        : (["when.ended", record.closesAt] as const);
  if (record.cancelled) return null;
  return (
    <p>
      <Trans ns="vote" i18nKey={key} components={{ moment: <Moment at={at} now={now} /> }} />
    </p>
  );
}
