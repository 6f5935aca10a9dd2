import { useTranslation } from "react-i18next";
import { hourWords } from "../ui/dates.ts";
import { useChainClock } from "./clock.ts";
import { useSource } from "./data/source.ts";

/** The quiet line at the foot: how fresh what is shown is, and what does not answer. */
export function SourceLine() {
  const { t, i18n } = useTranslation();
  const { read, answering } = useChainClock();
  const source = useSource();
  const from = source && (source.source === "indexer" ? "indexer" : source.reason);
  const time = read === undefined ? "" : hourWords(read, i18n.language);
  if (!answering) return <p>{t(read === undefined ? "source.never" : "source.since", { time })}</p>;
  return (
    <p>
      {t("source.fresh", { time })} {from && t(`source.from.${from}`)}
    </p>
  );
}
