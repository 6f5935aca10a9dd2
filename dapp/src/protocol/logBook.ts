import { type AbiEvent, type Address, BaseError, type GetLogsReturnType, type PublicClient } from "viem";

/** Blocks asked for at once; halved where a node finds it too many. */
const CHUNK = 10_000;
/** Newest blocks that are read again each time, because a reorganisation may have replaced them. */
export const UNSETTLED = 32;

export type LogClient = Pick<PublicClient, "getLogs" | "getBlockNumber">;

/** Logs of one contract from one block on, fetched in pieces and only once. */
export class LogBook<const events extends readonly AbiEvent[]> {
  readonly #client: LogClient;
  readonly #address: Address;
  readonly #events: events;
  readonly #from: bigint;
  #logs: GetLogsReturnType<undefined, events, true> = [];
  /** Last block that was read. */
  #through: bigint;
  #reading: Promise<unknown> = Promise.resolve();

  constructor(client: LogClient, address: Address, events: events, fromBlock: number) {
    this.#client = client;
    this.#address = address;
    this.#events = events;
    this.#from = BigInt(fromBlock);
    this.#through = this.#from - 1n;
  }

  /** All logs up to the newest block, in order. One read at a time: a second caller waits and reads little. */
  read(): Promise<GetLogsReturnType<undefined, events, true>> {
    const reading = this.#reading.then(
      () => this.#extend(),
      () => this.#extend(),
    );
    this.#reading = reading;
    return reading;
  }

  async #extend(): Promise<GetLogsReturnType<undefined, events, true>> {
    const head = await this.#client.getBlockNumber({ cacheTime: 0 });
    // A chain shorter than what was read is another chain: a local node that began anew.
    const settled = head < this.#through ? this.#from - 1n : this.#through - BigInt(UNSETTLED);
    const keep = settled < this.#from ? this.#from - 1n : settled;
    const fresh = await this.#fetch(keep + 1n, head);
    this.#logs = [...this.#logs.filter((log) => log.blockNumber <= keep), ...fresh];
    this.#through = head;
    return this.#logs;
  }

  async #fetch(from: bigint, to: bigint): Promise<GetLogsReturnType<undefined, events, true>> {
    const found: GetLogsReturnType<undefined, events, true> = [];
    let start = from;
    let chunk = BigInt(CHUNK);
    while (start <= to) {
      const end = start + chunk - 1n < to ? start + chunk - 1n : to;
      try {
        found.push(...(await this.#range(start, end)));
        start = end + 1n;
      } catch (error) {
        if (chunk === 1n || !isTooMuch(error)) throw error;
        chunk = chunk / 2n;
      }
    }
    return found;
  }

  #range(fromBlock: bigint, toBlock: bigint) {
    const filter = {
      address: this.#address,
      events: this.#events,
      fromBlock,
      toBlock,
      strict: true,
    } as const;
    return this.#client.getLogs<undefined, events, true>(filter);
  }
}

/** Nodes refuse wide ranges in many words; none of them stands for a node that is down or asks for patience. */
export function isTooMuch(error: unknown): boolean {
  // viem's whole message also quotes the request, in which any number may stand.
  const details = error instanceof BaseError ? `${error.details} ${error.shortMessage}` : String(error);
  return (
    /range|too many (results|logs|blocks)|more than|limit|exceed|response size/i.test(details) &&
    !/\brate\b/i.test(details)
  );
}
