import { useTranslation } from "react-i18next";
import { regionalLocale } from "../../i18n/region.ts";
import { ThinLine } from "../../ui/ProgressLine.tsx";
import styles from "./Turnout.module.css";
import type { PollView } from "./usePollView.ts";

/** How many have voted, as a thin line and in words; never how they voted. */
export function Turnout({ view: { record } }: { view: PollView }) {
  const { t, i18n } = useTranslation("vote");
  const { ballots, frozen } = record;
  if (!frozen) return <p>{t("turnout.notFixed")}</p>;
  const share = frozen.rollSize === 0 ? 0 : ballots / frozen.rollSize;
  const percent = new Intl.NumberFormat(regionalLocale(i18n.language), {
    style: "percent",
    maximumFractionDigits: 1,
  }).format(share);
  return (
    <div className={styles.turnout}>
      <ThinLine share={share} />
      <p className="figures">{t("turnout.line", { count: ballots, roll: frozen.rollSize, percent })}</p>
    </div>
  );
}
