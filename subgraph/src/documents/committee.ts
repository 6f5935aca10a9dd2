import { JsonObject, objectOf, parseJson } from "../json";
import { MISSING_LANGUAGE, NOT_JSON, TOO_LONG, WRONG_SHAPE, WRONG_TRUSTEE_COUNT } from "./faults";
import { readFilledTexts, readLanguages, Texts } from "./texts";

/** Most UTF-8 bytes of a committee's document. */
const MAXIMUM_BYTES = 4 * 1024;

/** What a committee's document says; a fault, and nothing else, where it cannot be read or counts others. */
export class CommitteeWords {
  fault: string | null = null;
  languages: string[] = [];
  title: string[] = [];
  /** One for each trustee, in the order of their numbers. */
  labels: string[][] = [];
}

/** The rules are those of `readCommitteeDocument` in `dapp/src/protocol/documents.ts`, in the same order. */
export function readCommitteeDocument(text: string, trusteeCount: i32): CommitteeWords {
  if (String.UTF8.byteLength(text) > MAXIMUM_BYTES) return faulty(TOO_LONG);
  const value = parseJson(text);
  if (value == null) return faulty(NOT_JSON);
  const document = objectOf(value);
  if (document == null || !document.isNumber("version", 1)) return faulty(WRONG_SHAPE);
  const languages = readLanguages(document);
  const title = readFilledTexts(document.object("title"));
  const labels = readLabels(document);
  if (languages == null || title == null || labels == null) return faulty(WRONG_SHAPE);
  if (!title.hasAll(languages)) return faulty(MISSING_LANGUAGE);
  for (let i = 0; i < labels.length; i++) {
    if (!labels[i].hasAll(languages)) return faulty(MISSING_LANGUAGE);
  }
  if (labels.length != trusteeCount) return faulty(WRONG_TRUSTEE_COUNT);

  const words = new CommitteeWords();
  words.languages = languages;
  words.title = title.inOrderOf(languages);
  for (let i = 0; i < labels.length; i++) words.labels.push(labels[i].inOrderOf(languages));
  return words;
}

/** @returns null unless there is at least one trustee and each has a label. */
function readLabels(document: JsonObject): Texts[] | null {
  const values = document.array("trustees");
  if (values == null || values.length == 0) return null;
  const labels: Texts[] = [];
  for (let i = 0; i < values.length; i++) {
    const trustee = objectOf(values[i]);
    if (trustee == null) return null;
    const label = readFilledTexts(trustee.object("label"));
    if (label == null) return null;
    labels.push(label);
  }
  return labels;
}

function faulty(reason: string): CommitteeWords {
  const words = new CommitteeWords();
  words.fault = reason;
  return words;
}
