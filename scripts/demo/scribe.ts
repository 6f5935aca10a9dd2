import { type Address, getAddress, parseEventLogs, type TransactionReceipt } from "viem";
import { leVoteAbi } from "../../dapp/src/protocol/generated/abi.ts";
import type { LocalChain } from "../stack/node.ts";

/** A call as `actions.ts` makes it. */
export type Request = { address: Address; abi: unknown; functionName: string; args: readonly unknown[] };

/** Sends what people of the demonstration send, from the node's unlocked accounts, each in a block of its own. */
export class Scribe {
  #latest = 0;

  private constructor(
    readonly chain: LocalChain,
    readonly accounts: readonly Address[],
    readonly abort: AbortSignal | undefined,
  ) {}

  static async of(chain: LocalChain, abort?: AbortSignal): Promise<Scribe> {
    return new Scribe(chain, await chain.getAddresses(), abort);
  }

  account(index: number): Address {
    const account = this.accounts[index];
    if (!account) throw new Error(`the node has no account ${index}`);
    return account;
  }

  /** Who brings an enrolment or a ballot never matters; here it is one of the accounts that have no other part. */
  carrier(i: number): Address {
    return this.account(FIRST_CARRIER + (i % (this.accounts.length - FIRST_CARRIER)));
  }

  /** @param time of the block, UNIX seconds; a second after the last block where that is later. */
  async send(request: Request, time: number, from: Address = this.account(0)): Promise<TransactionReceipt> {
    this.abort?.throwIfAborted();
    this.#latest = Math.max(time, this.#latest + 1);
    await this.chain.setNextBlockTimestamp({ timestamp: BigInt(this.#latest) });
    return sendNow(this.chain, request, from);
  }

  /** Address that a call of LeVote will make, which follows from its content. */
  async promised(request: Request): Promise<Address> {
    const { result } = await this.chain.simulateContract({
      ...request,
      account: this.account(0),
    } as Parameters<LocalChain["simulateContract"]>[0]);
    return getAddress(result as unknown as string);
  }
}

/** Accounts before it: the organiser and three trustees. */
const FIRST_CARRIER = 4;

/** @throws Error when the transaction fails. */
export async function sendNow(chain: LocalChain, request: Request, from: Address) {
  const call = { ...request, account: from, chain: chain.chain };
  const hash = await chain.writeContract(call as Parameters<LocalChain["writeContract"]>[0]);
  const receipt = await chain.waitForTransactionReceipt({ hash });
  if (receipt.status !== "success")
    throw new Error(`${request.functionName} failed in block ${receipt.blockNumber}`);
  return receipt;
}

/** Address of what LeVote made. @throws Error where it made nothing. */
export function createdIn({ logs }: TransactionReceipt): Address {
  const eventName = ["RollCreated", "CommitteeCreated", "PollPublished"] as const;
  const [event] = parseEventLogs({ abi: leVoteAbi, logs, eventName: [...eventName] });
  if (!event) throw new Error("LeVote made nothing");
  if (event.eventName === "RollCreated") return getAddress(event.args.roll);
  return getAddress(event.eventName === "PollPublished" ? event.args.poll : event.args.committee);
}
