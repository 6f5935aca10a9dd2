import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Language } from "../../i18n/index.ts";
import { MAX_QUESTIONS } from "../../protocol/questions.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { LanguageChoice, Twins } from "../Twins.tsx";
import { DateFields } from "./DateFields.tsx";
import { moved, newQuestion, type PollDraft, type QuestionDraft } from "./draft.ts";
import { ImageField } from "./ImageField.tsx";
import type { Issue, Windows } from "./issues.ts";
import { QuestionCard } from "./QuestionCard.tsx";
import { SecrecyFields } from "./SecrecyFields.tsx";

export type FormProps = {
  draft: PollDraft;
  change: (part: Partial<PollDraft>) => void;
  /** UNIX seconds of the chain's clock. */
  now: number;
  windows: Windows;
  issues: readonly Issue[];
  /** How many the roll may hold. */
  rollSize: number;
};

/** All there is to fill in, from the title to the dates. */
export function PollForm(props: FormProps) {
  const { draft, change } = props;
  const { t } = useTranslation("organise");
  const { languages, questions } = draft;
  const setQuestion = (at: number, question: QuestionDraft) =>
    change({ questions: questions.map((each, place) => (place === at ? question : each)) });
  return (
    <>
      <Card labelledBy="part-words">
        <h2 id="part-words">{t("form.words")}</h2>
        <LanguageChoice
          languages={languages}
          onChange={(chosen: Language[]) => change({ languages: chosen })}
        />
        <Twins
          id="title"
          label={t("form.title")}
          hint={t("form.titleHint")}
          languages={languages}
          texts={draft.title}
          onChange={(title) => change({ title })}
        />
        <Twins
          id="context"
          label={t("form.context")}
          hint={t("form.contextHint")}
          languages={languages}
          texts={draft.context}
          onChange={(context) => change({ context })}
          long
        />
        <ImageField draft={draft} change={change} />
      </Card>
      {questions.map((question, at) => (
        <QuestionCard
          key={question.id}
          question={question}
          number={at + 1}
          of={questions.length}
          languages={languages}
          onChange={(changed) => setQuestion(at, changed)}
          onMove={(by) => change({ questions: moved(questions, at, by) })}
          onRemove={() => change({ questions: questions.filter((each) => each !== question) })}
        />
      ))}
      <p>
        <Button
          id="add-question"
          isDisabled={questions.length >= MAX_QUESTIONS}
          onPress={() => change({ questions: [...questions, newQuestion(questions)] })}
        >
          <Plus size={20} aria-hidden /> {t("form.addQuestion")}
        </Button>
      </p>
      <SecrecyFields {...props} />
      <DateFields {...props} />
    </>
  );
}
