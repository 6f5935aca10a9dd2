import { type OnProofProgress, ProofError } from "../proof.ts";
import { type CalledWorker, callWorker } from "../workerCall.ts";
import { TotalsError } from "./discreteLog.ts";
import type { SealedOrder, SealedReport, SealedTask, SealedTasks } from "./sealedWorker.ts";

/** The worker that sealedWorker.ts is the entry of. */
export type SealedWorker = CalledWorker<SealedOrder, SealedReport>;

/**
 * Has one task done by a fresh worker, which is ended after it.
 * @param worker e.g. `new Worker(new URL("./sealedWorker.ts", import.meta.url), { type: "module" })`.
 * @throws ProofError, for totals TotalsError.
 */
export function inSealedWorker<Task extends SealedTask>(
  worker: SealedWorker,
  task: Task,
  ask: SealedTasks[Task]["ask"],
  options: { timeout?: number; onProgress?: OnProofProgress } = {},
): Promise<SealedTasks[Task]["answer"]> {
  const read = (report: SealedReport) => {
    if (report.type === "progress") {
      options.onProgress?.(report.progress);
      return undefined;
    }
    if (report.type === "answer") return report.answer as SealedTasks[Task]["answer"];
    throw report.fault === "totals"
      ? new TotalsError(report.detail)
      : new ProofError(report.fault, report.detail);
  };
  return callWorker(worker, { task, ...ask } as SealedOrder, read, options.timeout);
}
