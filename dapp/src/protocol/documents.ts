import * as v from "valibot";
import type { QuestionRule } from "./questions.ts";
import { choiceCount, decodeRule } from "./questions.ts";

/** Largest documents, in UTF-8 bytes; the poll's limit is enforced by LeVote. */
export const MAX_POLL_DOCUMENT_BYTES = 48 * 1024;
export const MAX_ROLL_DOCUMENT_BYTES = 4 * 1024;

/** PostgreSQL, and so the subgraph, cannot keep the character 0. */
const text = v.pipe(v.string(), v.excludes("\u0000", "the character 0"));
/** valibot passes over `__proto__`, `constructor` and `prototype`, which are names like others to the subgraph. */
const isMapOfStrings = (value: unknown) =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.values(value).every((entry) => v.is(text, entry));
/** One text in several languages: language tag → text. */
const texts = v.pipe(
  v.custom<object>(isMapOfStrings, "not one text for each language"),
  v.record(text, text),
);
const filledTexts = v.pipe(
  texts,
  v.check((map) => Object.values(map).every((text) => text.trim() !== ""), "a text is empty"),
);
const id = v.pipe(text, v.nonEmpty("an id is empty"));
const languages = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, "not a language tag"))),
  v.minLength(1, "no language"),
  v.check((tags) => new Set(tags).size === tags.length, "a language stands twice"),
);

/** Raster images only: an SVG can carry scripts and links. */
const image = v.object({
  data: v.pipe(
    v.string(),
    v.regex(/^data:image\/(webp|jpeg|png);base64,[A-Za-z0-9+/]+={0,2}$/, "not an image"),
  ),
  alt: texts,
});

const option = v.object({ id, label: filledTexts });
const question = v.object({
  id,
  title: filledTexts,
  description: v.optional(texts),
  options: v.pipe(v.array(option), v.minLength(1, "a question has no option")),
});

export const pollDocumentSchema = v.object({
  version: v.literal(1),
  languages,
  title: filledTexts,
  /** Markdown. */
  context: texts,
  image: v.optional(image),
  questions: v.pipe(v.array(question), v.minLength(1, "no question")),
});

export const rollDocumentSchema = v.object({
  version: v.literal(1),
  languages,
  name: filledTexts,
  description: v.optional(texts),
});

export type Texts = v.InferOutput<typeof texts>;
export type PollDocument = v.InferOutput<typeof pollDocumentSchema>;
export type PollQuestion = PollDocument["questions"][number];
export type PollOption = PollQuestion["options"][number];
export type RollDocument = v.InferOutput<typeof rollDocumentSchema>;

/** Why a document cannot be trusted to say what is voted on. */
export type DocumentFault =
  | "tooLong"
  | "notJson"
  | "wrongShape"
  | "missingLanguage"
  | "repeatedId"
  | "wrongQuestionCount"
  | "wrongOptionCount"
  | "wrongQuestionWord";

export type Malformed = {
  malformed: true;
  reason: DocumentFault;
  /** Where it was found, for the organiser and the log, in English. */
  detail: string;
};
export type ReadPoll = { malformed: false; document: PollDocument; rules: QuestionRule[] } | Malformed;
export type ReadRoll = { malformed: false; document: RollDocument } | Malformed;

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

/** The exact text to publish. Check it with {@link readPollDocument} before. */
export function writeDocument(document: PollDocument | RollDocument): string {
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
