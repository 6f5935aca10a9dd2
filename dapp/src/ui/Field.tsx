import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { FieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextArea as AriaTextArea } from "react-aria-components/TextArea";
import {
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
} from "react-aria-components/TextField";
import styles from "./Field.module.css";

type Common = Omit<AriaTextFieldProps, "className" | "style" | "children" | "isInvalid"> & {
  label: ReactNode;
  /** One sentence under the label. */
  hint?: ReactNode;
  /** What is wrong, in words; its presence marks the field as wrong. */
  error?: string | undefined;
};

function Surroundings({ label, hint, error, children, ...rest }: Common & { children: ReactNode }) {
  return (
    <AriaTextField
      {...rest}
      isInvalid={error !== undefined}
      validationBehavior="aria"
      className={styles.field ?? ""}
    >
      <Label className={styles.label ?? ""}>{label}</Label>
      {hint && (
        <Text slot="description" className={styles.hint ?? ""}>
          {hint}
        </Text>
      )}
      {children}
      <FieldError className={styles.error ?? ""}>
        <CircleAlert size={20} aria-hidden /> {error}
      </FieldError>
    </AriaTextField>
  );
}

export type TextFieldProps = Common & {
  placeholder?: string;
  /** For codes that people copy from paper: spaced, upper case, slashed zero. */
  code?: boolean;
};

export function TextField({ placeholder, code = false, ...rest }: TextFieldProps) {
  return (
    <Surroundings {...rest}>
      <Input
        placeholder={placeholder}
        className={code ? `${styles.input} ${styles.mono}` : (styles.input ?? "")}
      />
    </Surroundings>
  );
}

export function TextArea({ rows = 6, ...rest }: Common & { rows?: number }) {
  return (
    <Surroundings {...rest}>
      <AriaTextArea rows={rows} className={styles.input ?? ""} />
    </Surroundings>
  );
}

type SelectProps<T extends string> = {
  id?: string;
  label: ReactNode;
  hint?: ReactNode;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
};

/** The platform's own list: on a phone it is the one people know. */
export function SelectField<T extends string>({
  id: given,
  label,
  hint,
  value,
  options,
  onChange,
}: SelectProps<T>) {
  const own = useId();
  const id = given ?? own;
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
      <select
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={styles.input}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
