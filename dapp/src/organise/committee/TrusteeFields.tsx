import { Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Language } from "../../i18n/index.ts";
import { Button } from "../../ui/Button.tsx";
import { TextField } from "../../ui/Field.tsx";
import organise from "../organise.module.css";
import { Twins } from "../Twins.tsx";
import type { TrusteeDraft } from "./committeeDraft.ts";

type Props = {
  trustee: TrusteeDraft;
  number: number;
  languages: readonly Language[];
  onChange: (trustee: TrusteeDraft) => void;
  /** Absent for the last one: somebody must hold the key. */
  onRemove?: (() => void) | undefined;
};

/** One trustee: the role that everyone will read, and the wallet that acts. */
export function TrusteeFields({ trustee, number, languages, onChange, onRemove }: Props) {
  const { t } = useTranslation("organise");
  return (
    <fieldset className={`${organise.group} ${organise.part}`}>
      <legend>{t("committee.trustee", { number })}</legend>
      <Twins
        id={`label-${trustee.id}`}
        label={t("committee.role")}
        hint={t("committee.roleHint")}
        languages={languages}
        texts={trustee.label}
        onChange={(label) => onChange({ ...trustee, label })}
      />
      <TextField
        id={`account-${trustee.id}`}
        label={t("committee.account")}
        hint={t("committee.accountHint")}
        value={trustee.account}
        onChange={(account) => onChange({ ...trustee, account })}
        autoComplete="off"
        spellCheck="false"
      />
      {onRemove && (
        <div>
          <Button look="plain" onPress={onRemove}>
            <Trash2 size={20} aria-hidden /> {t("committee.remove", { number })}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
