/** One thing that is told while a stack starts. Times are milliseconds. */
export type ProgressEvent =
  | { kind: "begun"; step: string }
  | { kind: "done"; step: string; elapsed: number; detail?: string }
  | { kind: "failed"; step: string; elapsed: number }
  | { kind: "note"; text: string };

export type OnProgress = (event: ProgressEvent) => void;

/** Runs one step and tells when it begins and ends; what `work` returns as `detail` is told beside it. */
export async function step<T>(
  onProgress: OnProgress,
  name: string,
  work: () => Promise<T>,
  detail?: (result: T) => string,
): Promise<T> {
  const begun = performance.now();
  onProgress({ kind: "begun", step: name });
  try {
    const result = await work();
    onProgress({ kind: "done", step: name, elapsed: performance.now() - begun, detail: detail?.(result) });
    return result;
  } catch (error) {
    onProgress({ kind: "failed", step: name, elapsed: performance.now() - begun });
    throw error;
  }
}

const seconds = (elapsed: number) => `${(elapsed / 1000).toFixed(1)} s`;

/** One line for each event, for a terminal or a log. */
export function progressLine(event: ProgressEvent): string {
  switch (event.kind) {
    case "begun":
      return `  …  ${event.step}`;
    case "done":
      return `  ✓  ${event.step}${event.detail ? `: ${event.detail}` : ""} (${seconds(event.elapsed)})`;
    case "failed":
      return `  ✗  ${event.step} (after ${seconds(event.elapsed)})`;
    case "note":
      return `     ${event.text}`;
  }
}
