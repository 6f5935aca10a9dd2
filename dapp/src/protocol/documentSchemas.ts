import * as v from "valibot";

/** Shapes of the documents that stand on the chain. What they must agree with besides, `documents.ts` checks. */

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

/** What a trustee is trusted as, public for ever: "Town clerk". */
const trustee = v.object({ label: filledTexts });

export const committeeDocumentSchema = v.object({
  version: v.literal(1),
  languages,
  title: filledTexts,
  /** In the order of the trustees' numbers. */
  trustees: v.pipe(v.array(trustee), v.minLength(1, "no trustee")),
});

export type Texts = v.InferOutput<typeof texts>;
export type PollDocument = v.InferOutput<typeof pollDocumentSchema>;
export type PollQuestion = PollDocument["questions"][number];
export type PollOption = PollQuestion["options"][number];
export type RollDocument = v.InferOutput<typeof rollDocumentSchema>;
export type CommitteeDocument = v.InferOutput<typeof committeeDocumentSchema>;
