import * as v from "valibot";
import {
  type CommitteeDocument,
  committeeDocumentSchema,
  type PollDocument,
  pollDocumentSchema,
  type RollDocument,
  rollDocumentSchema,
  type Texts,
} from "./documentSchemas.ts";
import type { QuestionRule } from "./questions.ts";
import { choiceCount, decodeRule } from "./questions.ts";

export type {
  CommitteeDocument,
  PollDocument,
  PollOption,
  PollQuestion,
  RollDocument,
  Texts,
} from "./documentSchemas.ts";

/** Largest documents, in UTF-8 bytes; the poll's limit is enforced by LeVote. */
export const MAX_POLL_DOCUMENT_BYTES = 48 * 1024;
export const MAX_ROLL_DOCUMENT_BYTES = 4 * 1024;
export const MAX_COMMITTEE_DOCUMENT_BYTES = 4 * 1024;

/** Why a document cannot be trusted to say what is voted on. */
export type DocumentFault =
  | "tooLong"
  | "notJson"
  | "wrongShape"
  | "missingLanguage"
  | "repeatedId"
  | "wrongQuestionCount"
  | "wrongOptionCount"
  | "wrongQuestionWord"
  | "wrongTrusteeCount";

export type Malformed = {
  malformed: true;
  reason: DocumentFault;
  /** Where it was found, for the organiser and the log, in English. */
  detail: string;
};
export type ReadPoll = { malformed: false; document: PollDocument; rules: QuestionRule[] } | Malformed;
export type ReadRoll = { malformed: false; document: RollDocument } | Malformed;
export type ReadCommittee = { malformed: false; document: CommitteeDocument } | Malformed;

const fault = (reason: DocumentFault, detail: string): Malformed => ({ malformed: true, reason, detail });

/** Bytes the document takes on chain. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/**
 * Reads what the chain says a poll asks. Voting is refused on a malformed document.
 * @param text the document as `PollPublished` emitted it.
 * @param words the poll's question words, which decide what counts.
 */
export function readPollDocument(text: string, words: readonly bigint[]): ReadPoll {
  const parsed = parseDocument(pollDocumentSchema, text, MAX_POLL_DOCUMENT_BYTES);
  if (parsed.malformed) return parsed;
  const { document } = parsed;
  const wrong = findMissingLanguage(document.languages, pollTexts(document)) ?? findRepeatedId(document);
  if (wrong) return wrong;
  if (document.questions.length !== words.length) {
    return fault(
      "wrongQuestionCount",
      `${document.questions.length} questions, ${words.length} question words`,
    );
  }
  const rules: QuestionRule[] = [];
  for (const [i, word] of words.entries()) {
    try {
      rules.push(decodeRule(word));
    } catch (error) {
      return fault("wrongQuestionWord", `question ${i}: ${String(error)}`);
    }
  }
  for (const [i, rule] of rules.entries()) {
    const options = document.questions[i]?.options.length ?? 0;
    if (options !== choiceCount(rule)) {
      return fault(
        "wrongOptionCount",
        `question ${i}: ${options} options, its word counts ${choiceCount(rule)}`,
      );
    }
  }
  return { malformed: false, document, rules };
}

/** @param text the document as `RollCreated` emitted it. */
export function readRollDocument(text: string): ReadRoll {
  const parsed = parseDocument(rollDocumentSchema, text, MAX_ROLL_DOCUMENT_BYTES);
  if (parsed.malformed) return parsed;
  const { languages: tags, name, description } = parsed.document;
  return findMissingLanguage(tags, { name, description }) ?? parsed;
}

/**
 * Reads what the chain says of a committee's trustees. With another number of labels nobody could say whose is whose.
 * @param text the document as `CommitteeCreated` emitted it. @param trusteeCount of the accounts it names.
 */
