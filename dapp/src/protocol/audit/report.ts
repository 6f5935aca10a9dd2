import type { Address, Hex } from "viem";
import type { PollKindName } from "../reader.ts";
import { Difference, type Finding, type FindingCode } from "./difference.ts";
import type { Inputs } from "./inputs.ts";
import type { Disagreement } from "./source.ts";

/** What is checked, in this order. */
export const STEPS = [
  "code",
  "publication",
  "roll",
  "invitations",
  "freezing",
  "committee",
  "ballots",
  "totals",
  "shares",
  "result",
  "nodes",
] as const;
export type StepName = (typeof STEPS)[number];

export type Fact = string | number | boolean | readonly (string | number)[];

export interface StepReport {
  step: StepName;
  outcome: "passed" | "failed" | "skipped";
  /** What was found, for people and comparison. */
  facts: Record<string, Fact>;
  /** The first thing that fails. */
  finding: Finding | null;
  /** Why it was skipped, or what a reader should know though nothing fails; in English. */
  notes: string[];
}

export interface AuditReport {
  version: 1;
  /** VERIFIED when no step failed. Steps that were skipped say why. */
  verdict: "VERIFIED" | "DIFFERS";
  chainId: number;
  leVote: Address;
  poll: Address;
  kind: PollKindName | null;
  /** The newest block that was looked at. */
  block: { number: number; hash: Hex; time: number };
  nodes: string[];
  steps: StepReport[];
  /** First difference between the nodes. */
  disagreement: Disagreement | null;
  inputs: Inputs;
  ballots: {
    verified: number /** Milliseconds of checking, waiting for the node not counted. */;
    msPerBallot: number | null;
  };
}

/** What a step writes down while it checks. Only the first finding counts: later ones are its consequences. */
export class StepRecord {
  readonly facts: Record<string, Fact> = {};
  readonly notes: string[] = [];
  finding: Finding | null = null;

  /** Notes a difference and goes on. */
  expect(holds: boolean, code: FindingCode, detail: string | (() => string)): void {
    if (!holds) this.finding ??= { code, detail: typeof detail === "string" ? detail : detail() };
  }

  /** @throws Difference, where nothing sensible can follow. */
  require(holds: boolean, code: FindingCode, detail: string): asserts holds {
    if (!holds) throw new Difference(code, detail);
  }
}
