import type { PollParameters } from "../../protocol/actions.ts";
import { byteLength, type PollDocument, writeDocument } from "../../protocol/documents.ts";
import { approval, budget, quadratic, ranking, singleChoice } from "../../protocol/questionPresets.ts";
import { encodeRule, type QuestionRule } from "../../protocol/questions.ts";
import type { DraftTexts } from "../texts.ts";
import { defaultRollClosing, type PollDraft, type QuestionDraft } from "./draft.ts";

/** The rule that the contract will hold a question to. */
export function ruleOf(question: QuestionDraft): QuestionRule {
  const size = { options: question.options.length, blank: question.blank };
  switch (question.kind) {
    case "single":
      return singleChoice(size);
    case "approval":
      return approval({ ...size, least: question.least, most: question.most });
    case "ranking":
      return ranking({ ...size, places: question.places === 0 ? size.options : question.places });
    case "budget":
      return budget({ ...size, points: question.points, spendAll: question.spendAll });
    case "quadratic":
      return quadratic({ ...size, credits: question.credits });
  }
}

/** The document as it will be published; incomplete texts stay empty, for the preview. */
export function documentOfDraft(draft: PollDraft): PollDocument {
  const { languages, image } = draft;
  const kept = (texts: DraftTexts) => Object.fromEntries(languages.map((tag) => [tag, texts[tag].trim()]));
  const isWritten = (texts: DraftTexts) => languages.some((tag) => texts[tag].trim() !== "");
  return {
    version: 1,
    languages: [...languages],
    title: kept(draft.title),
    context: kept(draft.context),
    ...(image ? { image: { data: image.data, alt: kept(image.alt) } } : {}),
    questions: draft.questions.map(({ id, title, description, options }) => ({
      id,
      title: kept(title),
      ...(isWritten(description) ? { description: kept(description) } : {}),
      options: options.map((option) => ({ id: option.id, label: kept(option.label) })),
    })),
  };
}

/** Bytes of the document on chain. */
export const documentBytes = (draft: PollDraft): number => byteLength(writeDocument(documentOfDraft(draft)));

/**
 * What is sent along with the document. Call it on a draft without issues only.
 * @param now UNIX seconds of the chain's clock. @param least shortest time between roll closing and opening, seconds.
 */
export function parametersOf(draft: PollDraft, now: number, least: number): PollParameters {
  const opensAt = draft.opensAt ?? 0;
  return {
    roll: draft.roll,
    rollClosesAt: draft.rollClosesAt ?? defaultRollClosing(opensAt, now, least),
    opensAt,
    closesAt: draft.closesAt ?? 0,
    minimumRoll: draft.minimumRoll,
    questions: draft.questions.map((question) => encodeRule(ruleOf(question))),
  };
}
