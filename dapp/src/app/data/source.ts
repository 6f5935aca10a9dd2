import { useSyncExternalStore } from "react";
import type { AnswerSource } from "../../protocol/fallback.ts";

let latest: AnswerSource | undefined;
const listeners = new Set<() => void>();

/** Where the last answer came from; undefined before the first. */
export const useSource = (): AnswerSource | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => latest,
  );

/** Notes where an answer came from, for the line at the foot of every page. */
export function noteSource(source: AnswerSource): void {
  const words = JSON.stringify(source);
  if (words === JSON.stringify(latest)) return;
  latest = source;
  for (const listener of listeners) listener();
}
