import { useTranslation } from "react-i18next";
import type { PollDocument } from "../../protocol/documents.ts";
import { kindOf, type QuestionRule } from "../../protocol/questions.ts";
import { Notice } from "../../ui/Notice.tsx";
import { useReading } from "../document/useDocument.ts";
import { ApprovalRows } from "./ApprovalRows.tsx";
import { broken, isUntouched } from "./answers.ts";
import { PointRows } from "./PointRows.tsx";
import styles from "./paper.module.css";
import { RankingRows } from "./RankingRows.tsx";
import { useRuleWords } from "./ruleWords.ts";
import { SingleRows } from "./SingleRows.tsx";

/** What each kind of question's rows need. */
export interface RowsProps {
  rule: QuestionRule;
  /** Options in order of their slots, in the reader's language; the blank vote is not among them. */
  options: readonly { id: string; label: string }[];
  /** One value for each slot of the question. */
  answers: readonly number[];
  onAnswer: (answers: number[]) => void;
  /** Id of the element that names the question. */
  labelledBy: string;
  /** Language tag of the options. */
  lang: string;
}

type Props = {
  document: PollDocument;
  rule: QuestionRule;
  /** Index in the document. */
  question: number;
  answers: readonly number[];
  onAnswer: (answers: number[]) => void;
  /** Say what is missing even where nothing was touched. */
  insist: boolean;
  headingId: string;
};

/** One question of the ballot paper with its rule in words and what is still wrong with the answer. */
export function QuestionField({ document, rule, question, answers, onAnswer, insist, headingId }: Props) {
  const { t } = useTranslation("vote");
  const { lang, text } = useReading(document);
  const words = useRuleWords();
  const asked = document.questions[question];
  if (!asked) throw new RangeError(`no question ${question}`);
  const props: RowsProps = {
    rule,
    options: asked.options.map(({ id, label }) => ({ id, label: text(label) })),
    answers,
    onAnswer,
    labelledBy: headingId,
    lang,
  };
  const wrong = broken(rule, answers);
  const exceeded =
    wrong !== null && ["maxChosen", "maxValue", "maxSum", "maxSquares", "distinct"].includes(wrong);
  return (
    <div className={styles.field}>
      <h2 id={headingId} tabIndex={-1} lang={lang} className={styles.question}>
        {text(asked.title)}
      </h2>
      {asked.description && text(asked.description) && <p lang={lang}>{text(asked.description)}</p>}
      <p className={styles.hint}>{words.rule(rule)}</p>
      <Rows kind={kindOf(rule)} {...props} />
      {wrong && (exceeded || insist) ? (
        <Notice kind="trouble" live>
          {words.broken(rule, wrong)}
        </Notice>
      ) : (
        <p className={styles.hint} aria-live="polite">
          {isUntouched(answers) ? t("paper.untouched") : (words.state(rule, answers) ?? "")}
        </p>
      )}
    </div>
  );
}

function Rows({ kind, ...props }: RowsProps & { kind: ReturnType<typeof kindOf> }) {
  switch (kind) {
    case "single":
      return <SingleRows {...props} />;
    case "approval":
      return <ApprovalRows {...props} />;
    case "ranking":
      return <RankingRows {...props} />;
    default:
      return <PointRows {...props} />;
  }
}
