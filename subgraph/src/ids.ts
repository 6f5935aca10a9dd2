import { Bytes, ethereum } from "@graphprotocol/graph-ts";

/*
 * Every id is made here. Numbers follow an address or a hash as 4 bytes, lowest first.
 *
 *   roll, committee, poll 0x5fbdb2315678afecb367f032d93f642f64180aa3
 *   member 7 of a roll    0x5fbdb2315678afecb367f032d93f642f64180aa3 07000000
 *   batch 2 of a roll     0x5fbdb2315678afecb367f032d93f642f64180aa3 02000000
 *   its invitation 300    0x5fbdb2315678afecb367f032d93f642f64180aa3 02000000 2c010000
 *   question 1 of a poll  0xe7f1725e7734ce288f8367e1bb143e90bb3f0512 01000000
 *   slot 5 of a poll      0xe7f1725e7734ce288f8367e1bb143e90bb3f0512 05000000
 *   turnout from 7200 on  0xe7f1725e7734ce288f8367e1bb143e90bb3f0512 02000000   (7200 / interval of 3600)
 *   trustee 3             0x9fe46736679d2d9a65f0992f2272de9f3c7fa6e0 03000000   (committee, number from 1)
 *   event                 transaction's hash, log index
 */

/** A thing with a number under something with an id: member, batch, invitation, question, slot, interval, trustee. */
export function numbered(owner: Bytes, number: i32): Bytes {
  return owner.concatI32(number);
}

export function eventId(event: ethereum.Event): Bytes {
  return event.transaction.hash.concatI32(event.logIndex.toI32());
}
