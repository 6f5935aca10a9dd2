import type { DocumentFault } from "../../dapp/src/protocol/documents.ts";
import { approval, singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { encodeRule } from "../../dapp/src/protocol/questions.ts";

/** A document and what every reader of it must say: the protocol library and the subgraph are driven by the same table. */
export interface DocumentCase {
  name: string;
  text: string;
  /** Null where the document is sound. */
  fault: DocumentFault | null;
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** Question words that {@link POLL} agrees with: three options and a blank vote; four options. */
export const POLL_WORDS = [
  encodeRule(singleChoice({ options: 3, blank: true })),
  encodeRule(approval({ options: 4, blank: false, least: 1, most: 2 })),
];

export const both = (fr: string, en: string) => ({ fr, en });
const option = (id: string, fr: string, en: string) => ({ id, label: both(fr, en) });

const PLANTING: JsonObject[] = [
  option("a", "Un tilleul", "A lime"),
  option("b", "Un chêne", "An oak"),
  option("c", "Un orme", "An elm"),
];
const BENCHES: JsonObject[] = [
  option("a", "Bois", "Wood"),
  option("b", "Pierre", "Stone"),
  option("c", "Acier", "Steel"),
  option("d", "Béton", "Concrete"),
];

const FIRST_QUESTION: JsonObject = {
  id: "q1",
  title: both("Que planter ?", "What to plant?"),
  options: PLANTING,
};

export const POLL: JsonObject = {
  version: 1,
  languages: ["fr", "en"],
  title: both("La place", "The square"),
  context: both("**Où** ?", ""),
  image: { data: "data:image/webp;base64,UklGRg==", alt: both("Un plan", "A map") },
  questions: [
    FIRST_QUESTION,
    {
      id: "q2",
      title: both("Quels bancs ?", "Which benches?"),
      description: both("Deux au plus", "Two at most"),
      options: BENCHES,
    },
  ],
};

export const ROLL: JsonObject = {
  version: 1,
  languages: ["fr", "en"],
  name: both("Les habitants", "The residents"),
};

/** A copy with one place changed; `undefined` takes it away. Places read "questions.0.options.1.label.fr". */
export function changed(document: JsonObject, place: string, value: Json | undefined): string {
  const copy = structuredClone(document);
  const keys = place.split(".");
  const last = keys.pop() ?? "";
  let parent = copy as Record<string, Json | undefined>;
  for (const key of keys) parent = parent[key] as Record<string, Json | undefined>;
  parent[last] = value;
  return JSON.stringify(copy);
}

const poll = (name: string, fault: DocumentFault | null, place: string, value?: Json): DocumentCase => ({
  name,
  text: changed(POLL, place, value),
  fault,
});
const roll = (name: string, fault: DocumentFault | null, place: string, value?: Json): DocumentCase => ({
  name,
  text: changed(ROLL, place, value),
  fault,
});
const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
/** The text with a field that no reader knows. */
const withField = (value: string) => `${JSON.stringify(POLL).slice(0, -1)},"more":${value}}`;

/** The sound poll with one piece of its text replaced, for what no object can be written as. */
function rewritten(piece: string, by: string): string {
  const text = JSON.stringify(POLL);
  if (!text.includes(piece)) throw new Error(`the poll's text has no ${piece}`);
  return text.replace(piece, () => by);
}

/** Names under which JavaScript's objects, and a library of the subgraph's, keep things of their own. */
const RESERVED_NAMES: DocumentCase[] = [
  ...["__proto__", "constructor", "prototype", "toString"].flatMap((name): DocumentCase[] => [
    { name: `a field ${name}`, text: withField(`1,"${name}":{"version":2}`), fault: null },
    {
      name: `a text for the language ${name}`,
      text: rewritten('"title":{', `"title":{"${name}":"x",`),
      fault: null,
    },
    {
      name: `a number for the language ${name}`,
      text: rewritten('"title":{', `"title":{"${name}":5,`),
      fault: "wrongShape",
    },
    {
      name: `${name} among the languages`,
      text: rewritten('["fr","en"]', `["fr","en","${name}"]`),
      fault: "wrongShape",
    },
    { name: `an option called ${name}`, text: rewritten('"id":"a"', `"id":"${name}"`), fault: null },
  ]),
  {
    name: "its title inside __proto__",
    text: rewritten('"title":{', '"__proto__":{"title":{"fr":"x","en":"x"}},"titel":{'),
    fault: "wrongShape",
  },
  {
    name: "an object that means a number to serde",
    text: withField('{"$serde_json::private::Number":"7"}'),
    fault: null,
  },
];

/** JSON that readers may take differently. */
const EDGES_OF_JSON: DocumentCase[] = [
  { name: "a version 1.0", text: rewritten('"version":1', '"version":1.0'), fault: null },
  { name: "a version 10e-1", text: rewritten('"version":1', '"version":10e-1'), fault: null },
  { name: "a version 01", text: rewritten('"version":1', '"version":01'), fault: "notJson" },
  { name: "a version that is true", text: rewritten('"version":1', '"version":true'), fault: "wrongShape" },
  {
    name: "a version given twice, the last one right",
    text: rewritten('"version":1', '"version":2,"version":1'),
    fault: null,
  },
  {
    name: "a version given twice, the first one right",
    text: rewritten('"version":1', '"version":1,"version":2'),
    fault: "wrongShape",
  },
  { name: "questions given twice", text: withField('1,"questions":[]'), fault: "wrongShape" },
  { name: "a number beyond all bounds", text: withField("1e999"), fault: null },
  { name: "a number that is NaN", text: withField("NaN"), fault: "notJson" },
  { name: "a mark of byte order before it", text: `\ufeff${JSON.stringify(POLL)}`, fault: "notJson" },
  { name: "the character 0 after it", text: `${JSON.stringify(POLL)}\u0000`, fault: "notJson" },
  { name: "a vertical tab around it", text: `\v${JSON.stringify(POLL)}`, fault: "notJson" },
  { name: "a line break in a text", text: rewritten("La place", "La\nplace"), fault: "notJson" },
];

/** Texts that are malformed whatever they are the document of. */
export const NO_DOCUMENT: DocumentCase[] = [
  { name: "no JSON", text: "Should we plant a tree?", fault: "notJson" },
  { name: "JSON cut short", text: JSON.stringify(POLL).slice(0, -2), fault: "notJson" },
  { name: "two JSON values", text: "{}{}", fault: "notJson" },
  { name: "a trailing comma", text: '{"version":1,}', fault: "notJson" },
  { name: "half of a surrogate pair, escaped", text: '{"version":1,"more":"\\ud800"}', fault: "notJson" },
  { name: "brackets without end", text: "[".repeat(4000), fault: "notJson" },
  { name: "lists 1,000 deep", text: nested(1000), fault: "notJson" },
  { name: "lists 128 deep", text: nested(128), fault: "notJson" },
  { name: "lists 127 deep", text: nested(127), fault: "wrongShape" },
  { name: "JSON's null", text: "null", fault: "wrongShape" },
  { name: "a list", text: "[]", fault: "wrongShape" },
  { name: "a text", text: '"poll"', fault: "wrongShape" },
  { name: "an empty object", text: "{}", fault: "wrongShape" },
];

export const POLL_CASES: DocumentCase[] = [
  { name: "a sound document", text: JSON.stringify(POLL), fault: null },
  { name: "white space around it", text: `\n ${JSON.stringify(POLL, null, 2)}\t\n`, fault: null },
  { name: "a field nobody knows", text: withField('{"x":[null,true,1e3]}'), fault: null },
  { name: "a huge number in a field nobody knows", text: withField(`1${"0".repeat(400)}`), fault: null },
  { name: "a field nobody knows, 60 deep", text: withField(nested(60)), fault: null },
  poll("no image", null, "image"),
  poll("a language that is not declared", null, "title.de", "Der Platz"),
  poll("right-to-left marks and emoji", null, "title.en", "\u202e\u{1F333}\u200f"),
  ...RESERVED_NAMES,
  ...EDGES_OF_JSON,
  ...NO_DOCUMENT,
  poll("a longer document than the chain takes", "tooLong", "context.fr", "é".repeat(25_000)),
  poll("another version", "wrongShape", "version", 2),
  poll("a version that is a text", "wrongShape", "version", "1"),
  { name: "a version too big for any integer", text: '{"version":1e99}', fault: "wrongShape" },
  poll("no languages", "wrongShape", "languages", []),
  poll("languages that are no list", "wrongShape", "languages", "fr"),
  poll("a language that is a number", "wrongShape", "languages", ["fr", 1]),
  poll("a language twice", "wrongShape", "languages", ["fr", "fr"]),
  poll("a language with a space", "wrongShape", "languages", ["fr "]),
  poll("a language of one letter", "wrongShape", "languages", ["f"]),
  poll("no title", "wrongShape", "title"),
  poll("a title that is a text", "wrongShape", "title", "The square"),
  poll("a title that is a list", "wrongShape", "title", ["The square"]),
  poll("a blank title", "wrongShape", "title.en", " \u00a0\u2003"),
  poll("a title that is a number", "wrongShape", "title.en", 7),
  poll("a title with the character 0", "wrongShape", "title.en", "The\u0000square"),
  poll("a title in a language with the character 0", "wrongShape", "title.e\u0000n", "The square"),
  poll("an id with the character 0", "wrongShape", "questions.0.id", "q\u0000"),
  poll("no context", "wrongShape", "context"),
  poll("an image that is JSON's null", "wrongShape", "image", null),
  poll("an image from elsewhere", "wrongShape", "image.data", "https://example.org/map.png"),
  poll("an SVG image", "wrongShape", "image.data", "data:image/svg+xml;base64,PHN2Zz4="),
  poll("an image with too much padding", "wrongShape", "image.data", "data:image/png;base64,AAA==="),
  poll("an image without data", "wrongShape", "image.data", "data:image/png;base64,"),
  poll("an image without words", "wrongShape", "image.alt"),
  poll("no questions", "wrongShape", "questions"),
  poll("an empty list of questions", "wrongShape", "questions", []),
  poll("a question that is JSON's null", "wrongShape", "questions", [null]),
  poll("an empty id of a question", "wrongShape", "questions.0.id", ""),
  poll("an id that is a number", "wrongShape", "questions.0.id", 1),
  poll("a description that is a text", "wrongShape", "questions.0.description", "Two"),
  poll("a question without options", "wrongShape", "questions.0.options", []),
  poll("options that are an object", "wrongShape", "questions.0.options", { a: 1 }),
  poll("an option that is a text", "wrongShape", "questions.0.options.1", "b"),
  poll("an option without a label", "wrongShape", "questions.0.options.1.label"),
  poll("a blank label", "wrongShape", "questions.0.options.1.label.fr", "\t"),
  poll("an empty id of an option", "wrongShape", "questions.0.options.1.id", ""),
  poll("a title that lacks a language", "missingLanguage", "title.en"),
  poll("a context that lacks a language", "missingLanguage", "context.fr"),
  poll("words for the image that lack a language", "missingLanguage", "image.alt.fr"),
  poll("a question that lacks a language", "missingLanguage", "questions.1.title.en"),
  poll("a description that lacks a language", "missingLanguage", "questions.1.description.en"),
  poll("an option that lacks a language", "missingLanguage", "questions.1.options.3.label.en"),
  poll("two questions with one id", "repeatedId", "questions.1.id", "q1"),
  poll("two options with one id", "repeatedId", "questions.1.options.3.id", "a"),
  poll("fewer questions than words", "wrongQuestionCount", "questions", [FIRST_QUESTION]),
  poll("an option too few", "wrongOptionCount", "questions.0.options", PLANTING.slice(1)),
  poll("an option for the blank vote", "wrongOptionCount", "questions.0.options", BENCHES),
];

export const ROLL_CASES: DocumentCase[] = [
  { name: "a sound document", text: JSON.stringify(ROLL), fault: null },
  roll("a description", null, "description", both("Dès 16 ans", "")),
  ...NO_DOCUMENT,
  roll("a longer document than allowed", "tooLong", "name.fr", "é".repeat(2_100)),
  roll("another version", "wrongShape", "version", 0),
  roll("no languages", "wrongShape", "languages"),
  roll("no name", "wrongShape", "name"),
  roll("a blank name", "wrongShape", "name.fr", ""),
  roll("a description that is JSON's null", "wrongShape", "description", null),
  roll("a name that lacks a language", "missingLanguage", "name.fr"),
  roll("a description that lacks a language", "missingLanguage", "description", { fr: "Dès 16 ans" }),
];
