import { useTranslation } from "react-i18next";
import styles from "./paper.module.css";

/** Where a ballot is on its way. */
export const STEPS = ["choose", "check", "seal", "sent", "counted"] as const;
export type Step = (typeof STEPS)[number];

/** The quiet line that always says where I am. */
export function Steps({ now }: { now: Step }) {
  const { t } = useTranslation("vote");
  return (
    <ol className={styles.steps} aria-label={t("steps.all")}>
      {STEPS.map((step) => (
        <li key={step} aria-current={step === now ? "step" : undefined}>
          {t(`steps.${step}`)}
        </li>
      ))}
    </ol>
  );
}
