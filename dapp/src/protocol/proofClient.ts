import type { Prove } from "./ballot.ts";
import { type OnProofProgress, type ProofArtifacts, ProofError } from "./proof.ts";
import type { ProofOrder, ProofReport } from "./proofWorker.ts";

/** The part of a browser's Worker that is used here. */
export interface ProofWorker {
  postMessage(order: ProofOrder): void;
  addEventListener(type: "message", listener: (event: { data: ProofReport }) => void): void;
  addEventListener(type: "error" | "messageerror", listener: (event: { message?: string }) => void): void;
  terminate(): void;
}

export interface WorkerProverOptions {
  /** Starts a fresh worker, e.g. `() => new Worker(new URL("./proofWorker.ts", import.meta.url), { type: "module" })`. */
  start: () => ProofWorker;
  /** Proving material of a depth. */
  artifacts: (depth: number) => ProofArtifacts;
  /** Milliseconds after which a proof counts as hung: a worker under a wrong policy never answers. */
  timeout?: number;
  onProgress?: OnProofProgress;
}

/** Slow phones need half a minute at depth 20. */
const DEFAULT_TIMEOUT = 180_000;

/** @returns a prover that makes each proof in a worker of its own, ended after it. */
export function workerProver({
  start,
  artifacts,
  timeout = DEFAULT_TIMEOUT,
  onProgress,
}: WorkerProverOptions): Prove {
  return (request, depth) =>
    new Promise((resolve, reject) => {
      const order = { id: 0, request, artifacts: artifacts(depth) };
      const worker = start();
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        worker.terminate();
        settle();
      };
      const fail = (error: ProofError) => finish(() => reject(error));
      const timer = setTimeout(() => {
        fail(new ProofError("timeout", `no answer in ${timeout} ms`));
      }, timeout);
      const broken = ({ message }: { message?: string }) =>
        fail(new ProofError("failed", message ?? "the worker broke"));
      worker.addEventListener("error", broken);
      worker.addEventListener("messageerror", broken);
      worker.addEventListener("message", ({ data }) => {
        if (data.type === "progress") onProgress?.(data.progress);
        else if (data.type === "proof") finish(() => resolve(data.proof));
        else fail(new ProofError(data.fault, data.detail));
      });
      worker.postMessage(order);
    });
}
