import i18next, { type BackendModule } from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { inFrenchType, type Words } from "./typography.ts";

export const LANGUAGES = ["fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Where the choice is kept; a language is no secret. */
const KEPT = "le-vote:language";

const files = import.meta.glob<{ default: Words }>("./*/*.json");

/** Loads one language and namespace when it is first needed, from this app's own files. */
const ownFiles: BackendModule = {
  type: "backend",
  init() {},
  read(language, namespace, done) {
    const load = files[`./${language}/${namespace}.json`];
    if (!load) return done(new Error(`No words for ${language}/${namespace}`), null);
    load().then(
      (module) => done(null, language === "fr" ? inFrenchType(module.default) : module.default),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  },
};

const known = (code: string | null | undefined): Language | undefined =>
  LANGUAGES.find((language) => code?.toLowerCase().startsWith(language));

/** The kept choice, else the browser's first known language, else French. */
export function firstLanguage(): Language {
  return known(localStorage.getItem(KEPT)) ?? navigator.languages.map(known).find(Boolean) ?? "fr";
}

/** Starts the words; resolves when the first screen's are there. */
export async function startWords(): Promise<void> {
  i18next.on("languageChanged", (language) => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(ownFiles)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: false,
      supportedLngs: LANGUAGES,
      ns: ["common", "errors"],
      defaultNS: "common",
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}

/** The language shown, and how to choose another. */
export function useLanguage(): [Language, (language: Language) => void] {
  const { i18n } = useTranslation();
  const choose = (language: Language) => {
    localStorage.setItem(KEPT, language);
    void i18n.changeLanguage(language);
  };
  return [known(i18n.language) ?? "fr", choose];
}
