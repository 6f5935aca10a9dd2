import {
  type Address,
  concatHex,
  getAddress,
  getContractAddress,
  type Hex,
  padHex,
  size,
  slice,
  toHex,
} from "viem";

/** A minimal proxy (EIP-1167) with immutable arguments behind its code, as OpenZeppelin's `Clones` makes it. */
export interface Clone {
  implementation: Address;
  args: Hex;
}

const BEFORE = "0x363d3d373d3d3d363d73";
const AFTER = "0x5af43d82803e903d91602b57fd5bf3";
/** Bytes of code in front of the arguments. */
const PROXY = 45;

/** @returns null when the code is anything else. */
export function readClone(code: Hex): Clone | null {
  if (size(code) < PROXY) return null;
  if (slice(code, 0, 10) !== BEFORE || slice(code, 30, PROXY) !== AFTER) return null;
  const args: Hex = size(code) === PROXY ? "0x" : slice(code, PROXY);
  return { implementation: getAddress(slice(code, 10, 30)), args };
}

/** Where LeVote makes a clone of this content for this sender, and nowhere else: `LeVote._clone`. */
export function cloneAddress(leVote: Address, sender: Address, { implementation, args }: Clone): Address {
  const length = toHex(size(args) + PROXY, { size: 2 });
  const maker = concatHex(["0x61", length, "0x3d81600a3d39f3", BEFORE, implementation, AFTER, args]);
  return getContractAddress({
    opcode: "CREATE2",
    from: leVote,
    salt: padHex(sender, { size: 32 }),
    bytecode: maker,
  });
}
