import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PollRecord } from "../../protocol/reader.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { TextField } from "../../ui/Field.tsx";

/** The address to hand on to residents. */
export function ShareLink({ poll }: { poll: PollRecord }) {
  const { t } = useTranslation(["organise", "common"]);
  const [copied, setCopied] = useState(false);
  const link = `${window.location.href.replace(/#.*$/, "")}#/poll/${poll.address}`;
  return (
    <Card>
      <TextField label={t("share.label")} hint={t("share.hint")} value={link} isReadOnly />
      <Button
        onPress={() => {
          void navigator.clipboard.writeText(link).then(() => setCopied(true));
        }}
      >
        {copied ? <Check size={20} aria-hidden /> : <Copy size={20} aria-hidden />}{" "}
        <span aria-live="polite">{t(copied ? "common:copied" : "common:copy")}</span>
      </Button>
    </Card>
  );
}
