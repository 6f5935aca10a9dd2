import { JSONValueKind } from "@graphprotocol/graph-ts";
import { JsonObject, textOf } from "../json";

/** One text in several languages. */
export class Texts {
  private languages: string[] = [];
  private texts: string[] = [];

  add(language: string, text: string): void {
    this.languages.push(language);
    this.texts.push(text);
  }

  isFilled(): boolean {
    for (let i = 0; i < this.texts.length; i++) {
      if (this.texts[i].trim().length == 0) return false;
    }
    return true;
  }

  hasAll(languages: string[]): boolean {
    for (let i = 0; i < languages.length; i++) {
      if (!this.languages.includes(languages[i])) return false;
    }
    return true;
  }

  /** The texts in the order of the given languages, all of which it must have. */
  inOrderOf(languages: string[]): string[] {
    const ordered: string[] = [];
    for (let i = 0; i < languages.length; i++) ordered.push(this.texts[this.languages.indexOf(languages[i])]);
    return ordered;
  }
}

/** @returns null unless every value of the map is a text. */
export function readTexts(map: JsonObject | null): Texts | null {
  if (map == null) return null;
  const texts = new Texts();
  for (let i = 0; i < map.map.entries.length; i++) {
    const entry = map.map.entries[i];
    const text = textOf(entry.value);
    if (text === null || entry.key.includes("\0")) return null;
    texts.add(entry.key, text);
  }
  return texts;
}

/** As {@link readTexts}, and no text may be blank. */
export function readFilledTexts(map: JsonObject | null): Texts | null {
  const texts = readTexts(map);
  return texts != null && texts.isFilled() ? texts : null;
}

/** @returns null unless it is a list of at least one language tag, none twice. */
export function readLanguages(document: JsonObject): string[] | null {
  const values = document.array("languages");
  if (values == null || values.length == 0) return null;
  const languages: string[] = [];
  for (let i = 0; i < values.length; i++) {
    if (values[i].kind != JSONValueKind.STRING) return null;
    const tag = values[i].toString();
    if (!isLanguageTag(tag) || languages.includes(tag)) return null;
    languages.push(tag);
  }
  return languages;
}

/** A language of 2 or 3 small letters, then parts of 2 to 8 letters or digits: "fr", "pt-BR". */
export function isLanguageTag(tag: string): boolean {
  const parts = tag.split("-");
  if (parts[0].length < 2 || parts[0].length > 3) return false;
  for (let i = 0; i < parts[0].length; i++) {
    if (!isBetween(parts[0].charCodeAt(i), "a", "z")) return false;
  }
  for (let i = 1; i < parts.length; i++) {
    if (parts[i].length < 2 || parts[i].length > 8 || !isAlphanumeric(parts[i], 0, parts[i].length))
      return false;
  }
  return true;
}

export function isAlphanumeric(text: string, start: i32, end: i32): boolean {
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (!isBetween(unit, "a", "z") && !isBetween(unit, "A", "Z") && !isBetween(unit, "0", "9")) return false;
  }
  return true;
}

function isBetween(unit: i32, first: string, last: string): boolean {
  return unit >= first.charCodeAt(0) && unit <= last.charCodeAt(0);
}
