import i18next from "i18next";
import { AppError, type Facts } from "./errors.ts";

/** What ErrorNotice shows. */
export type Explanation = {
  /** Key in errors.json. */
  name: string;
  facts: Facts;
  /** The machine's own words, for "details"; absent where they add nothing. */
  words?: string;
};

/** The deepest cause, where libraries put what truly happened. */
function rootCause(error: Error): Error {
  return error.cause instanceof Error ? rootCause(error.cause) : error;
}

/** Finds the sentence for anything thrown; what has none is "Unknown", with the machine's words kept. */
export function explain(error: unknown): Explanation {
  if (!(error instanceof Error)) return { name: "Unknown", facts: {}, words: String(error) };
  const root = rootCause(error);
  if (error instanceof AppError && i18next.exists(`errors:${error.name}.what`)) {
    return { name: error.name, facts: error.facts, ...(root === error ? {} : { words: root.message }) };
  }
  return { name: "Unknown", facts: {}, words: `${error.name}: ${error.message}` };
}
