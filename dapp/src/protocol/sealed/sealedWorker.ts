import { type OnProofProgress, type ProofArtifacts, ProofError, type ProofFault } from "../proof.ts";
import { type BallotStatement, proveBallot } from "./ballotProof.ts";
import type { Point } from "./curve.ts";
import { openTotals, TotalsError } from "./discreteLog.ts";
import type { FoldedProof } from "./foldedProof.ts";
import type { TrusteeStatement } from "./transcript.ts";
import { type DecryptionShare, proveConfirmation, proveShare } from "./trusteeProof.ts";

/** Worker entry for what is slow about sealed polls, so that the page stays alive. */

/** What can be asked, and what comes back. */
export interface SealedTasks {
  ballot: { ask: BallotStatement & WithArtifacts; answer: FoldedProof };
  confirmation: {
    ask: { statement: Omit<TrusteeStatement, "phase" | "poll">; secret: bigint } & WithArtifacts;
    answer: FoldedProof;
  };
  share: {
    ask: { statement: TrusteeStatement; secret: bigint; R: Point[] } & WithArtifacts;
    answer: { share: DecryptionShare; proof: FoldedProof };
  };
  totals: { ask: { points: Point[]; bound: number }; answer: bigint[] };
}
interface WithArtifacts {
  artifacts: ProofArtifacts;
}
export type SealedTask = keyof SealedTasks;

export type SealedOrder = { [Task in SealedTask]: { task: Task } & SealedTasks[Task]["ask"] }[SealedTask];

/** "totals": no totals in range open the ciphertexts; the others as in {@link ProofFault}. */
export type SealedReport =
  | { type: "progress"; progress: Parameters<OnProofProgress>[0] }
  | { type: "answer"; answer: SealedTasks[SealedTask]["answer"] }
  | { type: "fault"; fault: ProofFault | "totals"; detail: string };

function perform(
  order: SealedOrder,
  onProgress: OnProofProgress,
): Promise<SealedTasks[SealedTask]["answer"]> {
  switch (order.task) {
    case "ballot":
      return proveBallot(order, order.artifacts, onProgress);
    case "confirmation":
      return proveConfirmation(order.statement, order.secret, order.artifacts, onProgress);
    case "share":
      return proveShare(order.statement, order.secret, order.R, order.artifacts, onProgress);
    case "totals":
      return Promise.resolve().then(() => openTotals(order.points, order.bound));
  }
}

export async function answerSealed(order: SealedOrder, post: (report: SealedReport) => void): Promise<void> {
  try {
    const answer = await perform(order, (progress) => post({ type: "progress", progress }));
    post({ type: "answer", answer });
  } catch (error) {
    const fault =
      error instanceof ProofError ? error.fault : error instanceof TotalsError ? "totals" : "failed";
    post({ type: "fault", fault, detail: error instanceof Error ? error.message : String(error) });
  }
}

/** What a worker's side of the channel looks like, in browsers. */
interface WorkerScope {
  onmessage: ((event: { data: SealedOrder }) => void) | null;
  postMessage(report: SealedReport): void;
  document?: unknown;
}

const scope = globalThis as unknown as WorkerScope;
if (typeof scope.postMessage === "function" && scope.document === undefined) {
  scope.onmessage = ({ data }) => void answerSealed(data, (report) => scope.postMessage(report));
}
