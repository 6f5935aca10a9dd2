import { type ReactNode, useId } from "react";
import styles from "./Field.module.css";

type Props = {
  label: ReactNode;
  hint?: ReactNode;
  /** As in the attribute of the same name. */
  accept: string;
  onChoose: (file: File | undefined) => void;
};

/** The platform's own way to choose a file. */
export function FileField({ label, hint, accept, onChoose }: Props) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
      </label>
      {hint && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
      <input
        id={id}
        type="file"
        accept={accept}
        className={styles.input}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChoose(event.target.files?.[0])}
      />
    </div>
  );
}
