import { TextField } from "../../ui/Field.tsx";

type Props = {
  id?: string;
  label: string;
  hint?: string;
  /** 0 is shown as an empty field. */
  value: number;
  onChange: (value: number) => void;
};

/** A whole number; anything but digits is ignored while typing. */
export function CountField({ value, onChange, ...rest }: Props) {
  return (
    <TextField
      {...rest}
      inputMode="numeric"
      value={value === 0 ? "" : String(value)}
      onChange={(text) => onChange(Number(text.replace(/\D/g, "").slice(0, 7)))}
    />
  );
}
