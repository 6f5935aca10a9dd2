import type { Abi, AbiEvent } from "viem";
import type { Position } from "./reader.ts";

type EventOf<abi extends Abi, name extends string> = Extract<abi[number], { type: "event"; name: name }>;
type EventsOf<abi extends Abi, names extends readonly string[]> = {
  readonly [i in keyof names]: EventOf<abi, names[i]>;
};

/** Events of an ABI by name. @throws RangeError for a name the ABI does not have. */
export function eventsOf<const abi extends Abi, const names extends readonly string[]>(
  abi: abi,
  names: names,
) {
  const events = names.map((name) => {
    const event = abi.find((item): item is AbiEvent => item.type === "event" && item.name === name);
    if (!event) throw new RangeError(`no event ${name}`);
    return event;
  });
  return events as unknown as EventsOf<abi, names>;
}

export function position({ blockNumber, logIndex }: { blockNumber: bigint; logIndex: number }): Position {
  return { block: Number(blockNumber), logIndex };
}
