import type { Abi, Address, Hash, TransactionReceipt } from "viem";
import { AppError } from "../errors.ts";
import { failureOf } from "../failure.ts";

/** One call to a contract. What is checked is that actions come from `protocol/actions.ts`. */
export type AnyAction = {
  address: Address;
  abi: Abi;
  functionName: string;
  args: readonly unknown[];
  /** Given where no node may see the action before it is sent: then it is neither tried nor estimated. */
  gas?: bigint;
};

/** What a person is told while something is sent. */
export type SendStep =
  /** Tried on the node first: a refusal is known before the wallet opens. */
  | { step: "preparing" }
  | { step: "wallet" }
  | { step: "network"; hash: Hash }
  /** On chain; the index has not seen it yet. */
  | { step: "reading"; hash: Hash };

/** @param result what the call returned when it was tried, such as a new roll's address; undefined if it was not. */
export type Sent = { receipt: TransactionReceipt; result: unknown };

/** For senders that keep account of what has left the device. */
export interface Handover {
  /** Awaited before the wallet is asked: from then on what is sent may be on its way, whatever happens next. */
  onHandOver?: (() => Promise<unknown>) | undefined;
  /** The wallet was asked, and its owner declined or its account cannot pay: nothing is on its way. */
  onRefused?: (() => Promise<unknown>) | undefined;
}

/** What sending needs of the chain and of a wallet. */
export interface Sender {
  /** Tries the call on a node. @returns what it would return, and gas with room. */
  rehearse(action: AnyAction): Promise<{ result: unknown; gas: bigint }>;
  /** The wallet on the right chain; asks nothing of its owner but to change chains. */
  wallet(): Promise<(action: AnyAction, gas: bigint) => Promise<Hash>>;
  receipt(hash: Hash): Promise<TransactionReceipt>;
  /** Waits until what pages read from has seen the block. */
  caughtUp(block: number): Promise<void>;
}

/** Errors of a wallet that say so. */
const NOT_SENT = ["UserRejected", "InsufficientFunds"];

/** Sends one action, telling each step as it is reached. @throws what `failureOf` can name. */
export async function sendAction(
  making: AnyAction | (() => Promise<AnyAction>),
  sender: Sender,
  tell: (step: SendStep) => void,
  { onHandOver, onRefused }: Handover = {},
): Promise<Sent> {
  tell({ step: "preparing" });
  const action = typeof making === "function" ? await making() : making;
  const { result, gas } =
    action.gas === undefined ? await sender.rehearse(action) : { result: undefined, gas: action.gas };

  tell({ step: "wallet" });
  const write = await sender.wallet();
  await onHandOver?.();
  const hash = await write(action, gas).catch(async (cause: unknown) => {
    const failure = failureOf(cause);
    if (NOT_SENT.includes(failure.name)) await onRefused?.();
    throw failure;
  });

  tell({ step: "network", hash });
  const receipt = await sender.receipt(hash);
  if (receipt.status === "reverted") throw new AppError("TransactionReverted");
  tell({ step: "reading", hash });
  await sender.caughtUp(Number(receipt.blockNumber));
  return { receipt, result };
}
