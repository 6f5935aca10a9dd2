import {
  type Abi,
  type Address,
  BaseError,
  decodeFunctionResult,
  encodeFunctionData,
  type Hex,
  isHex,
} from "viem";
import { isTooMuch } from "../logBook.ts";
import { CouldNotCheck, Refused, reasonOf, refusalIn } from "./difference.ts";
import { canonical } from "./inputs.ts";

/** How a node is asked: EIP-1193's `request`, as viem's clients have it. */
export type Ask = (call: { method: string; params?: unknown }) => Promise<unknown>;

/** One node. */
export interface Node {
  /** How the person calls it, such as its URL. */
  name: string;
  ask: Ask;
}

/** Waiting after the n-th failed try: doubled each time from `first`, at most `longest`. Milliseconds. */
export interface Patience {
  tries: number;
  first: number;
  longest: number;
}

export const PATIENCE: Patience = { tries: 10, first: 500, longest: 30_000 };

/** The first thing that two nodes answer differently. */
export interface Disagreement {
  question: string;
  answers: { node: string; answer: string }[];
}

export interface SourceOptions {
  nodes: readonly Node[];
  patience?: Patience;
  /** Told of every failed try. */
  onRetry?: (node: string, reason: string, waiting: number) => void;
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * The chain as one or several nodes tell it. Every question goes to all of them; a difference is kept and the first node's
 * answer goes on, so that the audit says what follows from it. A node that does not answer is asked again, ever more slowly.
 */
export class Source {
  readonly #nodes: readonly Node[];
  readonly #patience: Patience;
  readonly #onRetry: SourceOptions["onRetry"];
  #block = 0n;
  /** Questions on which the nodes did not agree. */
  differences = 0;
  disagreement: Disagreement | null = null;

  constructor({ nodes, patience = PATIENCE, onRetry }: SourceOptions) {
    if (nodes.length === 0) throw new RangeError("no node to ask");
    this.#nodes = nodes;
    this.#patience = patience;
    this.#onRetry = onRetry;
  }

  get names(): string[] {
    return this.#nodes.map(({ name }) => name);
  }

  /** The block at which state is read from now on. */
  pin(block: bigint): void {
    this.#block = block;
  }

  /** Each node's own answer, for what nodes may differ in without lying, such as their newest block. */
  askEach(method: string, params: unknown[]): Promise<unknown[]> {
    return Promise.all(this.#nodes.map((node) => this.#askPatiently(node, method, params)));
  }

  async ask(method: string, params: unknown[]): Promise<unknown> {
    const answers = await this.askEach(method, params);
    this.#compare(`${method} ${JSON.stringify(params)}`, answers.map(canonical));
    return answers[0];
  }

  /** @throws what {@link isTooMuch} knows when a node wants a shorter range. */
  async logs(filter: {
    address: Address;
    topics: (Hex | Hex[])[];
    from: bigint;
    to: bigint;
  }): Promise<RawLog[]> {
    const { address, topics, from, to } = filter;
    const range = { fromBlock: `0x${from.toString(16)}`, toBlock: `0x${to.toString(16)}` };
    const answers = await this.askEach("eth_getLogs", [{ address, topics, ...range }]);
    const lists = answers.map(readLogs);
    const question = `logs of ${address} in blocks ${from} to ${to}`;
    const [first, ...others] = lists as [RawLog[], ...RawLog[][]];
    for (const other of others) {
      const place = Math.max(first.length, other.length);
      const at = Array.from({ length: place }, (_, i) => i).find(
        (i) => canonical(first[i]) !== canonical(other[i]),
      );
      if (at !== undefined) {
        this.#compare(
          `${question}: log ${at}`,
          lists.map((list) => canonical(list[at] ?? "none")),
        );
        break;
      }
    }
    return first;
  }

  async code(address: Address): Promise<Hex> {
    const code = await this.ask("eth_getCode", [address, this.#tag]);
    if (!isHex(code)) throw new CouldNotCheck(`eth_getCode answered ${String(code)}`);
    return code;
  }

  /** UNIX seconds. */
  async timeOf(block: bigint): Promise<number> {
    return (await this.block(block)).time;
  }

  async block(number: bigint): Promise<{ hash: Hex; time: number }> {
    const block = await this.ask("eth_getBlockByNumber", [`0x${number.toString(16)}`, false]);
    const { hash, timestamp } = (block ?? {}) as { hash?: Hex; timestamp?: Hex };
    if (!hash || !timestamp) throw new CouldNotCheck(`the node does not have block ${number}`);
    return { hash, time: Number(timestamp) };
  }

  /** What a view answers at the pinned block; null when it reverts or the answer is none of the view's. */
  async view(address: Address, abi: Abi, functionName: string, args: unknown[] = []): Promise<unknown> {
    const call = [{ to: address, data: encodeFunctionData({ abi, functionName, args }) }, this.#tag];
    const answers = await Promise.all(this.#nodes.map((node) => this.#callOn(node, call)));
    this.#compare(`${functionName}(${args.join(", ")}) of ${address}`, answers.map(canonical));
    const [data] = answers;
    if (!isHex(data)) return null;
    try {
      return decodeFunctionResult({ abi, functionName, data });
    } catch (error) {
      if (error instanceof BaseError) return null;
      throw error;
    }
  }

  async #callOn(node: Node, call: unknown[]): Promise<unknown> {
    try {
      return await this.#askPatiently(node, "eth_call", call);
    } catch (error) {
      if (error instanceof Refused && error.reverted) return "reverted";
      throw error;
    }
  }

  get #tag(): Hex {
    return `0x${this.#block.toString(16)}`;
  }

  #compare(question: string, answers: string[]): void {
    if (answers.every((answer) => answer === answers[0])) return;
    this.differences++;
    this.disagreement ??= {
      question,
      answers: answers.map((answer, i) => ({ node: this.#nodes[i]?.name ?? "", answer })),
    };
  }

  async #askPatiently({ name, ask }: Node, method: string, params: unknown[]): Promise<unknown> {
    const { tries, first, longest } = this.#patience;
    for (let failed = 1; ; failed++) {
      try {
        return await ask({ method, params });
      } catch (error) {
        if (method === "eth_getLogs" && isTooMuch(error)) throw error;
        const refusal = refusalIn(error);
        if (refusal)
          throw new Refused(`${name} refuses ${method}: ${reasonOf(error)}`, refusal === "reverted");
        if (failed === tries)
          throw new CouldNotCheck(`${name} does not answer ${method}: ${reasonOf(error)}`);
        const waiting = Math.min(longest, first * 2 ** (failed - 1));
        this.#onRetry?.(name, reasonOf(error), waiting);
        await pause(waiting);
      }
    }
  }
}

/** A log as far as it is part of the chain's history. */
export interface RawLog {
  address: Address;
  topics: [Hex, ...Hex[]];
  data: Hex;
  blockNumber: bigint;
  logIndex: number;
  transactionHash: Hex;
}

function readLogs(answer: unknown): RawLog[] {
  if (!Array.isArray(answer)) throw new CouldNotCheck(`eth_getLogs answered ${String(answer)}`);
  return answer.map(({ address, topics, data, blockNumber, logIndex, transactionHash }) => ({
    address,
    topics,
    data,
    blockNumber: BigInt(blockNumber),
    logIndex: Number(logIndex),
    transactionHash,
  }));
}
