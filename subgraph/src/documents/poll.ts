import { BigInt } from "@graphprotocol/graph-ts";
import { JsonObject, objectOf, parseJson } from "../json";
import { QuestionRule } from "../words";
import {
  MISSING_LANGUAGE,
  NOT_JSON,
  REPEATED_ID,
  TOO_LONG,
  WRONG_OPTION_COUNT,
  WRONG_QUESTION_COUNT,
  WRONG_QUESTION_WORD,
  WRONG_SHAPE,
} from "./faults";
import { QuestionDraft, QuestionWords, readQuestions } from "./questions";
import { isAlphanumeric, readFilledTexts, readLanguages, readTexts, Texts } from "./texts";

/** Most UTF-8 bytes of a poll's document. */
const MAXIMUM_BYTES = 48 * 1024;

/** What a poll's document says; a fault, and nothing else, where it cannot be read or the question words differ. */
export class PollWords {
  fault: string | null = null;
  languages: string[] = [];
  title: string[] = [];
  context: string[] = [];
  image: string | null = null;
  imageAlt: string[] = [];
  questions: QuestionWords[] = [];
}

/** The rules are those of `readPollDocument` in `dapp/src/protocol/documents.ts`, in the same order. */
export function readPollDocument(text: string, words: BigInt[]): PollWords {
  if (String.UTF8.byteLength(text) > MAXIMUM_BYTES) return faulty(TOO_LONG);
  const value = parseJson(text);
  if (value == null) return faulty(NOT_JSON);
  const document = objectOf(value);
  if (document == null || !document.isNumber("version", 1)) return faulty(WRONG_SHAPE);
  const languages = readLanguages(document);
  const title = readFilledTexts(document.object("title"));
  const context = readTexts(document.object("context"));
  const questions = readQuestions(document);
  if (languages == null || title == null || context == null || questions == null) return faulty(WRONG_SHAPE);
  const image = document.object("image");
  let alt: Texts | null = null;
  if (document.has("image")) {
    if (image == null || !isImage(image)) return faulty(WRONG_SHAPE);
    alt = readTexts(image.object("alt"));
    if (alt == null) return faulty(WRONG_SHAPE);
  }

  if (!title.hasAll(languages) || !context.hasAll(languages)) return faulty(MISSING_LANGUAGE);
  if (alt != null && !alt.hasAll(languages)) return faulty(MISSING_LANGUAGE);
  for (let i = 0; i < questions.length; i++) {
    if (!questions[i].hasAll(languages)) return faulty(MISSING_LANGUAGE);
  }
  if (hasRepeatedId(questions)) return faulty(REPEATED_ID);
  const disagreement = compareWithWords(questions, words);
  if (disagreement !== null) return faulty(disagreement);

  const result = new PollWords();
  result.languages = languages;
  result.title = title.inOrderOf(languages);
  result.context = context.inOrderOf(languages);
  if (image != null && alt != null) {
    result.image = image.text("data");
    result.imageAlt = alt.inOrderOf(languages);
  }
  for (let i = 0; i < questions.length; i++) result.questions.push(questions[i].inOrderOf(languages));
  return result;
}

function hasRepeatedId(questions: QuestionDraft[]): boolean {
  const keys: string[] = [];
  for (let i = 0; i < questions.length; i++) {
    if (keys.includes(questions[i].key) || questions[i].hasRepeatedOption()) return true;
    keys.push(questions[i].key);
  }
  return false;
}

/** @returns the fault, null when the words agree with the document. */
function compareWithWords(questions: QuestionDraft[], words: BigInt[]): string | null {
  if (questions.length != words.length) return WRONG_QUESTION_COUNT;
  for (let i = 0; i < words.length; i++) {
    if (new QuestionRule(words[i]).outOfRange) return WRONG_QUESTION_WORD;
  }
  for (let i = 0; i < words.length; i++) {
    if (questions[i].optionKeys.length != new QuestionRule(words[i]).choiceCount()) return WRONG_OPTION_COUNT;
  }
  return null;
}

/** Raster images only, as base64 data: an SVG can carry scripts and links. */
function isImage(image: JsonObject): boolean {
  const data = image.text("data");
  if (data === null) return false;
  const comma = data.indexOf(",");
  if (comma < 0) return false;
  const head = data.substring(0, comma);
  const isRaster =
    head == "data:image/webp;base64" || head == "data:image/jpeg;base64" || head == "data:image/png;base64";
  let end = data.length;
  for (let padding = 0; padding < 2 && end > comma + 1 && data.charAt(end - 1) == "="; padding++) end--;
  return isRaster && end > comma + 1 && isBase64(data, comma + 1, end);
}

function isBase64(text: string, start: i32, end: i32): boolean {
  for (let i = start; i < end; i++) {
    const unit = text.charAt(i);
    if (unit != "+" && unit != "/" && !isAlphanumeric(text, i, i + 1)) return false;
  }
  return true;
}

function faulty(reason: string): PollWords {
  const words = new PollWords();
  words.fault = reason;
  return words;
}
