import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { PollDocument } from "../../protocol/documents.ts";
import type { QuestionRule } from "../../protocol/questions.ts";
import { Button } from "../../ui/Button.tsx";
import { Card } from "../../ui/Card.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { AnswerList } from "../paper/AnswerList.tsx";
import { answersTo, broken, withAnswers } from "../paper/answers.ts";
import styles from "../paper/paper.module.css";
import { QuestionField } from "../paper/QuestionField.tsx";
import { Steps } from "../paper/Steps.tsx";

type Props = {
  document: PollDocument;
  rules: readonly QuestionRule[];
  /** Nobody will read this ballot, only the total is opened. */
  sealed: boolean;
  /** The paper as it was left. */
  initial: readonly number[];
  onEdit: (votes: readonly number[]) => void;
  /** The final word: seal these votes. */
  onSeal: (votes: readonly number[]) => void;
  onLeave: () => void;
};

/** The ballot paper: one question after the other, then all answers once more before anything is final. */
export function Paper({ document, rules, sealed, initial, onEdit, onSeal, onLeave }: Props) {
  const { t } = useTranslation("vote");
  const [votes, setVotes] = useState(initial);
  // The question shown; as many as there are: the check page.
  const [at, setAt] = useState(0);
  const [insist, setInsist] = useState(false);
  // Opened from the check page to change one answer: the way back leads there.
  const [changing, setChanging] = useState(false);
  const headingId = useId();
  const moved = useRef(false);
  const checking = at >= rules.length;

  useEffect(() => {
    // A new question is a new page: read it from its heading. Not on arrival, which the page itself announces.
    if (moved.current) globalThis.document.getElementById(headingId)?.focus();
    moved.current = true;
    if (at > 0) window.scrollTo({ top: 0 });
  }, [at, headingId]);

  const go = (to: number) => {
    setInsist(false);
    setChanging(checking);
    setAt(to);
  };
  const rule = rules[at];
  const next = () => {
    if (rule && broken(rule, answersTo(rules, votes, at))) return setInsist(true);
    go(changing ? rules.length : at + 1);
  };
  const answer = (answers: number[]) => {
    const changed = withAnswers(rules, votes, at, answers);
    setVotes(changed);
    onEdit(changed);
  };

  if (checking) {
    return (
      <Card labelledBy={headingId}>
        <h2 id={headingId} tabIndex={-1} className={styles.question}>
          {t("check.title")}
        </h2>
        <AnswerList document={document} rules={rules} votes={votes} onChange={go} />
        {sealed && <p>{t("check.sealed")}</p>}
        <Notice title={t("check.final")}>{t("check.finalWhy")}</Notice>
        <div className={styles.buttons}>
          <Button onPress={onLeave}>{t("paper.leave")}</Button>
          <Button look="primary" onPress={() => onSeal(votes)}>
            {t("check.vote")}
          </Button>
        </div>
        <Steps now="check" />
      </Card>
    );
  }
  if (!rule) return null;
  return (
    <Card labelledBy={headingId}>
      {rules.length > 1 && (
        <p className={styles.hint}>{t("paper.of", { number: at + 1, count: rules.length })}</p>
      )}
      <QuestionField
        document={document}
        rule={rule}
        question={at}
        answers={answersTo(rules, votes, at)}
        onAnswer={answer}
        insist={insist}
        headingId={headingId}
      />
      <div className={styles.buttons}>
        <Button onPress={at === 0 ? onLeave : () => go(at - 1)}>
          {t(at === 0 ? "paper.leave" : "paper.back")}
        </Button>
        <Button look="primary" onPress={next}>
          {t(changing || at + 1 === rules.length ? "paper.toCheck" : "paper.next")}
        </Button>
      </div>
      <Steps now="choose" />
    </Card>
  );
}
