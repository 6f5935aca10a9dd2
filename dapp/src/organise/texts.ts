import type { Language } from "../i18n/index.ts";

/** One text in the languages of a document that is being written. */
export type DraftTexts = Record<Language, string>;

export const NO_TEXT: DraftTexts = { fr: "", en: "" };
