import { ProofError } from "./proof.ts";
import type { FreezeWitness, VoterPath } from "./rollTree.ts";
import type { RollOrder, RollReport } from "./rollWorker.ts";
import { type CalledWorker, callWorker } from "./workerCall.ts";

/** The worker that rollWorker.ts is the entry of. */
export type RollWorker = CalledWorker<RollOrder, RollReport>;

export interface RollCallOptions {
  /** Starts a fresh worker; it ends with its answer. */
  start: () => RollWorker;
  /** The finished share, from 0 to 1. */
  onProgress?: (fraction: number) => void;
  /** Milliseconds after which the worker counts as hung. */
  timeout?: number;
}

/**
 * A voter's way to the root of the poll's roll, worked out in a worker.
 * @param leaves at freezing. @throws ProofError "path" when the commitment is not among them, "timeout", "failed"
 */
export function voterPathIn(
  options: RollCallOptions,
  leaves: readonly bigint[],
  commitment: bigint,
): Promise<VoterPath> {
  return call(options, { want: "path", leaves, commitment }, (report) =>
    report.type === "path" ? report.path : undefined,
  );
}

/** What `freeze` wants, worked out in a worker. @param leaves of the group now. @throws ProofError "timeout", "failed" */
export function freezeWitnessIn(options: RollCallOptions, leaves: readonly bigint[]): Promise<FreezeWitness> {
  return call(options, { want: "witness", leaves }, (report) =>
    report.type === "witness" ? report.witness : undefined,
  );
}

function call<Answer>(
  { start, onProgress, timeout }: RollCallOptions,
  order: RollOrder,
  answerIn: (report: RollReport) => Answer | undefined,
): Promise<Answer> {
  const read = (report: RollReport) => {
    if (report.type === "fault") throw new ProofError("failed", report.detail);
    if (report.type === "absent") throw new ProofError("path", "this identity is not on the poll's roll");
    if (report.type === "progress") onProgress?.(report.fraction);
    return answerIn(report);
  };
  return callWorker(start(), order, read, timeout);
}
