import { useTranslation } from "react-i18next";
import { useConfig } from "./ConfigContext.tsx";
import { useChainClock } from "./clock.ts";
import { useSource } from "./data/source.ts";

/** The quiet line at the foot: which chain, which block, and where what is shown comes from. */
export function SourceLine() {
  const { t } = useTranslation();
  const { name } = useConfig();
  const { block, known } = useChainClock();
  const source = useSource();
  const from = source && (source.source === "indexer" ? "indexer" : source.reason);
  return (
    <p>
      {known ? t("source.block", { name, block }) : t("source.unreachable", { name })}{" "}
      {from && t(`source.from.${from}`)}
    </p>
  );
}
