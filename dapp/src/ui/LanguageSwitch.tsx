import { useTranslation } from "react-i18next";
import { LANGUAGES, type Language, useLanguage } from "../i18n/index.ts";
import styles from "./LanguageSwitch.module.css";

const NAMES: Record<Language, string> = { fr: "Français", en: "English" };

export function LanguageSwitch() {
  const { t } = useTranslation();
  const [language, choose] = useLanguage();
  return (
    <fieldset className={styles.switch}>
      <legend className={styles.legend}>{t("language")}</legend>
      {LANGUAGES.map((code) => (
        <button
          key={code}
          type="button"
          lang={code}
          className={styles.choice}
          aria-pressed={code === language}
          aria-label={NAMES[code]}
          onClick={() => choose(code)}
        >
          {code.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
