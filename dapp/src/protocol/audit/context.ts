import type { Address, Hex } from "viem";
import type { CompiledSource } from "./deployedCode.ts";
import type { Inputs } from "./inputs.ts";
import type { Pairing } from "./pairing.ts";
import type { StepName } from "./report.ts";
import type { Source } from "./source.ts";

/** How far a step has come; `total` null where nobody knows. */
export interface AuditProgress {
  step: StepName;
  done: number;
  total: number | null;
}

/** What every step has at hand. */
export interface Context {
  source: Source;
  inputs: Inputs;
  chainId: number;
  leVote: Address;
  poll: Address;
  /** Newest block looked at; state is read there. */
  head: { number: bigint; hash: Hex; time: number };
  /** First block in which LeVote's events may stand. */
  startBlock: bigint;
  compiled: CompiledSource | null;
  pairing: () => Promise<Pairing>;
  onProgress: (progress: AuditProgress) => void;
}
