import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Checkbox } from "react-aria-components/Checkbox";
import { FieldError } from "react-aria-components/FieldError";
import { Label } from "react-aria-components/Label";
import { Radio, RadioGroup } from "react-aria-components/RadioGroup";
import { Text } from "react-aria-components/Text";
import field from "./Field.module.css";
import styles from "./Rows.module.css";

type GroupProps = {
  /** What the rows answer; give `aria-label` or `aria-labelledby` instead where it stands elsewhere. */
  label?: ReactNode;
  "aria-label"?: string;
  "aria-labelledby"?: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** null: nothing chosen yet. */
  value: string | null;
  onChange: (value: string) => void;
  isDisabled?: boolean;
  children: ReactNode;
};

/** One of several, as full-width rows. */
export function RadioRows({
  label,
  hint,
  error,
  children,
  value,
  onChange,
  isDisabled = false,
  ...names
}: GroupProps) {
  return (
    <RadioGroup
      {...names}
      value={value}
      onChange={onChange}
      isDisabled={isDisabled}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={styles.group ?? ""}
    >
      {label && <Label className={field.label ?? ""}>{label}</Label>}
      {hint && (
        <Text slot="description" className={field.hint ?? ""}>
          {hint}
        </Text>
      )}
      <div className={styles.rows}>{children}</div>
      <FieldError className={field.error ?? ""}>{error}</FieldError>
    </RadioGroup>
  );
}

export function RadioRow({
  value,
  children,
  note,
}: {
  value: string;
  children: ReactNode;
  note?: ReactNode;
}) {
  return (
    <Radio value={value} className={styles.row ?? ""}>
      <span className={styles.control} aria-hidden>
        <span className={styles.dot} />
      </span>
      <span>{children}</span>
      {note && <span className={styles.note}>{note}</span>}
    </Radio>
  );
}

type CheckProps = {
  isSelected: boolean;
  onChange: (selected: boolean) => void;
  isDisabled?: boolean;
  children: ReactNode;
  note?: ReactNode;
};

/** One thing that is or is not, as a full-width row. */
export function CheckRow({ children, note, isDisabled = false, ...rest }: CheckProps) {
  return (
    <Checkbox {...rest} isDisabled={isDisabled} className={styles.row ?? ""}>
      {({ isSelected }) => (
        <>
          <span className={`${styles.control} ${styles.square}`} aria-hidden>
            {isSelected && <Check size={18} strokeWidth={3} />}
          </span>
          <span>{children}</span>
          {note && <span className={styles.note}>{note}</span>}
        </>
      )}
    </Checkbox>
  );
}
