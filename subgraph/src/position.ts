import { BigInt, ethereum } from "@graphprotocol/graph-ts";

/** Where an event stands in the chain's one order: block number · 2^32 + log index. */
export function positionOf(event: ethereum.Event): BigInt {
  return event.block.number.leftShift(32).plus(event.logIndex);
}
