import { Check } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./StepList.module.css";

export interface StepEntry {
  id: string;
  title: ReactNode;
  state: "done" | "now" | "later";
  /** Read out for the state, which is otherwise a mark: "done", "now", "later". */
  stateWords: string;
  /** What there is to do, for the step one is at. */
  children?: ReactNode;
}

/** Numbered steps under each other: what is done, where one stands, what comes. */
export function StepList({ steps, label }: { steps: readonly StepEntry[]; label: string }) {
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map(({ id, title, state, stateWords, children }, at) => (
        <li
          key={id}
          className={styles.step}
          data-state={state}
          aria-current={state === "now" ? "step" : undefined}
        >
          <span className={styles.mark} aria-hidden>
            {state === "done" ? <Check size={18} strokeWidth={3} /> : at + 1}
          </span>
          <div className={styles.body}>
            <p className={styles.title}>
              {title} <span className={styles.state}>{stateWords}</span>
            </p>
            {children}
          </div>
        </li>
      ))}
    </ol>
  );
}
