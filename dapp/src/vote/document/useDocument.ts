import { useMemo } from "react";
import { useLanguage } from "../../i18n/index.ts";
import {
  languageFor,
  type PollDocument,
  type RollDocument,
  type Texts,
  textIn,
} from "../../protocol/documents.ts";

/** A document read in the language that serves the reader best. */
export interface Reading {
  /** Language tag of what `text` gives, for `lang` attributes. */
  lang: string;
  text(map: Texts | undefined): string;
}

export function readingOf(document: PollDocument | RollDocument, preferred: readonly string[]): Reading {
  return {
    lang: languageFor(preferred, document.languages),
    text: (map) => (map ? textIn(map, preferred, document.languages) : ""),
  };
}

/** The app's language first, then the browser's others. */
export function useReading(document: PollDocument | RollDocument): Reading {
  const [language] = useLanguage();
  return useMemo(() => readingOf(document, [language, ...navigator.languages]), [document, language]);
}
