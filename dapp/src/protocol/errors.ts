import {
  AbiDecodingZeroDataError,
  AbiErrorSignatureNotFoundError,
  BaseError,
  ChainMismatchError,
  ContractFunctionRevertedError,
  decodeErrorResult,
  type Hex,
  HttpRequestError,
  InsufficientFundsError,
  isHex,
  TimeoutError,
  UserRejectedRequestError,
  WaitForTransactionReceiptTimeoutError,
} from "viem";
import type { BallotError } from "./ballotError.ts";
import {
  committeeAbi,
  invitationRollAbi,
  leVoteAbi,
  openPollAbi,
  openRollAbi,
  sealedPollAbi,
  semaphoreAbi,
  tokenRollAbi,
} from "./generated/abi.ts";
import type { BackupFault } from "./identity.ts";
import type { InvitationError } from "./invitations.ts";
import type { ProofFault } from "./proof.ts";

/** Everything that contracts of Le Vote, or Semaphore under them, can refuse with. */
const ABIS = [
  leVoteAbi,
  invitationRollAbi,
  tokenRollAbi,
  openRollAbi,
  openPollAbi,
  committeeAbi,
  sealedPollAbi,
  semaphoreAbi,
].flat();
type ContractErrorName = Extract<(typeof ABIS)[number], { type: "error" }>["name"];

const errorAbi = [
  ...new Map(ABIS.filter((item) => item.type === "error").map((item) => [item.name, item])).values(),
];

/** What goes wrong before or beside a contract. */
const OUTSIDE = [
  "UserRejected",
  "InsufficientFunds",
  "WrongChain",
  "NodeUnreachable",
  "IndexerUnreachable",
  "Timeout",
  "RevertedWithoutReason",
  "BackupUnreadable",
  "BackupWrongPassword",
  "BackupWrongWords",
  "BallotBreaksRule",
  "BallotRollNotFrozen",
  "BallotWrongRoll",
  "BallotUnreadable",
  "InvitationUnknown",
  "InvitationWrongCode",
  "ProofMaterialMissing",
  "ProofWrongPath",
  "ProofTimeout",
  "ProofFailed",
  "Unknown",
] as const;

export type FailureName = ContractErrorName | (typeof OUTSIDE)[number];

/** Every name that {@link decodeError} can give: the app has a sentence for each in each language. */
export const FAILURE_NAMES: readonly FailureName[] = [...errorAbi.map(({ name }) => name), ...OUTSIDE];

export interface Failure {
  name: FailureName;
  /** The error's facts in the order of its declaration; a message for "Unknown". */
  args: readonly unknown[];
}

type FaultNames<Fault extends string> = Readonly<Record<Fault, FailureName>>;

/**
 * This library's own errors by class name, then by fault. Their classes are not imported: they bring proving, curves
 * and word lists with them, which whoever only reads does not need.
 */
const OWN = {
  BackupError: {
    words: "BackupWrongWords",
    file: "BackupUnreadable",
    password: "BackupWrongPassword",
  } satisfies FaultNames<BackupFault>,
  BallotError: {
    rules: "BallotBreaksRule",
    notFrozen: "BallotRollNotFrozen",
    path: "BallotWrongRoll",
    unreadable: "BallotUnreadable",
  } satisfies FaultNames<BallotError["fault"]>,
  InvitationError: {
    unknown: "InvitationUnknown",
    wrongCode: "InvitationWrongCode",
  } satisfies FaultNames<InvitationError["fault"]>,
  ProofError: {
    material: "ProofMaterialMissing",
    path: "ProofWrongPath",
    timeout: "ProofTimeout",
    failed: "ProofFailed",
  } satisfies FaultNames<ProofFault>,
};

function ownFailure(error: unknown): Failure | null {
  if (!(error instanceof Error)) return null;
  const { name: kind, fault, broken } = error as Error & { fault?: unknown; broken?: unknown };
  const faults: ReadonlyMap<unknown, FailureName> = new Map(
    Object.entries((OWN as Record<string, Record<string, FailureName>>)[kind] ?? {}),
  );
  const name = faults.get(fault);
  return name ? { name, args: broken ? [broken] : [] } : null;
}

/** Says what an error of viem, of a wallet, of a node or of this library means. */
export function decodeError(error: unknown): Failure {
  return ownFailure(error) ?? contractFailure(error) ?? outsideFailure(error) ?? unknown(error);
}

function contractFailure(error: unknown): Failure | null {
  const reverted = [...causes(error)].find((e) => e instanceof ContractFunctionRevertedError);
  if (reverted) {
    const known = reverted.raw && decodeRevert(reverted.raw);
    if (known) return known;
    return { name: "RevertedWithoutReason", args: [reverted.shortMessage] };
  }
  const data = revertData(error);
  return data === null ? null : (decodeRevert(data) ?? { name: "RevertedWithoutReason", args: [data] });
}

/** @param data of a revert, e.g. from a replay. @returns null when no contract of Le Vote has this error. */
export function decodeRevert(data: Hex): Failure | null {
  try {
    const { errorName, args } = decodeErrorResult({ abi: errorAbi, data });
    return { name: errorName as ContractErrorName, args: (args ?? []) as readonly unknown[] };
  } catch (error) {
    if (error instanceof AbiErrorSignatureNotFoundError || error instanceof AbiDecodingZeroDataError)
      return null;
    throw error;
  }
}

function outsideFailure(error: unknown): Failure | null {
  for (const e of causes(error)) {
    const { code, name, message = "" } = e as { code?: unknown; name?: string; message?: string };
    if (e instanceof UserRejectedRequestError || code === 4001 || code === "ACTION_REJECTED") {
      return { name: "UserRejected", args: [] };
    }
    if (e instanceof InsufficientFundsError || /insufficient funds|enough funds to send/i.test(message)) {
      return { name: "InsufficientFunds", args: [] };
    }
    if (e instanceof ChainMismatchError || name === "ConnectorChainMismatchError" || code === 4902) {
      return { name: "WrongChain", args: [] };
    }
    if (
      e instanceof TimeoutError ||
      e instanceof WaitForTransactionReceiptTimeoutError ||
      name === "TimeoutError"
    ) {
      return { name: "Timeout", args: [] };
    }
    if (name === "IndexerError") return { name: "IndexerUnreachable", args: [message] };
    if (e instanceof HttpRequestError || (e instanceof TypeError && /fetch/i.test(message))) {
      return { name: "NodeUnreachable", args: [] };
    }
  }
  return null;
}

function unknown(error: unknown): Failure {
  const message =
    error instanceof BaseError ? error.shortMessage : error instanceof Error ? error.message : String(error);
  return { name: "Unknown", args: [message] };
}

/** The error, its causes, and what nodes put beside them. */
function* causes(error: unknown): Generator<object> {
  const seen = new Set<object>();
  const open: unknown[] = [error];
  while (open.length > 0) {
    const next = open.shift();
    if (typeof next !== "object" || next === null || seen.has(next)) continue;
    seen.add(next);
    yield next;
    open.push(
      ...["cause", "error", "data", "originalError"].map((key) => (next as Record<string, unknown>)[key]),
    );
  }
}

/** Nodes and wallets nest a revert's bytes at different depths. */
function revertData(error: unknown): Hex | null {
  for (const e of causes(error)) {
    const { data } = e as { data?: unknown };
    if (isHex(data) && data.length >= 10) return data;
  }
  return null;
}
