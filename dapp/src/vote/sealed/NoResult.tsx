import { useTranslation } from "react-i18next";
import type { PollRecord, SealedFacts } from "../../protocol/reader.ts";
import { Notice } from "../../ui/Notice.tsx";

/** A sealed poll in which too few voted for the total to keep a secret: nothing is ever opened. */
export function NoResult({ poll, sealed }: { poll: PollRecord; sealed: SealedFacts }) {
  const { t } = useTranslation("vote");
  return (
    <Notice title={t("void.what")}>
      {t("void.why", { count: poll.ballots, least: sealed.minimumTurnout })}
    </Notice>
  );
}
