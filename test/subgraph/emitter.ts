import {
  type Abi,
  type Address,
  concat,
  encodeAbiParameters,
  encodeEventTopics,
  type Hex,
  numberToHex,
} from "viem";
import type { Provider } from "../../scripts/deploy.ts";

/** An event to be emitted at an address. */
export interface Emission {
  address: Address;
  /** Calldata of the emitter, see {@link EMITTER}. */
  input: Hex;
}

const byte = (value: number) => numberToHex(value, { size: 1 });

/**
 * Code that emits whatever its calldata says: one byte with the number of topics (1 to 4), the topics, the data. Put at
 * an address it lets that address emit any event, so that each handler meets real logs of a real chain, those that the
 * contracts never emit included.
 */
export const EMITTER: Hex = (() => {
  // Leaves on the stack: number of topics, offset of the data, its size; and the data in memory from 0.
  const start: Hex = "0x60003560f81c8060051b6001018036038082600037";
  const cases = [1, 2, 3, 4].map((count): Hex => {
    const topics = Array.from({ length: count }, (_, i) =>
      concat(["0x60", byte(1 + 32 * (count - 1 - i)), "0x35"]),
    );
    // JUMPDEST, topics from the last to the first, DUP size, PUSH1 0, LOGn, STOP.
    return concat(["0x5b", ...topics, byte(0x80 + count), "0x6000", byte(0xa0 + count), "0x00"]);
  });
  const jumpBytes = 7 * cases.length;
  const refusal: Hex = "0x60006000fd";
  let destination = 21 + jumpBytes + 5;
  const jumps = cases.map((code, i) => {
    const jump = concat(["0x8260", byte(i + 1), "0x1460", byte(destination), "0x57"]);
    destination += (code.length - 2) / 2;
    return jump;
  });
  return concat([start, ...jumps, refusal, ...cases]);
})();

/** @param args by name, as viem takes them. */
export function emission(
  abi: Abi,
  address: Address,
  eventName: string,
  args: Record<string, unknown>,
): Emission {
  const item = abi.find((entry) => entry.type === "event" && entry.name === eventName);
  if (item?.type !== "event") throw new Error(`the ABI has no event ${eventName}`);
  const topics = encodeEventTopics({ abi, eventName, args }) as Hex[];
  const plain = item.inputs.filter(({ indexed }) => !indexed);
  const data = encodeAbiParameters(
    plain,
    plain.map(({ name }) => args[name ?? ""]),
  );
  return { address, input: concat([byte(topics.length), ...topics, data]) };
}

/** Emits all in one block at the given second, in order. @returns the block's number. */
export async function emit(provider: Provider, timestamp: number, emissions: Emission[]): Promise<number> {
  const ask = (method: string, ...params: unknown[]) => provider.request({ method, params });
  const [from] = (await ask("eth_accounts")) as Address[];
  await ask("evm_setAutomine", false);
  for (const { address, input } of emissions) {
    await ask("hardhat_setCode", address, EMITTER);
    await ask("eth_sendTransaction", { from, to: address, data: input, gas: numberToHex(3_000_000) });
  }
  await ask("evm_setNextBlockTimestamp", timestamp);
  await ask("evm_mine");
  const number = Number(await ask("eth_blockNumber"));
  const block = (await ask("eth_getBlockByNumber", numberToHex(number), false)) as { transactions: Hex[] };
  const receipts = await Promise.all(
    block.transactions.map((hash) => ask("eth_getTransactionReceipt", hash)),
  );
  const emitted = receipts.filter((receipt) => (receipt as { logs: unknown[] }).logs.length === 1).length;
  if (emitted !== emissions.length) throw new Error(`${emitted} of ${emissions.length} events were emitted`);
  return number;
}
