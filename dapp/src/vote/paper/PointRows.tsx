import { Minus, Plus } from "lucide-react";
import { Button } from "react-aria-components/Button";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { NumberField } from "react-aria-components/NumberField";
import { useTranslation } from "react-i18next";
import { kindOf } from "../../protocol/questions.ts";
import { leftOver, mostFor, withValue } from "./answers.ts";
import { BlankRow } from "./BlankRow.tsx";
import styles from "./paper.module.css";
import type { RowsProps } from "./QuestionField.tsx";

/** Points for each option: a budget to share out, credits where v votes cost v², or another rule on numbers. */
export function PointRows({ rule, options, answers, onAnswer, labelledBy, lang }: RowsProps) {
  const { t } = useTranslation("vote");
  const kind = kindOf(rule);
  const left = leftOver(rule, answers);
  return (
    <Group aria-labelledby={labelledBy} className={styles.rows ?? ""}>
      {kind !== "other" && (
        <p className={styles.left} aria-live="polite">
          {t(kind === "quadratic" ? "paper.creditsLeft" : "paper.pointsLeft", { count: left })}
        </p>
      )}
      {options.map(({ id, label }, option) => {
        const value = answers[option] ?? 0;
        return (
          <NumberField
            key={id}
            value={value}
            minValue={0}
            maxValue={kind === "other" ? rule.maxValue : mostFor(rule, answers, option)}
            onChange={(next) => onAnswer(withValue(rule, answers, option, Number.isFinite(next) ? next : 0))}
            incrementAriaLabel={t("paper.more", { option: label })}
            decrementAriaLabel={t("paper.less", { option: label })}
            className={styles.points ?? ""}
          >
            <Label lang={lang}>{label}</Label>
            <Group className={styles.stepper ?? ""}>
              <Button slot="decrement" className={styles.step ?? ""}>
                <Minus size={20} aria-hidden />
              </Button>
              <Input className={styles.number ?? ""} />
              <Button slot="increment" className={styles.step ?? ""}>
                <Plus size={20} aria-hidden />
              </Button>
            </Group>
            {kind === "quadratic" && (
              <span className={styles.cost}>{t("paper.cost", { count: value * value })}</span>
            )}
          </NumberField>
        );
      })}
      <BlankRow rule={rule} answers={answers} onAnswer={onAnswer} />
    </Group>
  );
}
