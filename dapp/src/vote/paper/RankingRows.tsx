import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { useState } from "react";
import { Group } from "react-aria-components/Group";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { answersFromRanking, rankedOptions } from "./answers.ts";
import { BlankRow } from "./BlankRow.tsx";
import styles from "./paper.module.css";
import type { RowsProps } from "./QuestionField.tsx";

/** Ranking by buttons: the best first. Every move is said aloud. */
export function RankingRows({ rule, options, answers, onAnswer, labelledBy, lang }: RowsProps) {
  const { t } = useTranslation("vote");
  const [said, setSaid] = useState("");
  const ranked = rankedOptions(rule, answers);
  const rest = options.map((_, option) => option).filter((option) => !ranked.includes(option));
  const name = (option: number) => options[option]?.label ?? "";

  const rank = (next: number[], option: number) => {
    onAnswer(answersFromRanking(rule, next));
    const place = next.indexOf(option);
    setSaid(
      place < 0
        ? t("paper.rank.out", { option: name(option) })
        : t("paper.rank.now", { option: name(option), place: place + 1 }),
    );
  };
  const swap = (place: number, other: number) => {
    const next = [...ranked];
    const [a, b] = [ranked[place], ranked[other]];
    if (a === undefined || b === undefined) return;
    next[place] = b;
    next[other] = a;
    rank(next, a);
  };

  return (
    <Group aria-labelledby={labelledBy} className={styles.rows ?? ""}>
      {ranked.length > 0 && (
        <ol className={styles.ranked} aria-label={t("paper.rank.yours")}>
          {ranked.map((option, place) => (
            <li key={options[option]?.id} className={styles.rankedRow}>
              <span className={styles.place} aria-hidden>
                {place + 1}
              </span>
              <span lang={lang} className={styles.rankedName}>
                {name(option)}
              </span>
              <span className={styles.moves}>
                <Button
                  aria-label={t("paper.rank.up", { option: name(option) })}
                  isDisabled={place === 0}
                  onPress={() => swap(place, place - 1)}
                >
                  <ArrowUp size={20} aria-hidden />
                </Button>
                <Button
                  aria-label={t("paper.rank.down", { option: name(option) })}
                  isDisabled={place === ranked.length - 1}
                  onPress={() => swap(place, place + 1)}
                >
                  <ArrowDown size={20} aria-hidden />
                </Button>
                <Button
                  aria-label={t("paper.rank.remove", { option: name(option) })}
                  onPress={() =>
                    rank(
                      ranked.filter((other) => other !== option),
                      option,
                    )
                  }
                >
                  <X size={20} aria-hidden />
                </Button>
              </span>
            </li>
          ))}
        </ol>
      )}
      {ranked.length < rule.maxChosen && rest.length > 0 && (
        <>
          <p className={styles.hint}>{t("paper.rank.next", { place: ranked.length + 1 })}</p>
          <ul className={styles.unranked}>
            {rest.map((option) => (
              <li key={options[option]?.id}>
                <button
                  type="button"
                  className={styles.add}
                  onClick={() => rank([...ranked, option], option)}
                >
                  <Plus size={20} aria-hidden />
                  <span lang={lang}>{name(option)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <BlankRow rule={rule} answers={answers} onAnswer={onAnswer} />
      <p className={styles.hidden} role="status">
        {said}
      </p>
    </Group>
  );
}
