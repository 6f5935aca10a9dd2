import { type Address, encodeAbiParameters, type Hex, keccak256, numberToHex } from "viem";
import { resident } from "../../test/support/town.ts";
import type { World } from "../../test/support/world.ts";

/**
 * Puts a roll and its Semaphore group into the state that they have with many members, by writing storage: what an
 * insertion costs depends on the tree's size and on its side nodes being there, not on what they are. Filling a roll
 * of 10,000 by transactions takes minutes and gives the same figures.
 */

const word = (value: bigint) => numberToHex(value, { size: 32 });
const slotOf = (key: bigint, mapping: bigint): bigint =>
  BigInt(keccak256(encodeAbiParameters([{ type: "uint256" }, { type: "uint256" }], [key, mapping])));

/** `Semaphore.merkleTrees`: LeanIMTData {size, depth, sideNodes, leaves} by group. */
const TREES = 0n;
/** `ElectoralRoll._census`, after OpenZeppelin's two unused slots. */
const CENSUS = 2n;

/** @param root what the group's root becomes. @throws Error when the storage is not laid out as thought. */
export async function enlargeGroup(world: World, groupId: bigint, members: number, root = 1n): Promise<void> {
  const tree = slotOf(groupId, TREES);
  const depth = BigInt(Math.ceil(Math.log2(members)));
  const write = writer(world, world.semaphore.address);
  await write(tree, BigInt(members));
  await write(tree + 1n, depth);
  for (let level = 0n; level < depth; level++) {
    await write(slotOf(level, tree + 2n), resident(Number(level)).commitment);
  }
  await write(slotOf(depth, tree + 2n), root);
  const size = await world.semaphore.read.getMerkleTreeSize([groupId]);
  if (size !== BigInt(members)) throw new Error(`the group has ${size} members and not ${members}`);
}

/** The roll's group must be open: it has admitted somebody. Nobody must be queued. */
export async function enlargeRoll(world: World, roll: Address, members: number, root = 1n): Promise<void> {
  const { read } = world.openRoll(roll);
  const groupId = await read.groupId();
  await enlargeGroup(world, groupId, members, root);
  const count = BigInt(members);
  await writer(world, roll)(CENSUS, count | (count << 32n) | ((groupId + 1n) << 96n));
  const found = [await read.joined(), await read.admitted(), await read.groupId()];
  if (found.join() !== [count, count, groupId].join()) throw new Error(`the roll says ${found.join()}`);
}

function writer(world: World, address: Address) {
  return (index: bigint, value: bigint): Promise<void> =>
    world.clients.clock.setStorageAt({ address, index: word(index) as Hex, value: word(value) });
}
