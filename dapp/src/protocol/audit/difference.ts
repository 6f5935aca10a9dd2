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

/** JSON-RPC codes by which a node says no for good: a revert, no such method, wrong parameters. */
const REFUSALS = new Set([3, -32601, -32602, -32004]);

/** Whether a node answered, though with a refusal: asking again would bring the same. */
export function isAnswer(error: unknown): boolean {
  const parts: unknown[] = [];
  for (let part = error; part && parts.length < 10; part = (part as { cause?: unknown }).cause)
    parts.push(part);
  return parts.some((part) => {
    const { code, message = "" } = part as { code?: unknown; message?: string };
    return (typeof code === "number" && REFUSALS.has(code)) || /revert/i.test(message);
  });
}

export function reasonOf(error: unknown): string {
  if (error instanceof BaseError) return error.details || error.shortMessage;
  return error instanceof Error ? error.message : String(error);
}