export function readCommitteeDocument(text: string, trusteeCount: number): ReadCommittee {
  const parsed = parseDocument(committeeDocumentSchema, text, MAX_COMMITTEE_DOCUMENT_BYTES);
  if (parsed.malformed) return parsed;
  const { document } = parsed;
  const labels = document.trustees.map(({ label }, i) => [`trustees.${i}.label`, label] as const);
  const maps = { title: document.title, ...Object.fromEntries(labels) };
  const wrong = findMissingLanguage(document.languages, maps);
  if (wrong) return wrong;
  if (document.trustees.length !== trusteeCount) {
    return fault("wrongTrusteeCount", `${document.trustees.length} labels, ${trusteeCount} trustees`);
  }
  return parsed;
}

/** The exact text to publish. Check it with {@link readPollDocument} before. */
export function writeDocument(document: PollDocument | RollDocument | CommitteeDocument): string {
  return JSON.stringify(document);
}

/**
 * The text in the first preferred language that is there, else in the document's first language.
 * @param preferred language tags, best first; "fr-CA" also finds "fr".
 */
export function textIn(
  map: Texts,
  preferred: readonly string[],
  documentLanguages: readonly string[],
): string {
  const wanted = [...preferred.flatMap((tag) => [tag, tag.split("-")[0] ?? tag]), ...documentLanguages];
  const language = wanted.find((tag) => Object.hasOwn(map, tag)) ?? Object.keys(map)[0];
  return language === undefined ? "" : (map[language] ?? "");
}

/** The document's language that best serves the reader, for `lang` attributes. */
export function languageFor(preferred: readonly string[], documentLanguages: readonly string[]): string {
  const wanted = preferred.flatMap((tag) => [tag, tag.split("-")[0] ?? tag]);
  return wanted.find((tag) => documentLanguages.includes(tag)) ?? documentLanguages[0] ?? "und";
}

function parseDocument<S extends v.GenericSchema>(
  schema: S,
  text: string,
  limit: number,
): { malformed: false; document: v.InferOutput<S> } | Malformed {
  const bytes = byteLength(text);
  if (bytes > limit) return fault("tooLong", `${bytes} bytes, at most ${limit}`);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return fault("notJson", String(error));
  }
  if (!isPlainJson(json)) return fault("notJson", "half a surrogate pair, or nested too deeply");
  const result = v.safeParse(schema, json);
  if (result.success) return { malformed: false, document: result.output };
  const [issue] = result.issues;
  return fault("wrongShape", `${v.getDotPath(issue) ?? "document"}: ${issue.message}`);
}

/** Levels of lists and objects that every reader takes; the subgraph's stops beyond. */
const DEEPEST = 127;

/** Whether stricter readers of JSON than JavaScript's take it too. */
function isPlainJson(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return !/\p{Surrogate}/u.test(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth === DEEPEST) return false;
  return Object.entries(value).every(([key, entry]) => isPlainJson(key) && isPlainJson(entry, depth + 1));
}

function pollTexts(document: PollDocument): Record<string, Texts | undefined> {
  const found: Record<string, Texts | undefined> = {
    title: document.title,
    context: document.context,
    "image.alt": document.image?.alt,
  };
  for (const [i, { title, description, options }] of document.questions.entries()) {
    found[`questions.${i}.title`] = title;
    found[`questions.${i}.description`] = description;
    for (const [j, { label }] of options.entries()) found[`questions.${i}.options.${j}.label`] = label;
  }
  return found;
}

function findMissingLanguage(
  tags: readonly string[],
  maps: Record<string, Texts | undefined>,
): Malformed | null {
  for (const [place, map] of Object.entries(maps)) {
    const missing = map && tags.find((tag) => !Object.hasOwn(map, tag));
    if (missing) return fault("missingLanguage", `${place} is not there in "${missing}"`);
  }
  return null;
}

function findRepeatedId(document: PollDocument): Malformed | null {
  const lists = [
    { place: "questions", ids: document.questions.map((entry) => entry.id) },
    ...document.questions.map((entry, i) => ({
      place: `questions.${i}.options`,
      ids: entry.options.map((choice) => choice.id),
    })),
  ];
  const repeated = lists.find(({ ids }) => new Set(ids).size < ids.length);
  return repeated ? fault("repeatedId", `${repeated.place}: an id stands twice`) : null;
}
