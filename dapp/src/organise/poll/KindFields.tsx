import { useTranslation } from "react-i18next";
import { CheckRow } from "../../ui/Rows.tsx";
import organise from "../organise.module.css";
import { CountField } from "./CountField.tsx";
import type { QuestionDraft } from "./draft.ts";

type Props = { question: QuestionDraft; set: (part: Partial<QuestionDraft>) => void };

/** The numbers that belong to a kind of question. */
export function KindFields({ question, set }: Props) {
  const { t } = useTranslation("organise");
  switch (question.kind) {
    case "single":
      return null;
    case "approval":
      return (
        <div className={organise.twins} data-languages="2">
          <CountField
            label={t("kind.approval.least")}
            value={question.least}
            onChange={(least) => set({ least })}
          />
          <CountField
            label={t("kind.approval.most")}
            value={question.most}
            onChange={(most) => set({ most })}
          />
        </div>
      );
    case "ranking":
      return (
        <CountField
          label={t("kind.ranking.places")}
          hint={t("kind.ranking.placesHint")}
          value={question.places}
          onChange={(places) => set({ places })}
        />
      );
    case "budget":
      return (
        <>
          <CountField
            label={t("kind.budget.points")}
            value={question.points}
            onChange={(points) => set({ points })}
          />
          <CheckRow isSelected={question.spendAll} onChange={(spendAll) => set({ spendAll })}>
            {t("kind.budget.all")}
          </CheckRow>
        </>
      );
    case "quadratic":
      return (
        <CountField
          label={t("kind.quadratic.credits")}
          hint={t("kind.quadratic.creditsHint")}
          value={question.credits}
          onChange={(credits) => set({ credits })}
        />
      );
  }
}
