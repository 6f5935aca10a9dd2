import { type Hex, keccak256, type TransactionReceipt, TransactionReceiptNotFoundError } from "viem";
import type { PrivateKeyAccount } from "viem/accounts";
import type { FinishedBallot } from "../../dapp/src/protocol/ballot.ts";
import { decodeError, type Failure } from "../../dapp/src/protocol/errors.ts";
import type { ServedChain } from "../services/chain.ts";
import { reasonOf, type Say } from "../services/say.ts";
import type { Store } from "../services/store.ts";
import type { BallotBook } from "./book.ts";
import type { Call, Form, Sending, Sendings } from "./sendings.ts";

export interface SenderOptions {
  chain: ServedChain;
  account: PrivateKeyAccount;
  store: Store;
  sendings: Sendings;
  book: BallotBook;
  /** Milliseconds after which a transaction that is in no block is sent again with a higher fee. */
  patience: number;
  say: Say;
}

/** The newest block, and the newest that no reorganisation replaces. */
interface Blocks {
  head: bigint;
  final: bigint;
}

/** Gas beyond the estimate, in percent: what stands before it in its block changes what it costs. */
const MARGIN = 25n;
/** A node takes a replacement from 10 % above; in percent. */
const RAISE = 25n;

/** Failures that say nothing about a transaction, only about the way to a node. */
const UNREACHABLE: readonly Failure["name"][] = ["NodeUnreachable", "Timeout"];
export const isUnreachable = (failure: Failure): boolean => UNREACHABLE.includes(failure.name);

/**
 * Signs, writes down, and only then sends; follows each transaction until it is final. What was written down before a crash is
 * sent again as the same bytes, so that nothing can be paid for twice.
 */
export class Sender {
  readonly #options: SenderOptions;
  /** Nonces that something else took, and the newest block when that was first seen. */
  readonly #overtaken = new Map<number, bigint>();

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** Gas that the call takes now. @throws what `decodeError` reads when it would revert. */
  estimate({ to, data }: Call): Promise<bigint> {
    const { chain, account } = this.#options;
    return chain.client.estimateGas({ account: account.address, to, data });
  }

  /** @param gas of {@link estimate}. @param ballots that it carries. */
  async send(
    what: Pick<Sending, "kind" | "poll" | "to" | "data">,
    gas: bigint,
    ballots: readonly FinishedBallot[] = [],
  ): Promise<void> {
    const { store, sendings, book, chain, account } = this.#options;
    const { address } = account;
    const next = await chain.client.getTransactionCount({ address, blockTag: "latest" });
    const nonce = Math.max(next, (sendings.highestNonce ?? -1) + 1);
    const sending = { ...what, nonce, gas: gas + (gas * MARGIN) / 100n };
    const form = await this.#sign(sending, 0n);
    store.transaction(() => {
      sendings.add(sending);
      sendings.addForm(nonce, form);
      book.markSent(ballots, nonce);
    });
    await this.#broadcast(form);
  }

  /** Looks where every transaction is. */
  async follow({ head, final }: Blocks): Promise<void> {
    const { sendings } = this.#options;
    for (const sending of sendings.all()) {
      const receipt = await this.#receipt(sending);
      if (receipt?.status === "reverted") this.#end(sending);
      else if (receipt && receipt.blockNumber <= final) this.#end(sending);
      else if (receipt) sendings.markMined(sending.nonce, receipt.blockNumber);
      else await this.#push(sending, { head, final });
    }
  }

  /** What is not on the chain by then goes back to waiting; what is there is settled by its nullifier. */
  #end({ nonce }: Sending): void {
    const { store, sendings, book } = this.#options;
    this.#overtaken.delete(nonce);
    store.transaction(() => {
      sendings.remove(nonce);
      book.release(nonce);
    });
  }

  /** It is in no block: somebody else used its nonce for good, it fell out in a reorganisation, or it waits. */
  async #push(sending: Sending, { head, final }: Blocks): Promise<void> {
    const { sendings, chain, account, patience } = this.#options;
    const { address } = account;
    const next = await chain.client.getTransactionCount({ address, blockTag: "latest" });
    if (next > sending.nonce) {
      // A node may know the count before the receipt, and a reorganisation may undo both.
      const seen = this.#overtaken.get(sending.nonce) ?? head;
      this.#overtaken.set(sending.nonce, seen);
      if (seen < final) this.#end(sending);
      return;
    }
    this.#overtaken.delete(sending.nonce);
    const fellOut = sending.mined !== null;
    if (fellOut) sendings.markMined(sending.nonce, null);
    const last = sending.forms.at(-1) as Form;
    if (!fellOut && Date.now() - last.sentAt >= patience) {
      const raised = await this.#sign(sending, last.fee + (last.fee * RAISE) / 100n);
      sendings.addForm(sending.nonce, raised);
      await this.#broadcast(raised);
    } else {
      await this.#broadcast(last);
    }
  }

  async #receipt({ forms }: Sending): Promise<TransactionReceipt | null> {
    for (const { hash } of forms) {
      try {
        return await this.#options.chain.client.getTransactionReceipt({ hash });
      } catch (error) {
        if (!(error instanceof TransactionReceiptNotFoundError)) throw error;
      }
    }
    return null;
  }

  /** @param atLeast wei per gas. */
  async #sign(
    { nonce, to, data, gas }: Omit<Sending, "forms" | "mined" | "kind" | "poll">,
    atLeast: bigint,
  ): Promise<Form> {
    const { chain, account } = this.#options;
    const { maxFeePerGas, maxPriorityFeePerGas } = await chain.client.estimateFeesPerGas();
    const fee = maxFeePerGas > atLeast ? maxFeePerGas : atLeast;
    const tip = maxPriorityFeePerGas + (atLeast > 0n ? (maxPriorityFeePerGas * RAISE) / 100n + 1n : 0n);
    const raw: Hex = await account.signTransaction({
      type: "eip1559",
      chainId: chain.chain.chainId,
      nonce,
      to,
      data,
      gas,
      maxFeePerGas: fee,
      maxPriorityFeePerGas: tip < fee ? tip : fee,
    });
    return { hash: keccak256(raw), raw, fee, sentAt: Date.now() };
  }

  /** A node that has it already, or that refuses it now, is no reason to stop: {@link follow} sees what becomes of it. */
  async #broadcast({ raw }: Form): Promise<void> {
    const { chain, say } = this.#options;
    try {
      await chain.client.sendRawTransaction({ serializedTransaction: raw });
    } catch (error) {
      if (isUnreachable(decodeError(error))) throw error;
      if (!/known|imported|exists|nonce/i.test(String((error as { details?: string }).details))) {
        say(`a transaction was not taken by the node: ${reasonOf(error)}`);
      }
    }
  }
}
