import type { BrokenRule } from "./questionRules.ts";

/** "rules": the votes break a question's rule. "notFrozen": the roll is not fixed yet. "path": not the poll's roll. */
export class BallotError extends Error {
  override readonly name = "BallotError";
  readonly fault: "rules" | "notFrozen" | "path" | "unreadable";
  readonly broken: BrokenRule | null;

  constructor(fault: BallotError["fault"], detail: string, broken: BrokenRule | null = null) {
    super(`no ballot (${fault}): ${detail}`);
    this.fault = fault;
    this.broken = broken;
  }
}
