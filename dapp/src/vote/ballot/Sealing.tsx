import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { Steps } from "../paper/Steps.tsx";
import styles from "./Sealing.module.css";
import type { SealState } from "./useSealing.ts";

type Props = {
  state: Exclude<SealState, { step: "idle" | "done" }>;
  /** Back to the paper after a failure; nothing was sent. */
  onBack: () => void;
};

/** Shares of the line that each stage takes, roughly as long as they last on a phone. */
const PLACES = { material: [0, 0.25], roll: [0.25, 0.35], proving: [0.35, 1] } as const;

/** The moment of voting: the paper folds into the box while the proof is made, with the true progress in words. */
export function Sealing({ state, onBack }: Props) {
  const { t } = useTranslation("vote");
  if (state.step === "failed") {
    return (
      <Card>
        <ErrorNotice error={state.error} retry={state.again} />
        <p>{t("seal.nothingSent")}</p>
        <div>
          <Button onPress={onBack}>{t("seal.back")}</Button>
        </div>
      </Card>
    );
  }
  const { stage, fraction } = state.progress;
  const [from, to] = PLACES[stage];
  const value = from + (to - from) * fraction;
  return (
    <Card>
      <h2>{t("seal.title")}</h2>
      <BallotBox value={value} />
      <ProgressLine words={t(`seal.${stage}`, { percent: Math.floor(value * 100) })} value={value} />
      <p>{t("seal.stay")}</p>
      <Steps now="seal" />
    </Card>
  );
}

/** A sheet that folds and goes into a box; how far it has gone is how much is done. */
function BallotBox({ value }: { value: number }) {
  return (
    <div className={styles.scene} aria-hidden>
      <div
        className={styles.sheet}
        style={{ translate: `0 ${value * 48}px`, scale: `1 ${1 - 0.45 * value}` }}
      />
      <div className={styles.box}>
        <div className={styles.slot} />
      </div>
    </div>
  );
}
