/** Where a language is written when the browser names no region for it: dates as most of its readers write them. */
const HOME: Record<string, string> = { en: "en-GB", fr: "fr-FR" };

const languageOf = (tag: string) => tag.toLowerCase().split("-")[0];

/**
 * The locale in which dates and numbers of one language are written: the browser's own region of it, such as "fr-CH".
 * @param language shown by the app. @param preferred the browser's languages in their order.
 */
export function regionalLocale(language: string, preferred: readonly string[] = navigator.languages): string {
  const own = preferred.find((tag) => tag.includes("-") && languageOf(tag) === languageOf(language));
  return own ?? HOME[language] ?? language;
}
