import { useTranslation } from "react-i18next";
import { RadioRow, RadioRows } from "../../ui/Rows.tsx";
import { only } from "./answers.ts";
import type { RowsProps } from "./QuestionField.tsx";

/** One option, or the blank vote as an equal row. */
export function SingleRows({ rule, options, answers, onAnswer, labelledBy, lang }: RowsProps) {
  const { t } = useTranslation("vote");
  const chosen = answers.findIndex((value) => value > 0);
  return (
    <RadioRows
      aria-labelledby={labelledBy}
      value={chosen < 0 ? null : String(chosen)}
      onChange={(value) => onAnswer(only(rule, Number(value)))}
    >
      {options.map(({ id, label }, option) => (
        <RadioRow key={id} value={String(option)}>
          <span lang={lang}>{label}</span>
        </RadioRow>
      ))}
      {rule.allowBlank && <RadioRow value={String(rule.optionCount - 1)}>{t("paper.blank")}</RadioRow>}
    </RadioRows>
  );
}
