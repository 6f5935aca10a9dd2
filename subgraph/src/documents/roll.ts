import { objectOf, parseJson } from "../json";
import { MISSING_LANGUAGE, NOT_JSON, TOO_LONG, WRONG_SHAPE } from "./faults";
import { readFilledTexts, readLanguages, readTexts } from "./texts";

/** Most UTF-8 bytes of a roll's document. */
const MAXIMUM_BYTES = 4 * 1024;

/** What a roll's document says; a fault, and nothing else, where it cannot be read. */
export class RollWords {
  fault: string | null = null;
  languages: string[] = [];
  name: string[] = [];
  description: string[] = [];
}

/** The rules are those of `readRollDocument` in `dapp/src/protocol/documents.ts`, in the same order. */
export function readRollDocument(text: string): RollWords {
  if (String.UTF8.byteLength(text) > MAXIMUM_BYTES) return faulty(TOO_LONG);
  const value = parseJson(text);
  if (value == null) return faulty(NOT_JSON);
  const document = objectOf(value);
  if (document == null || !document.isNumber("version", 1)) return faulty(WRONG_SHAPE);
  const languages = readLanguages(document);
  const name = readFilledTexts(document.object("name"));
  const description = readTexts(document.object("description"));
  if (languages == null || name == null) return faulty(WRONG_SHAPE);
  if (document.has("description") && description == null) return faulty(WRONG_SHAPE);
  if (!name.hasAll(languages)) return faulty(MISSING_LANGUAGE);
  if (description != null && !description.hasAll(languages)) return faulty(MISSING_LANGUAGE);

  const words = new RollWords();
  words.languages = languages;
  words.name = name.inOrderOf(languages);
  if (description != null) words.description = description.inOrderOf(languages);
  return words;
}

function faulty(reason: string): RollWords {
  const words = new RollWords();
  words.fault = reason;
  return words;
}
