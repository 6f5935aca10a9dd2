import { type Abi, type Address, decodeEventLog, encodeEventTopics, type Hex } from "viem";
import { isTooMuch } from "../logBook.ts";
import { Difference } from "./difference.ts";
import { type Inputs, NO_LOGS, withLog } from "./inputs.ts";
import type { RawLog, Source } from "./source.ts";

/** Blocks asked for at first; doubled as long as nodes agree, halved where they refuse. */
const BLOCKS = 10_000n;
const MOST_BLOCKS = 160_000n;

/** A log with its meaning. */
export interface ChainEvent {
  name: string;
  args: Record<string, unknown>;
  log: RawLog;
}

export interface StreamQuestion {
  /** Under which the logs are counted and hashed in the report. */
  label: string;
  address: Address;
  abi: Abi;
  events: readonly string[];
  /** Wanted in the first indexed argument: any of these. */
  about?: readonly Address[];
  from: bigint;
  to: bigint;
  /** Logs up to this one were read before. */
  after?: { block: bigint; logIndex: number };
}

/** The events of one range of blocks. */
export interface Piece {
  events: ChainEvent[];
  /** Last block of the piece. */
  through: bigint;
}

/**
 * A contract's events in their order, range by range, so that no more than one range is held. Answers are checked against
 * the question: right contract, right kind, right range, one strict order.
 * @throws Difference for a log that was not asked for or cannot be read.
 */
export async function* streamEvents(
  source: Source,
  inputs: Inputs,
  { label, address, abi, events, about, from, to, after }: StreamQuestion,
): AsyncGenerator<Piece> {
  const signatures = events.map((eventName) => encodeEventTopics({ abi, eventName })[0] as Hex);
  const topics: Hex[][] = [signatures];
  if (about)
    topics.push(about.map((account) => `0x${account.slice(2).toLowerCase().padStart(64, "0")}` as Hex));
  const order = { block: after?.block ?? -1n, logIndex: after?.logIndex ?? -1 };
  let [start, blocks, most] = [after ? after.block : from, BLOCKS, MOST_BLOCKS];
  inputs.logs[label] ??= NO_LOGS;
  while (start <= to) {
    const end = start + blocks - 1n < to ? start + blocks - 1n : to;
    const logs = await source.logs({ address, topics, from: start, to: end }).catch((error: unknown) => {
      if (blocks === 1n || !isTooMuch(error)) throw error;
      return null;
    });
    if (!logs) {
      blocks /= 2n;
      most = blocks;
      continue;
    }
    const found: ChainEvent[] = [];
    for (const log of logs) {
      const known = after && log.blockNumber === after.block && log.logIndex <= after.logIndex;
      if (known) continue;
      requireAsked(log, { address, topics, from: start, to: end, order });
      Object.assign(order, { block: log.blockNumber, logIndex: log.logIndex });
      inputs.logs[label] = withLog(inputs.logs[label], log);
      found.push(read(log, abi));
    }
    yield { events: found, through: end };
    start = end + 1n;
    blocks = blocks * 2n < most ? blocks * 2n : most;
  }
}

/** All at once, for events that are few. */
export async function allEvents(
  source: Source,
  inputs: Inputs,
  question: StreamQuestion,
): Promise<ChainEvent[]> {
  const all: ChainEvent[] = [];
  for await (const { events } of streamEvents(source, inputs, question)) all.push(...events);
  return all;
}

interface Asked {
  address: Address;
  topics: Hex[][];
  from: bigint;
  to: bigint;
  order: { block: bigint; logIndex: number };
}

function requireAsked(log: RawLog, { address, topics, from, to, order }: Asked): void {
  const where = placeOf(log);
  const fits =
    log.address.toLowerCase() === address.toLowerCase() &&
    topics.every((wanted, i) => wanted.includes((log.topics[i] ?? "").toLowerCase() as Hex)) &&
    log.blockNumber >= from &&
    log.blockNumber <= to;
  if (!fits) throw new Difference("logInvalid", `the log ${where} is not one that was asked for`);
  const { block, logIndex } = order;
  const later = log.blockNumber > block || (log.blockNumber === block && log.logIndex > logIndex);
  if (!later) throw new Difference("logInvalid", `the log ${where} stands twice or out of order`);
}

function read(log: RawLog, abi: Abi): ChainEvent {
  try {
    const { eventName, args } = decodeEventLog({ abi, data: log.data, topics: log.topics, strict: true });
    return { name: String(eventName), args: args as unknown as Record<string, unknown>, log };
  } catch (error) {
    throw new Difference(
      "logInvalid",
      `the log ${placeOf(log)} cannot be read: ${String(error).split("\n")[0]}`,
    );
  }
}

export const placeOf = ({ blockNumber, logIndex }: Pick<RawLog, "blockNumber" | "logIndex">) =>
  `${logIndex} of block ${blockNumber}`;
