import { ProgressBar } from "react-aria-components/ProgressBar";
import styles from "./ProgressLine.module.css";

type Props = {
  /** What is happening, in words; always visible. */
  words: string;
  /** From 0 to 1; absent while the end cannot be known. */
  value?: number | undefined;
};

export function ProgressLine({ words, value }: Props) {
  return (
    <ProgressBar
      aria-label={words}
      value={(value ?? 0) * 100}
      isIndeterminate={value === undefined}
      className={styles.progress ?? ""}
    >
      <div className={styles.track}>
        <div
          className={`${styles.fill} ${value === undefined ? styles.waiting : ""}`}
          style={value === undefined ? undefined : { width: `${value * 100}%` }}
        />
      </div>
      <p aria-live="polite">{words}</p>
    </ProgressBar>
  );
}

/** A thin line for a share that is also said in words beside it. */
export function ThinLine({ share }: { share: number }) {
  return (
    <div className={`${styles.track} ${styles.thin}`} aria-hidden>
      <div className={styles.fill} style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
    </div>
  );
}
