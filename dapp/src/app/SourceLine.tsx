import { useTranslation } from "react-i18next";
import { useConfig } from "./ConfigContext.tsx";
import { useChainClock } from "./clock.ts";

/** The quiet line at the foot: which chain, which block, and where what is shown comes from. */
export function SourceLine() {
  const { t } = useTranslation();
  const { name } = useConfig();
  const { block, known } = useChainClock();
  return <p>{known ? t("source.chain", { name, block }) : t("source.unreachable", { name })}</p>;
}
