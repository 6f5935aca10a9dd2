import { useTranslation } from "react-i18next";
import type { BrokenBound } from "../../protocol/questionRules.ts";
import { choiceCount, kindOf, type QuestionRule } from "../../protocol/questions.ts";
import { isBlank } from "./answers.ts";

/** Sentences about a question's rule, in the reader's language. */
export interface RuleWords {
  /** What one is asked to do. */
  rule(rule: QuestionRule): string;
  /** What is wrong with the answer and how to mend it. */
  broken(rule: QuestionRule, bound: BrokenBound): string;
  /** How far the answer is; null where the rows say it themselves. */
  state(rule: QuestionRule, answers: readonly number[]): string | null;
}

const facts = (rule: QuestionRule) => ({ ...rule, choices: choiceCount(rule) });

/** Which of a kind's sentences fits: "exactly two" reads better than "between two and two". */
function variant(rule: QuestionRule): string {
  switch (kindOf(rule)) {
    case "approval":
      if (rule.minChosen === rule.maxChosen) return "approval.exactly";
      if (rule.minChosen === 0 || rule.maxChosen === choiceCount(rule)) {
        return rule.minChosen === 0 ? "approval.upTo" : "approval.atLeast";
      }
      return "approval.between";
    case "budget":
      return rule.minSum === rule.maxSum ? "budget.all" : "budget.some";
    case "ranking":
      return rule.maxChosen === choiceCount(rule) ? "ranking.all" : "ranking.top";
    default:
      return kindOf(rule);
  }
}

export function useRuleWords(): RuleWords {
  const { t } = useTranslation("vote");
  return {
    rule: (rule) => t(`rule.${variant(rule)}`, facts(rule)),
    broken: (rule, bound) => t([`broken.${kindOf(rule)}.${bound}`, `broken.${bound}`], facts(rule)),
    state(rule, answers) {
      if (isBlank(rule, answers)) return t("paper.blankChosen");
      const chosen = answers.slice(0, choiceCount(rule)).filter((value) => value > 0).length;
      return kindOf(rule) === "approval" ? t("paper.chosen", { count: chosen }) : null;
    },
  };
}
