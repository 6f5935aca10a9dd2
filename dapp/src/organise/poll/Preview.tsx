import { useState } from "react";
import { useTranslation } from "react-i18next";
import { validateRule } from "../../protocol/questionRules.ts";
import { Notice } from "../../ui/Notice.tsx";
import { PollPaper } from "../../vote/document/PollPaper.tsx";
import { useReading } from "../../vote/document/useDocument.ts";
import { blank } from "../../vote/paper/answers.ts";
import { QuestionField } from "../../vote/paper/QuestionField.tsx";
import { documentOfDraft, ruleOf } from "./compose.ts";
import type { PollDraft } from "./draft.ts";
import styles from "./poll.module.css";

/** The poll with a ballot that can be tried out, made of the very pieces that residents see. */
export function Preview({ draft }: { draft: PollDraft }) {
  const { t } = useTranslation("organise");
  const document = documentOfDraft(draft);
  const { lang, text } = useReading(document);
  const [tried, setTried] = useState<Record<string, number[]>>({});
  return (
    <div className={styles.sheet}>
      <h2 lang={lang}>{text(document.title) || t("preview.untitled")}</h2>
      <PollPaper document={document}>
        {draft.questions.map((question, at) => {
          const rule = ruleOf(question);
          if (question.options.length === 0 || validateRule(rule) !== null) {
            return <Notice key={question.id}>{t("preview.unfinished", { number: at + 1 })}</Notice>;
          }
          const answers = tried[question.id];
          return (
            <QuestionField
              key={question.id}
              document={document}
              rule={rule}
              question={at}
              answers={answers?.length === rule.optionCount ? answers : blank(rule, false)}
              onAnswer={(given) => setTried({ ...tried, [question.id]: given })}
              insist={false}
              headingId={`preview-${question.id}`}
            />
          );
        })}
      </PollPaper>
    </div>
  );
}
