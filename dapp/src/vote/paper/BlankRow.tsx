import { useTranslation } from "react-i18next";
import { CheckRow } from "../../ui/Rows.tsx";
import { blank, isBlank } from "./answers.ts";
import type { RowsProps } from "./QuestionField.tsx";

/** The blank vote, a row like the others. Choosing it takes every other answer back. */
export function BlankRow({ rule, answers, onAnswer }: Pick<RowsProps, "rule" | "answers" | "onAnswer">) {
  const { t } = useTranslation("vote");
  if (!rule.allowBlank) return null;
  return (
    <CheckRow isSelected={isBlank(rule, answers)} onChange={(chosen) => onAnswer(blank(rule, chosen))}>
      {t("paper.blank")}
    </CheckRow>
  );
}
