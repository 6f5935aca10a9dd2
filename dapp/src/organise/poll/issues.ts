import type { Language } from "../../i18n/index.ts";
import { MAX_POLL_DOCUMENT_BYTES } from "../../protocol/documents.ts";
import { validateRule } from "../../protocol/questionRules.ts";
import { MAX_SLOTS } from "../../protocol/questions.ts";
import type { DraftTexts } from "../texts.ts";
import { documentBytes, parametersOf, ruleOf } from "./compose.ts";
import type { PollDraft, QuestionDraft } from "./draft.ts";
import { issuesOfSealing, type SealingFacts } from "./sealing.ts";

/** Something that keeps a draft from being published. */
export type Issue = {
  /** Sentence in organise.json under `issue`. */
  name: string;
  /** Id of the element to jump to. */
  place: string;
  /** Number of the question it concerns, from 1. */
  question?: number;
  language?: Language;
  facts?: Record<string, number>;
};

/** The deployment's shortest windows, in seconds. */
export type Windows = { rollClosing: number; voting: number };

const missing = (
  name: string,
  place: string,
  texts: DraftTexts,
  languages: readonly Language[],
  facts: Record<string, number> = {},
): Issue[] =>
  languages
    .filter((language) => texts[language].trim() === "")
    .map((language) => ({ name, place: `${place}-${language}`, language, facts }));

function issuesOfQuestion(question: QuestionDraft, at: number, languages: readonly Language[]): Issue[] {
  const place = `question-${question.id}`;
  const fault = question.options.length === 0 ? "optionCount" : validateRule(ruleOf(question));
  const found: Issue[] = [
    ...missing("questionTitle", `${place}-title`, question.title, languages),
    ...question.options.flatMap((option, number) =>
      missing("option", `${place}-${option.id}`, option.label, languages, { number: number + 1 }),
    ),
    ...(question.options.length < 2 && !question.blank
      ? [{ name: "fewOptions", place: `${place}-add` }]
      : []),
    ...(fault ? [{ name: `rule.${fault}`, place: `${place}-kind` }] : []),
  ];
  // A description in one language only would leave the others' readers without it.
  const described = languages.some((language) => question.description[language].trim() !== "");
  if (described)
    found.push(...missing("description", `${place}-description`, question.description, languages));
  return found.map((issue) => ({ ...issue, question: at + 1 }));
}

function issuesOfDates(draft: PollDraft, now: number, windows: Windows): Issue[] {
  if (draft.opensAt === null) return [{ name: "noOpening", place: "opens" }];
  if (draft.closesAt === null) return [{ name: "noClosing", place: "closes" }];
  const { rollClosesAt, opensAt, closesAt } = parametersOf(
    { ...draft, questions: [] },
    now,
    windows.rollClosing,
  );
  const found: Issue[] = [];
  if (opensAt <= now) found.push({ name: "opensInPast", place: "opens" });
  else if (rollClosesAt < now) found.push({ name: "rollClosesInPast", place: "roll-closes" });
  if (rollClosesAt + windows.rollClosing > opensAt) {
    found.push({ name: "rollClosesLate", place: "roll-closes", facts: { seconds: windows.rollClosing } });
  }
  if (opensAt + windows.voting > closesAt) {
    found.push({ name: "tooShort", place: "closes", facts: { seconds: windows.voting } });
  }
  return found;
}

/**
 * All that is missing or wrong, in the order of the form; empty when the draft can be published.
 * @param now UNIX seconds of the chain's clock.
 */
export function issuesOf(draft: PollDraft, now: number, windows: Windows, sealing: SealingFacts): Issue[] {
  const { languages, questions } = draft;
  const slots = questions.reduce((sum, { options, blank }) => sum + options.length + (blank ? 1 : 0), 0);
  const written = languages.some((language) => draft.context[language].trim() !== "");
  const bytes = documentBytes(draft);
  return [
    ...missing("title", "title", draft.title, languages),
    ...(written ? missing("context", "context", draft.context, languages) : []),
    ...(draft.image ? missing("imageAlt", "image-alt", draft.image.alt, languages) : []),
    ...questions.flatMap((question, at) => issuesOfQuestion(question, at, languages)),
    ...(questions.length === 0 ? [{ name: "noQuestion", place: "add-question" }] : []),
    ...(slots > MAX_SLOTS
      ? [{ name: "tooManySlots", place: "add-question", facts: { slots, most: MAX_SLOTS } }]
      : []),
    ...issuesOfSealing(draft, sealing),
    ...issuesOfDates(draft, now, windows),
    ...(draft.minimumRoll >= 2 && Number.isInteger(draft.minimumRoll)
      ? []
      : [{ name: "minimumRoll", place: "minimum-roll" }]),
    ...(bytes > MAX_POLL_DOCUMENT_BYTES
      ? [{ name: "tooLong", place: `title-${languages[0]}`, facts: { bytes, most: MAX_POLL_DOCUMENT_BYTES } }]
      : []),
  ];
}
