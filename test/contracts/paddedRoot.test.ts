import { expect } from "chai";
import { poseidon2 } from "poseidon-lite/poseidon2";
import { type Address, keccak256, stringToBytes } from "viem";
import { admit, createOpenRoll, joinOpenRoll } from "../../dapp/src/protocol/actions.ts";
import { depthFor, EMPTY_NODES } from "../../dapp/src/protocol/rollTree.ts";
import { enlargeRoll } from "../../scripts/bench/largeGroup.ts";
import { createdIn, resident, rollDocument } from "../support/town.ts";
import { buildWorld, refusal, type World } from "../support/world.ts";

describe("the padded root of rolls of every size", () => {
  let world: World;
  let roll: Address;

  before(async () => {
    world = await buildWorld();
    roll = createdIn(await world.send(createOpenRoll(world.leVote, rollDocument("Large"))));
    await world.send(joinOpenRoll(roll, resident(0).commitment));
    await world.send(admit(roll, [resident(0).commitment]));
  });
  after(() => world.close());

  it("is padded with nodes that follow from a seat of which nobody knows a preimage", () => {
    let node = BigInt(keccak256(stringToBytes("Le Vote: empty seat"))) >> 8n;
    for (const known of EMPTY_NODES.slice(0, 20)) {
      expect(known).to.equal(node);
      node = poseidon2([node, node]);
    }
  });

  for (const members of [2, 3, 1_024, 1_025, 8_192, 8_193, 65_536, 65_537, 600_001, 2 ** 20]) {
    it(`is that of the reference for ${members} members`, async () => {
      const lastLeaf = resident(1).commitment;
      const leftSiblings: bigint[] = [];
      const depth = depthFor(members);
      let [lean, padded] = [lastLeaf, lastLeaf];
      for (let level = 0; level < depth; level++) {
        if (((members - 1) >> level) & 1) {
          const sibling = resident(100 + level).commitment;
          leftSiblings.push(sibling);
          [lean, padded] = [poseidon2([sibling, lean]), poseidon2([sibling, padded])];
        } else {
          padded = poseidon2([padded, EMPTY_NODES[level] ?? 0n]);
        }
      }
      await enlargeRoll(world, roll, members, lean);
      const { read } = world.openRoll(roll);
      expect(await read.paddedRoot([lastLeaf, leftSiblings])).to.deep.equal([padded, depth, members]);
      const short = refusal(read.paddedRoot([lastLeaf, leftSiblings.slice(1)]));
      expect((await short).name).to.equal("Roll_WrongLastLeaf");
    });
  }

  it("ends with 2^20 residents: nobody joins a full roll", async () => {
    await enlargeRoll(world, roll, 2 ** 20);
    const late = world.send(joinOpenRoll(roll, resident(2).commitment));
    expect((await refusal(late)).name).to.equal("Roll_Full");
  });
});
