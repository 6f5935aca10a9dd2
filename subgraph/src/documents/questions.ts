import { JsonObject, objectOf } from "../json";
import { readFilledTexts, readTexts, Texts } from "./texts";

/** A question as the document says it, texts in the order of its languages. */
export class QuestionWords {
  key: string = "";
  title: string[] = [];
  description: string[] = [];
  optionKeys: string[] = [];
  optionLabels: string[][] = [];
}

/** A question of the right shape whose languages and ids are still to be checked. */
export class QuestionDraft {
  key: string;
  title: Texts;
  description: Texts | null = null;
  optionKeys: string[] = [];
  optionLabels: Texts[] = [];

  constructor(key: string, title: Texts) {
    this.key = key;
    this.title = title;
  }

  hasAll(languages: string[]): boolean {
    const description = this.description;
    if (!this.title.hasAll(languages)) return false;
    if (description != null && !description.hasAll(languages)) return false;
    for (let i = 0; i < this.optionLabels.length; i++) {
      if (!this.optionLabels[i].hasAll(languages)) return false;
    }
    return true;
  }

  hasRepeatedOption(): boolean {
    for (let i = 0; i < this.optionKeys.length; i++) {
      if (this.optionKeys.indexOf(this.optionKeys[i]) != i) return true;
    }
    return false;
  }

  inOrderOf(languages: string[]): QuestionWords {
    const words = new QuestionWords();
    const description = this.description;
    words.key = this.key;
    words.title = this.title.inOrderOf(languages);
    if (description != null) words.description = description.inOrderOf(languages);
    words.optionKeys = this.optionKeys;
    for (let i = 0; i < this.optionLabels.length; i++) {
      words.optionLabels.push(this.optionLabels[i].inOrderOf(languages));
    }
    return words;
  }
}

/** @returns null unless there is at least one question and each has the right shape. */
export function readQuestions(document: JsonObject): QuestionDraft[] | null {
  const values = document.array("questions");
  if (values == null || values.length == 0) return null;
  const questions: QuestionDraft[] = [];
  for (let i = 0; i < values.length; i++) {
    const question = readQuestion(objectOf(values[i]));
    if (question == null) return null;
    questions.push(question);
  }
  return questions;
}

function readQuestion(value: JsonObject | null): QuestionDraft | null {
  if (value == null) return null;
  const key = value.text("id");
  const title = readFilledTexts(value.object("title"));
  const options = value.array("options");
  if (key === null || key.length == 0 || title == null || options == null || options.length == 0) return null;
  const question = new QuestionDraft(key, title);
  if (value.has("description")) {
    const description = readTexts(value.object("description"));
    if (description == null) return null;
    question.description = description;
  }
  for (let i = 0; i < options.length; i++) {
    const option = objectOf(options[i]);
    if (option == null) return null;
    const optionKey = option.text("id");
    const label = readFilledTexts(option.object("label"));
    if (optionKey === null || optionKey.length == 0 || label == null) return null;
    question.optionKeys.push(optionKey);
    question.optionLabels.push(label);
  }
  return question;
}
