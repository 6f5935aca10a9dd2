import type { Prove } from "./ballot.ts";
import { type OnProofProgress, type ProofArtifacts, ProofError } from "./proof.ts";
import type { ProofOrder, ProofReport } from "./proofWorker.ts";
import { type CalledWorker, callWorker } from "./workerCall.ts";

/** The worker that proofWorker.ts is the entry of. */
export type ProofWorker = CalledWorker<ProofOrder, ProofReport>;

export interface WorkerProverOptions {
  /** Starts a fresh worker, e.g. `() => new Worker(new URL("./proofWorker.ts", import.meta.url), { type: "module" })`. */
  start: () => ProofWorker;
  /** Proving material of a depth. */
  artifacts: (depth: number) => ProofArtifacts;
  /** Milliseconds after which a proof counts as hung: a worker under a wrong policy never answers. */
  timeout?: number;
  onProgress?: OnProofProgress;
}

/** @returns a prover that makes each proof in a worker of its own, ended after it. */
export function workerProver({ start, artifacts, timeout, onProgress }: WorkerProverOptions): Prove {
  return (request, depth) => {
    const read = (report: ProofReport) => {
      if (report.type === "fault") throw new ProofError(report.fault, report.detail);
      if (report.type === "proof") return report.proof;
      onProgress?.(report.progress);
      return undefined;
    };
    return callWorker(start(), { id: 0, request, artifacts: artifacts(depth) }, read, timeout);
  };
}
