import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import type { Address, Hash, Hex } from "viem";
import type { LocalChain } from "./node.ts";

/**
 * The local chain lives in memory. What makes it last from one start to the next is a journal: one JSON value a line, first
 * the {@link JournalHead}, then each block that holds transactions, and once {@link Built} when the town was complete.
 * Repeating the blocks in order, with the same times, numbers and base fees, gives the same addresses and the same state.
 * What was done by the node's own test methods (setting a balance, say) is not a transaction and is not kept.
 */
export interface JournalHead {
  version: 1;
  chainId: number;
  /** Time of the first block, UNIX seconds. */
  genesis: number;
  /** What the transactions were made for: another build of the contracts, another journal. */
  contracts: string;
}

/** The town was complete at this block: a journal without it was interrupted and is of no use. */
export interface Built {
  built: number;
}

export interface JournalTransaction {
  from: Address;
  to: Address | null;
  data: Hex;
  value: Hex;
  gas: Hex;
  nonce: number;
  /** Wei; the transaction's `maxFeePerGas`, or its `gasPrice` when it has none. */
  maxFeePerGas: Hex;
  maxPriorityFeePerGas: Hex;
}

export interface JournalBlock {
  number: number;
  /** UNIX seconds. */
  timestamp: number;
  /** Wei. */
  baseFee: Hex;
  transactions: JournalTransaction[];
}

export interface Journal {
  head: JournalHead;
  blocks: JournalBlock[];
  complete: boolean;
}

/** Reads a journal; a line cut short by a crash is left out with all that follows. */
export function readJournal(path: string): Journal | undefined {
  if (!existsSync(path)) return undefined;
  const text = readFileSync(path, "utf8");
  const lines = text.slice(0, text.lastIndexOf("\n") + 1).split("\n");
  const [head, ...rest] = lines.filter((line) => line !== "").map((line) => JSON.parse(line));
  if (head?.version !== 1) return undefined;
  const blocks = rest.filter((line): line is JournalBlock => "transactions" in line);
  return { head, blocks, complete: rest.some((line) => "built" in line) };
}

/** The node's own methods, most of them unknown to the types of viem's test client. */
function requestOf(chain: LocalChain) {
  return chain.request as unknown as (call: { method: string; params: unknown[] }) => Promise<unknown>;
}

interface RpcBlock {
  number: Hex;
  timestamp: Hex;
  baseFeePerGas: Hex;
  transactions: {
    from: Address;
    to: Address | null;
    input: Hex;
    value: Hex;
    gas: Hex;
    nonce: Hex;
    gasPrice: Hex;
    maxFeePerGas?: Hex;
    maxPriorityFeePerGas?: Hex;
  }[];
}

/** Writes down what the chain does while it does it. */
export class Recorder {
  #next: number;
  #turn: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  private constructor(
    readonly path: string,
    readonly chain: LocalChain,
    next: number,
  ) {
    this.#next = next;
  }

  /** Begins a new journal. */
  static begin(path: string, chain: LocalChain, head: JournalHead): Recorder {
    writeFileSync(path, `${JSON.stringify(head)}\n`);
    return new Recorder(path, chain, 1);
  }

  /** Goes on with a journal whose blocks, up to `last`, stand on the chain. */
  static resume(path: string, chain: LocalChain, last: number): Recorder {
    return new Recorder(path, chain, last + 1);
  }

  /** Records every half second until {@link stop}. `onTrouble` hears of the first failure only, the node being gone. */
  watch(onTrouble: (error: Error) => void): void {
    const turn = async () => {
      try {
        await this.record();
        this.#timer = setTimeout(turn, 500);
      } catch (error) {
        onTrouble(error as Error);
      }
    };
    this.#timer = setTimeout(turn, 500);
  }

  /** Records all blocks that are there now. */
  record(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#write());
    return this.#turn;
  }

  /** Records what is there and marks the town as complete. */
  async markBuilt(): Promise<void> {
    await this.record();
    appendFileSync(this.path, `${JSON.stringify({ built: this.#next - 1 } satisfies Built)}\n`);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #write(): Promise<void> {
    const latest = Number(await this.chain.getBlockNumber());
    for (; this.#next <= latest; this.#next++) {
      const block = await readBlock(this.chain, this.#next);
      if (block.transactions.length > 0) appendFileSync(this.path, `${JSON.stringify(block)}\n`);
    }
  }
}

async function readBlock(chain: LocalChain, number: number): Promise<JournalBlock> {
  const block = (await requestOf(chain)({
    method: "eth_getBlockByNumber",
    params: [`0x${number.toString(16)}`, true],
  })) as RpcBlock;
  return {
    number,
    timestamp: Number(block.timestamp),
    baseFee: block.baseFeePerGas,
    transactions: block.transactions.map((transaction) => ({
      from: transaction.from,
      to: transaction.to,
      data: transaction.input,
      value: transaction.value,
      gas: transaction.gas,
      nonce: Number(transaction.nonce),
      maxFeePerGas: transaction.maxFeePerGas ?? transaction.gasPrice,
      maxPriorityFeePerGas: transaction.maxPriorityFeePerGas ?? transaction.gasPrice,
    })),
  };
}

/** Thrown when a journal does not lead where it led before. */
export class JournalError extends Error {
  override readonly name = "JournalError";
}

/** Repeats the blocks on a new chain with the same first block. */
export async function replay(chain: LocalChain, blocks: JournalBlock[]): Promise<void> {
  const request = requestOf(chain);
  const impersonated = new Set<Address>();
  await chain.setAutomine(false);
  let { number: reached, timestamp: clock } = await chain
    .getBlock({ blockTag: "latest" })
    .then(({ number, timestamp }) => ({ number: Number(number), timestamp: Number(timestamp) }));
  for (const block of blocks) {
    const empty = block.number - reached - 1;
    if (empty > 0) {
      await request({ method: "evm_setNextBlockTimestamp", params: [clock + 1] });
      await request({ method: "hardhat_mine", params: [`0x${empty.toString(16)}`, "0x1"] });
    }
    const hashes: Hash[] = [];
    for (const { nonce, from, ...transaction } of block.transactions) {
      if (!impersonated.has(from)) await chain.impersonateAccount({ address: from });
      impersonated.add(from);
      const call = {
        ...transaction,
        from,
        to: transaction.to ?? undefined,
        nonce: `0x${nonce.toString(16)}`,
      };
      hashes.push((await request({ method: "eth_sendTransaction", params: [call] })) as Hash);
    }
    await request({ method: "hardhat_setNextBlockBaseFeePerGas", params: [block.baseFee] });
    await request({ method: "evm_setNextBlockTimestamp", params: [block.timestamp] });
    await chain.mine({ blocks: 1 });
    const made = await chain.getBlock({ blockTag: "latest" });
    if (Number(made.number) !== block.number || made.transactions.length !== hashes.length)
      throw new JournalError(`The journal's block ${block.number} came out differently`);
    reached = block.number;
    clock = block.timestamp;
  }
  for (const address of impersonated) await chain.stopImpersonatingAccount({ address });
  await chain.setAutomine(true);
}
