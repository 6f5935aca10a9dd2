const NO_BREAK = "\u00a0";
const NARROW_NO_BREAK = "\u202f";

/** French stands its high punctuation off with spaces at which a line must not break. Other spaces stay as they are. */
export function frenchSpaces(text: string): string {
  return text
    .replace(/ (?=[;?!%])/g, NARROW_NO_BREAK)
    .replace(/ (?=[:»])/g, NO_BREAK)
    .replace(/(?<=«) /g, NO_BREAK);
}

/** A tree of texts, as i18n files are. */
export type Words = { [key: string]: string | Words };

/** The same tree with each text set by {@link frenchSpaces}. */
export function inFrenchType(words: Words): Words {
  return Object.fromEntries(
    Object.entries(words).map(([key, value]) => [
      key,
      typeof value === "string" ? frenchSpaces(value) : inFrenchType(value),
    ]),
  );
}
