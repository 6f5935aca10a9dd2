import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { Card, Details } from "../../ui/Card.tsx";
import { fromLocalInput, timeZoneWords, toLocalInput } from "../../ui/dates.ts";
import field from "../../ui/Field.module.css";
import { Moment } from "../../ui/Moment.tsx";
import organise from "../organise.module.css";
import { CountField } from "./CountField.tsx";
import { defaultRollClosing } from "./draft.ts";
import type { FormProps } from "./PollForm.tsx";

type MomentFieldProps = {
  id: string;
  label: string;
  hint?: ReactNode;
  value: number | null;
  onChange: (at: number | null) => void;
};

/** The platform's own date and time: on a phone it is the one people know. */
function MomentField({ id, label, hint, value, onChange }: MomentFieldProps) {
  const hintId = useId();
  return (
    <div className={field.field}>
      <label htmlFor={id} className={field.label}>
        {label}
      </label>
      {hint && (
        <span id={hintId} className={field.hint}>
          {hint}
        </span>
      )}
      <input
        id={id}
        type="datetime-local"
        className={field.input}
        aria-describedby={hint ? hintId : undefined}
        value={value === null ? "" : toLocalInput(value)}
        onChange={(event) => onChange(fromLocalInput(event.target.value) ?? null)}
      />
    </div>
  );
}

/** When the poll opens and closes, when its roll closes, and how many must be on it. */
export function DateFields({ draft, change, now, windows }: FormProps) {
  const { t, i18n } = useTranslation("organise");
  const { opensAt, closesAt, rollClosesAt, minimumRoll } = draft;
  const closing =
    rollClosesAt ?? (opensAt === null ? null : defaultRollClosing(opensAt, now, windows.rollClosing));
  return (
    <Card labelledBy="part-dates">
      <h2 id="part-dates">{t("dates.title")}</h2>
      <p>{t("dates.zone", { zone: timeZoneWords(i18n.language) })}</p>
      <div className={organise.twins} data-languages="2">
        <MomentField
          id="opens"
          label={t("dates.opens")}
          value={opensAt}
          onChange={(at) => change({ opensAt: at })}
        />
        <MomentField
          id="closes"
          label={t("dates.closes")}
          value={closesAt}
          onChange={(at) => change({ closesAt: at })}
        />
      </div>
      {closing !== null && (
        <p>
          {t("dates.rollClosesWords")} <Moment at={closing} now={now} />.
        </p>
      )}
      <Details summary={t("dates.more")}>
        <div className={organise.group}>
          <MomentField
            id="roll-closes"
            label={t("dates.rollCloses")}
            hint={t("dates.rollClosesHint")}
            value={closing}
            onChange={(at) => change({ rollClosesAt: at })}
          />
          <CountField
            id="minimum-roll"
            label={t("dates.minimumRoll")}
            hint={t("dates.minimumRollHint")}
            value={minimumRoll}
            onChange={(size) => change({ minimumRoll: size })}
          />
        </div>
      </Details>
    </Card>
  );
}
