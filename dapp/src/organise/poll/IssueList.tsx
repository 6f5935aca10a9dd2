import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { durationWords } from "../../ui/dates.ts";
import { Notice } from "../../ui/Notice.tsx";
import organise from "../organise.module.css";
import type { Issue } from "./issues.ts";

/** Brings a field into sight and puts the cursor there, opening what hides it. */
function jumpTo(place: string): void {
  const element = document.getElementById(place);
  element?.closest("details")?.setAttribute("open", "");
  element?.scrollIntoView({ block: "center" });
  element?.focus({ preventScroll: true });
}

type Props = {
  issues: readonly Issue[];
  /** Said when nothing is missing; what a poll's form says when absent. */
  complete?: string;
};

/** What is still missing, each with a way there. */
export function IssueList({ issues, complete }: Props) {
  const { t, i18n } = useTranslation("organise");
  // Nobody reads 86,400 seconds as a day.
  const said = ({ name, facts }: Issue) =>
    t(`issue.${name}`, { ...facts, length: durationWords(Number(facts?.seconds ?? 0), i18n.language) });
  if (issues.length === 0) return <Notice kind="success">{complete ?? t("issue.none")}</Notice>;
  return (
    <Notice title={t("issue.count", { count: issues.length })}>
      <ul className={organise.list}>
        {issues.map((issue) => {
          const { name, place, question, language } = issue;
          return (
            <li key={`${name} ${place}`}>
              <Button look="plain" onPress={() => jumpTo(place)}>
                {question === undefined
                  ? said(issue)
                  : t("issue.inQuestion", { question, words: said(issue) })}
                {language !== undefined && ` (${t(`language.${language}`)})`}
              </Button>
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
