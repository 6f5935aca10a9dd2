import type { ProofRequest } from "./proof.ts";
import {
  type OnProofProgress,
  type ProofArtifacts,
  ProofError,
  type ProofFault,
  proveMembership,
} from "./proof.ts";
import type { MembershipProof } from "./semaphoreProof.ts";

/** Worker entry: makes one proof after the other, so that the page stays alive. */

export interface ProofOrder {
  id: number;
  request: ProofRequest & { commitment: bigint };
  artifacts: ProofArtifacts;
}

export type ProofReport =
  | { id: number; type: "progress"; progress: Parameters<OnProofProgress>[0] }
  | { id: number; type: "proof"; proof: MembershipProof }
  | { id: number; type: "fault"; fault: ProofFault; detail: string };

/** What a worker's side of the channel looks like, in browsers. */
interface WorkerScope {
  onmessage: ((event: { data: ProofOrder }) => void) | null;
  postMessage(report: ProofReport): void;
}

export async function answer(order: ProofOrder, post: (report: ProofReport) => void): Promise<void> {
  const { id, request, artifacts } = order;
  try {
    const proof = await proveMembership(request, artifacts, (progress) =>
      post({ id, type: "progress", progress }),
    );
    post({ id, type: "proof", proof });
  } catch (error) {
    const fault = error instanceof ProofError ? error.fault : "failed";
    post({ id, type: "fault", fault, detail: error instanceof Error ? error.message : String(error) });
  }
}

const scope = globalThis as unknown as WorkerScope;
if ("WorkerGlobalScope" in globalThis) {
  scope.onmessage = ({ data }) => void answer(data, (report) => scope.postMessage(report));
}
