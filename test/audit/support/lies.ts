import {
  type Abi,
  type AbiEvent,
  type Address,
  decodeEventLog,
  decodeFunctionResult,
  encodeAbiParameters,
  encodeEventTopics,
  encodeFunctionData,
  encodeFunctionResult,
  type Hex,
  numberToHex,
} from "viem";
import type { Lie } from "./lyingNode.ts";

export interface NodeLog {
  address: Address;
  topics: [Hex, ...Hex[]];
  data: Hex;
  blockNumber: Hex;
  logIndex: Hex;
}

export type Args = Record<string, unknown>;

/** An event of a contract, decoded, that a lie may change. */
export interface ToldEvent {
  args: Args;
  log: NodeLog;
}

const isOf = (abi: Abi, name: string, { topics }: NodeLog) =>
  topics[0] === encodeEventTopics({ abi, eventName: name })[0];

function decode(abi: Abi, log: NodeLog): ToldEvent {
  const { args } = decodeEventLog({ abi, data: log.data, topics: log.topics });
  return { args: args as unknown as Args, log };
}

function encode(abi: Abi, eventName: string, { args, log }: ToldEvent): NodeLog {
  const event = abi.find(
    (item): item is AbiEvent => item.type === "event" && item.name === eventName,
  ) as AbiEvent;
  const plain = event.inputs.filter(({ indexed }) => !indexed);
  return {
    ...log,
    topics: encodeEventTopics({ abi, eventName, args }) as [Hex, ...Hex[]],
    data: encodeAbiParameters(
      plain,
      plain.map(({ name }) => args[name as string]),
    ),
  };
}

/** Changes, drops or adds events of one kind, wherever they are asked for: all of them in, all of them out. */
export function lieInLogs(abi: Abi, name: string, change: (events: ToldEvent[]) => ToldEvent[]): Lie {
  return ({ method, params }, answer) => {
    if (method !== "eth_getLogs") return answer;
    const { fromBlock, toBlock } = (params as [{ fromBlock: Hex; toBlock: Hex }])[0];
    const logs = answer as NodeLog[];
    const own = logs.filter((log) => isOf(abi, name, log)).map((log) => decode(abi, log));
    if (own.length === 0) return answer;
    const told = change(own).map((event) => encode(abi, name, event));
    return [...logs.filter((log) => !isOf(abi, name, log)), ...told]
      .filter(
        ({ blockNumber }) =>
          BigInt(blockNumber) >= BigInt(fromBlock) && BigInt(blockNumber) <= BigInt(toBlock),
      )
      .sort((left, right) => {
        const blocks = Number(left.blockNumber) - Number(right.blockNumber);
        return blocks || Number(left.logIndex) - Number(right.logIndex);
      });
  };
}

/** Changes the arguments of the event at a place among its kind. */
export function lieInLog(abi: Abi, name: string, place: number, change: (args: Args) => Args): Lie {
  return lieInLogs(abi, name, (events) =>
    events.map((event, i) =>
      i === place ? { ...event, args: { ...event.args, ...change(event.args) } } : event,
    ),
  );
}

/** Changes what a view answers. */
export function lieInView(abi: Abi, address: Address, name: string, change: (told: unknown) => unknown): Lie {
  return ({ method, params }, answer) => {
    if (method !== "eth_call") return answer;
    const [{ to, data }] = params as [{ to: Address; data: Hex }];
    if (to.toLowerCase() !== address.toLowerCase()) return answer;
    const view = { abi, functionName: name };
    if (!data.startsWith(encodeFunctionData(view).slice(0, 10))) return answer;
    const told = decodeFunctionResult({ ...view, data: answer as Hex });
    return encodeFunctionResult({ ...view, result: change(told) });
  };
}

/** Another log of the same kind, later in the same block: the first place that is free there. */
export function behind(event: ToldEvent, args: Args): ToldEvent {
  const logIndex = numberToHex(Number(event.log.logIndex) + 100);
  return { args: { ...event.args, ...args }, log: { ...event.log, logIndex } };
}

/** Several lies at once. */
export function together(...lies: Lie[]): Lie {
  return (question, answer) => lies.reduce((told, lie) => lie(question, told), answer);
}
