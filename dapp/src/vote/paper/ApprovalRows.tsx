import { Group } from "react-aria-components/Group";
import { CheckRow } from "../../ui/Rows.tsx";
import { withValue } from "./answers.ts";
import { BlankRow } from "./BlankRow.tsx";
import styles from "./paper.module.css";
import type { RowsProps } from "./QuestionField.tsx";

/** Several options, each yes or not. */
export function ApprovalRows({ rule, options, answers, onAnswer, labelledBy, lang }: RowsProps) {
  return (
    <Group aria-labelledby={labelledBy} className={styles.rows ?? ""}>
      {options.map(({ id, label }, option) => (
        <CheckRow
          key={id}
          isSelected={answers[option] === 1}
          onChange={(yes) => onAnswer(withValue(rule, answers, option, yes ? 1 : 0))}
        >
          <span lang={lang}>{label}</span>
        </CheckRow>
      ))}
      <BlankRow rule={rule} answers={answers} onAnswer={onAnswer} />
    </Group>
  );
}
