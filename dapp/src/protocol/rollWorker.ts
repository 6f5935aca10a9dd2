import { type FreezeWitness, RollTree, type VoterPath } from "./rollTree.ts";

/** Worker entry: rebuilds a roll's tree, some seconds for a large town, so that the page stays alive. */

/** "path": one voter's way to the frozen root. "witness": what freezing a poll wants. Leaves in order, 0 for removed. */
export type RollOrder =
  | { want: "path"; leaves: readonly bigint[]; commitment: bigint }
  | { want: "witness"; leaves: readonly bigint[] };

export type RollReport =
  | { type: "progress"; fraction: number }
  | { type: "path"; path: VoterPath }
  | { type: "witness"; witness: FreezeWitness }
  /** The commitment is not among the leaves. */
  | { type: "absent" }
  | { type: "fault"; detail: string };

export function answer(order: RollOrder, post: (report: RollReport) => void): void {
  try {
    const tree = new RollTree(order.leaves, (fraction) => post({ type: "progress", fraction }));
    post(wanted(order, tree));
  } catch (error) {
    post({ type: "fault", detail: error instanceof Error ? error.message : String(error) });
  }
}

function wanted(order: RollOrder, tree: RollTree): RollReport {
  if (order.want === "witness") return { type: "witness", witness: tree.freezeWitness() };
  const index = tree.indexOf(order.commitment);
  return index === null ? { type: "absent" } : { type: "path", path: tree.voterPath(index) };
}

/** What a worker's side of the channel looks like, in browsers. */
interface WorkerScope {
  onmessage: ((event: { data: RollOrder }) => void) | null;
  postMessage(report: RollReport): void;
}

const scope = globalThis as unknown as WorkerScope;
if ("WorkerGlobalScope" in globalThis) {
  scope.onmessage = ({ data }) => answer(data, (report) => scope.postMessage(report));
}
