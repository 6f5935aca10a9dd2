import { useTranslation } from "react-i18next";
import type { PollDocument } from "../../protocol/documents.ts";
import { choiceCount, kindOf, type QuestionRule } from "../../protocol/questions.ts";
import { Button } from "../../ui/Button.tsx";
import { useReading } from "../document/useDocument.ts";
import { answersTo, isBlank, rankedOptions } from "./answers.ts";
import styles from "./paper.module.css";

type Props = {
  document: PollDocument;
  rules: readonly QuestionRule[];
  votes: readonly number[];
  /** Goes back to one question; absent where nothing can change any more. */
  onChange?: (question: number) => void;
};

/** Every answer once more, to be read before it is final. */
export function AnswerList({ document, rules, votes, onChange }: Props) {
  const { t } = useTranslation("vote");
  const { lang, text } = useReading(document);
  return (
    <div className={styles.check}>
      {document.questions.map(({ id, title, options }, question) => {
        const rule = rules[question];
        if (!rule) return null;
        const names = options.map(({ label }) => text(label));
        return (
          <div key={id} className={styles.answer}>
            <h3 lang={lang}>{text(title)}</h3>
            <Answer rule={rule} answers={answersTo(rules, votes, question)} names={names} lang={lang} />
            {onChange && (
              <div>
                <Button
                  onPress={() => onChange(question)}
                  aria-label={t("check.changeThis", { title: text(title) })}
                >
                  {t("check.change")}
                </Button>
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}

type AnswerProps = { rule: QuestionRule; answers: readonly number[]; names: readonly string[]; lang: string };

function Answer({ rule, answers, names, lang }: AnswerProps) {
  const { t } = useTranslation("vote");
  const kind = kindOf(rule);
  const chosen = answers
    .slice(0, choiceCount(rule))
    .map((value, option) => ({ value, name: names[option] ?? "", option }))
    .filter(({ value }) => value > 0);
  if (isBlank(rule, answers))
    return (
      <ul>
        <li>{t("paper.blank")}</li>
      </ul>
    );
  if (chosen.length === 0) return <p>{t("check.none")}</p>;
  if (kind === "ranking") {
    return (
      <ol lang={lang}>
        {rankedOptions(rule, answers).map((option) => (
          <li key={option}>{names[option]}</li>
        ))}
      </ol>
    );
  }
  const counted = kind !== "single" && kind !== "approval";
  return (
    <ul lang={lang}>
      {chosen.map(({ value, name, option }) => (
        <li key={option}>{counted ? t("check.points", { option: name, count: value }) : name}</li>
      ))}
    </ul>
  );
}
