import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Language } from "../../i18n/index.ts";
import { Button } from "../../ui/Button.tsx";
import organise from "../organise.module.css";
import { Twins } from "../Twins.tsx";
import { moved, newOption, type OptionDraft, type QuestionDraft } from "./draft.ts";
import styles from "./poll.module.css";

type Props = {
  question: QuestionDraft;
  languages: readonly Language[];
  set: (part: Partial<QuestionDraft>) => void;
};

/** The options of a question in the order of the ballot: name, move, remove, add. */
export function OptionFields({ question: { id, options }, languages, set }: Props) {
  const { t } = useTranslation("organise");
  const place = `question-${id}`;
  const change = (at: number, option: OptionDraft) =>
    set({ options: options.map((each, other) => (other === at ? option : each)) });
  return (
    <fieldset className={organise.group}>
      <legend className={organise.legend}>{t("option.all")}</legend>
      {options.map((option, at) => (
        <div key={option.id} className={styles.option}>
          <Twins
            id={`${place}-${option.id}`}
            label={t("option.number", { number: at + 1 })}
            languages={languages}
            texts={option.label}
            onChange={(label) => change(at, { ...option, label })}
          />
          <div className={styles.tools}>
            <Button
              look="plain"
              isDisabled={at === 0}
              onPress={() => set({ options: moved(options, at, -1) })}
              aria-label={t("option.up", { number: at + 1 })}
            >
              <ArrowUp size={20} aria-hidden />
            </Button>
            <Button
              look="plain"
              isDisabled={at === options.length - 1}
              onPress={() => set({ options: moved(options, at, 1) })}
              aria-label={t("option.down", { number: at + 1 })}
            >
              <ArrowDown size={20} aria-hidden />
            </Button>
            <Button
              look="plain"
              isDisabled={options.length === 1}
              onPress={() => set({ options: options.filter((each) => each !== option) })}
              aria-label={t("option.remove", { number: at + 1 })}
            >
              <Trash2 size={20} aria-hidden />
            </Button>
          </div>
        </div>
      ))}
      <p>
        <Button id={`${place}-add`} onPress={() => set({ options: [...options, newOption(options)] })}>
          <Plus size={20} aria-hidden /> {t("option.add")}
        </Button>
      </p>
    </fieldset>
  );
}
