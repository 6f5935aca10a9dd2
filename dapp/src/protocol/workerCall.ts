import { ProofError } from "./proof.ts";

/** The part of a browser's Worker that is used here. */
export interface CalledWorker<Order, Report> {
  postMessage(order: Order): void;
  addEventListener(type: "message", listener: (event: { data: Report }) => void): void;
  addEventListener(type: "error" | "messageerror", listener: (event: { message?: string }) => void): void;
  terminate(): void;
}

/** Milliseconds after which a worker counts as hung. Slow phones need half a minute for the largest proofs. */
export const WORKER_TIMEOUT = 180_000;

/**
 * Sends a worker its one order and ends it with the answer: a worker under a wrong policy never answers, and secrets
 * leave its memory with it.
 * @param read the answer in a report, undefined for a report of progress; what it throws rejects.
 * @throws ProofError "timeout", or "failed" when the worker breaks.
 */
export function callWorker<Order, Report, Answer>(
  worker: CalledWorker<Order, Report>,
  order: Order,
  read: (report: Report) => Answer | undefined,
  timeout = WORKER_TIMEOUT,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer);
      worker.terminate();
      settle();
    };
    const fail = (error: unknown) => finish(() => reject(error));
    const timer = setTimeout(() => fail(new ProofError("timeout", `no answer in ${timeout} ms`)), timeout);
    const broken = ({ message }: { message?: string }) =>
      fail(new ProofError("failed", message ?? "the worker broke"));
    worker.addEventListener("error", broken);
    worker.addEventListener("messageerror", broken);
    worker.addEventListener("message", ({ data }) => {
      try {
        const answer = read(data);
        if (answer !== undefined) finish(() => resolve(answer));
      } catch (error) {
        fail(error);
      }
    });
    worker.postMessage(order);
  });
}
