import { useTranslation } from "react-i18next";
import { useTotals } from "../../app/data/records.ts";
import { regionalLocale } from "../../i18n/region.ts";
import type { PollDocument } from "../../protocol/documents.ts";
import { choiceCount, kindOf, type QuestionRule, slotRanges } from "../../protocol/questions.ts";
import type { PollRecord } from "../../protocol/reader.ts";
import { Stack } from "../../ui/Card.tsx";
import { ErrorNotice } from "../../ui/ErrorNotice.tsx";
import { ProgressLine } from "../../ui/ProgressLine.tsx";
import { useReading } from "../document/useDocument.ts";
import styles from "./Result.module.css";

type Props = { record: PollRecord; document: PollDocument; rules: readonly QuestionRule[] };

/** Exact totals of every question, once the poll has ended. */
export function Result({ record, document, rules }: Props) {
  const { t } = useTranslation(["vote", "common"]);
  // A sealed poll's result came with it; an open one's is added up as ballots come.
  const opened = record.sealed?.result?.totals;
  const asked = useTotals(record.address, record.sealed === null);
  const { error, refetch } = asked;
  const data = opened ?? asked.data;
  if (error) return <ErrorNotice error={error} retry={() => void refetch()} />;
  if (!data) return <ProgressLine words={t("common:loading")} />;
  const ranges = slotRanges(rules);
  return (
    <Stack>
      {rules.map((rule, question) => {
        const { first, count } = ranges[question] ?? { first: 0, count: 0 };
        return (
          <ResultTable
            key={document.questions[question]?.id ?? question}
            document={document}
            question={question}
            rule={rule}
            totals={data.slice(first, first + count)}
            ballots={record.ballots}
          />
        );
      })}
    </Stack>
  );
}

type TableProps = {
  document: PollDocument;
  question: number;
  rule: QuestionRule;
  /** One for each slot of the question. */
  totals: readonly number[];
  ballots: number;
};

/** One question: a table that is also a bar chart. Options stay in the ballot's order, as on the paper. */
function ResultTable({ document, question, rule, totals, ballots }: TableProps) {
  const { t, i18n } = useTranslation("vote");
  const { lang, text } = useReading(document);
  const asked = document.questions[question];
  const kind = kindOf(rule);
  const counted = kind === "single" || kind === "approval" ? "votes" : "points";
  const choices = totals.slice(0, choiceCount(rule));
  const longest = Math.max(1, ...totals);
  // Shares are of the ballots that chose something; a blank vote is counted beside them.
  const blanks = rule.allowBlank ? (totals[rule.optionCount - 1] ?? 0) : 0;
  const expressed = ballots - blanks;
  const number = new Intl.NumberFormat(regionalLocale(i18n.language));
  const percent = new Intl.NumberFormat(regionalLocale(i18n.language), {
    style: "percent",
    maximumFractionDigits: 1,
  });
  return (
    <div className={styles.question}>
      <h3 lang={lang}>{asked ? text(asked.title) : ""}</h3>
      {kind === "ranking" && <p>{t("result.ranking", { places: rule.maxChosen })}</p>}
      {kind === "quadratic" && <p>{t("result.quadratic")}</p>}
      {kind === "approval" && <p>{t("result.approval")}</p>}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t("result.option")}</th>
            <th scope="col" className={styles.number}>
              {t(`result.${counted}`)}
            </th>
            {counted === "votes" && (
              <th scope="col" className={styles.number}>
                {t("result.share")}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {choices.map((total, option) => (
            <tr key={asked?.options[option]?.id ?? option}>
              <th scope="row" lang={lang}>
                {text(asked?.options[option]?.label)}
                <span
                  className={styles.bar}
                  style={{ inlineSize: `${(total / longest) * 100}%` }}
                  aria-hidden
                />
              </th>
              <td className={styles.number}>{number.format(total)}</td>
              {counted === "votes" && (
                <td className={styles.number}>{expressed > 0 ? percent.format(total / expressed) : "–"}</td>
              )}
            </tr>
          ))}
        </tbody>
        {rule.allowBlank && (
          <tfoot>
            <tr>
              <th scope="row">
                {t("paper.blank")}
                <span
                  className={`${styles.bar} ${styles.blank}`}
                  style={{ inlineSize: `${(blanks / longest) * 100}%` }}
                  aria-hidden
                />
              </th>
              <td className={styles.number}>{number.format(blanks)}</td>
              {counted === "votes" && <td className={styles.number}>–</td>}
            </tr>
          </tfoot>
        )}
      </table>
      {rule.allowBlank && counted === "votes" && <p className={styles.note}>{t("result.beside")}</p>}
    </div>
  );
}
