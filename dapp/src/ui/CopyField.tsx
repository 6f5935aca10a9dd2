import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./Button.tsx";
import { Stack } from "./Card.tsx";
import { TextArea, TextField } from "./Field.tsx";

type Props = {
  label: string;
  hint?: string;
  value: string;
  /** Said by the button besides "Copy", where several stand on a page. */
  name?: string;
  /** Several lines. */
  rows?: number;
};

/** A text to hand on, with a button that copies it. */
export function CopyField({ label, hint, value, name, rows }: Props) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const field = { label, hint, value, isReadOnly: true };
  return (
    <Stack tight>
      {rows === undefined ? <TextField {...field} /> : <TextArea {...field} rows={rows} />}
      <div>
        <Button
          aria-label={name === undefined ? undefined : `${t(copied ? "copied" : "copy")}: ${name}`}
          onPress={() => {
            void navigator.clipboard.writeText(value).then(() => setCopied(true));
          }}
        >
          {copied ? <Check size={20} aria-hidden /> : <Copy size={20} aria-hidden />}{" "}
          <span aria-live="polite">{t(copied ? "copied" : "copy")}</span>
        </Button>
      </div>
    </Stack>
  );
}
