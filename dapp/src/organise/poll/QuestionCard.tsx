import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Language } from "../../i18n/index.ts";
import { Button } from "../../ui/Button.tsx";
import { Card, Inline } from "../../ui/Card.tsx";
import { SelectField } from "../../ui/Field.tsx";
import { CheckRow } from "../../ui/Rows.tsx";
import { Twins } from "../Twins.tsx";
import { KINDS, type QuestionDraft } from "./draft.ts";
import { KindFields } from "./KindFields.tsx";
import { OptionFields } from "./OptionFields.tsx";

type Props = {
  question: QuestionDraft;
  /** From 1. */
  number: number;
  of: number;
  languages: readonly Language[];
  onChange: (question: QuestionDraft) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

/** One question: what is asked, of which kind, and between what. */
export function QuestionCard({ question, number, of, languages, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation("organise");
  const id = `question-${question.id}`;
  const set = (part: Partial<QuestionDraft>) => onChange({ ...question, ...part });
  return (
    <Card labelledBy={`${id}-head`}>
      <Inline>
        <h2 id={`${id}-head`}>{t("question.number", { number })}</h2>
        {of > 1 && (
          <>
            <Button
              look="plain"
              isDisabled={number === 1}
              onPress={() => onMove(-1)}
              aria-label={t("question.up", { number })}
            >
              <ArrowUp size={20} aria-hidden />
            </Button>
            <Button
              look="plain"
              isDisabled={number === of}
              onPress={() => onMove(1)}
              aria-label={t("question.down", { number })}
            >
              <ArrowDown size={20} aria-hidden />
            </Button>
            <Button look="plain" onPress={onRemove}>
              <Trash2 size={20} aria-hidden /> {t("question.remove")}
            </Button>
          </>
        )}
      </Inline>
      <Twins
        id={`${id}-title`}
        label={t("question.title")}
        languages={languages}
        texts={question.title}
        onChange={(title) => set({ title })}
      />
      <Twins
        id={`${id}-description`}
        label={t("question.description")}
        languages={languages}
        texts={question.description}
        onChange={(description) => set({ description })}
      />
      <SelectField
        id={`${id}-kind`}
        label={t("question.kind")}
        hint={t(`kind.${question.kind}.note`)}
        value={question.kind}
        options={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}.name`) }))}
        onChange={(kind) => set({ kind })}
      />
      <KindFields question={question} set={set} />
      <OptionFields question={question} languages={languages} set={set} />
      <CheckRow
        isSelected={question.blank}
        onChange={(blank) => set({ blank })}
        note={t("question.blankNote")}
      >
        {t("question.blank")}
      </CheckRow>
    </Card>
  );
}
