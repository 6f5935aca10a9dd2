import { BaseError } from "viem";

/** Why the audit says that something differs, for programs and translations; `detail` says it in English. */
export interface Finding {
  code: FindingCode;
  detail: string;
}

export type FindingCode =
  | "codeDiffers"
  | "notPublished"
  | "wrongAddress"
  | "contentDiffers"
  | "documentDiffers"
  | "documentMalformed"
  | "notPublishable"
  | "notOrganiser"
  | "logInvalid"
  | "logMissing"
  | "memberInvalid"
  | "rootDiffers"
  | "removalInvalid"
  | "invitationInvalid"
  | "frozenRollDiffers"
  | "freezingInvalid"
  | "committeeInvalid"
  | "dealInvalid"
  | "confirmationInvalid"
  | "keyDiffers"
  | "ballotMissing"
  | "ballotOutOfPlace"
  | "ballotOutsideWindow"
  | "nullifierRepeated"
  | "rulesBroken"
  | "proofInvalid"
  | "tooManyBallots"
  | "totalsDiffer"
  | "shareInvalid"
  | "resultInvalid"
  | "resultDiffers"
  | "viewDiffers"
  | "nodesDisagree";

/** The chain's account contradicts itself or this source, and the step cannot go on. */
export class Difference extends Error {
  override readonly name = "Difference";
  readonly finding: Finding;

  constructor(code: FindingCode, detail: string) {
    super(detail);
    this.finding = { code, detail };
  }
}

/** Nothing is known to be wrong, but the check could not be carried out: a node is down, or no poll stands there. */
export class CouldNotCheck extends Error {
  override readonly name = "CouldNotCheck";
}

/** A node answers, and its answer is no: asking again would bring the same. */
export class Refused extends CouldNotCheck {
  /** The contract itself said no. */
  readonly reverted: boolean;

  constructor(detail: string, reverted: boolean) {
    super(detail);
    this.reverted = reverted;
  }
}

/** JSON-RPC codes by which a node says no for good: no such method, wrong parameters, not supported. */
const REFUSALS = new Set([-32601, -32602, -32004]);
/** Code of a revert. */
const REVERTED = 3;

/** @returns null for everything that may pass: a node that is down, busy, or lacks what it will have. */
export function refusalIn(error: unknown): "reverted" | "refused" | null {
  let found: "refused" | null = null;
  let part = error;
  for (let depth = 0; part && depth < 10; depth++) {
    const { code, message = "", cause } = part as { code?: unknown; message?: string; cause?: unknown };
    if (code === REVERTED || /revert/i.test(message)) return "reverted";
    if (typeof code === "number" && REFUSALS.has(code)) found = "refused";
    part = cause;
  }
  return found;
}

export function reasonOf(error: unknown): string {
  if (error instanceof BaseError) return error.details || error.shortMessage;
  return error instanceof Error ? error.message : String(error);
}
