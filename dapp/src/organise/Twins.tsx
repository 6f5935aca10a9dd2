import { useTranslation } from "react-i18next";
import { LANGUAGES, type Language } from "../i18n/index.ts";
import { TextArea, TextField } from "../ui/Field.tsx";
import { CheckRow } from "../ui/Rows.tsx";
import styles from "./organise.module.css";
import type { DraftTexts } from "./texts.ts";

type TwinsProps = {
  /** Start of the fields' ids; `-fr` and `-en` follow. Validation jumps there. */
  id: string;
  label: string;
  hint?: string;
  languages: readonly Language[];
  texts: DraftTexts;
  onChange: (texts: DraftTexts) => void;
  /** Several lines. */
  long?: boolean;
  rows?: number;
  /** Says what is wrong with the text in one language. */
  errorIn?: (language: Language) => string | undefined;
};

/** The same text in each language of the document, side by side where there is room. */
export function Twins({
  id,
  label,
  hint,
  languages,
  texts,
  onChange,
  long = false,
  rows = 6,
  errorIn,
}: TwinsProps) {
  const { t } = useTranslation("organise");
  return (
    <div className={styles.twins} data-languages={languages.length}>
      {languages.map((language) => {
        const props = {
          id: `${id}-${language}`,
          label: languages.length > 1 ? `${label} (${t(`language.${language}`)})` : label,
          hint,
          value: texts[language],
          lang: language,
          error: errorIn?.(language),
          onChange: (text: string) => onChange({ ...texts, [language]: text }),
        };
        return long ? (
          <TextArea key={language} {...props} rows={rows} />
        ) : (
          <TextField key={language} {...props} />
        );
      })}
    </div>
  );
}

type LanguageChoiceProps = { languages: readonly Language[]; onChange: (languages: Language[]) => void };

/** Which languages a document is written in; at least one. */
export function LanguageChoice({ languages, onChange }: LanguageChoiceProps) {
  const { t } = useTranslation("organise");
  return (
    <fieldset className={styles.group}>
      <legend>{t("language.which")}</legend>
      <div className={styles.twins} data-languages="2">
        {LANGUAGES.map((language) => (
          <CheckRow
            key={language}
            isSelected={languages.includes(language)}
            isDisabled={languages.length === 1 && languages.includes(language)}
            onChange={(chosen) =>
              onChange(LANGUAGES.filter((each) => (each === language ? chosen : languages.includes(each))))
            }
          >
            {t(`language.${language}`)}
          </CheckRow>
        ))}
      </div>
    </fieldset>
  );
}
