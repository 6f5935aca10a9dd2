import { expect } from "chai";
import { type Abi, type Address, encodeFunctionData } from "viem";
import { approval, singleChoice } from "../../../dapp/src/protocol/questionPresets.ts";
import { publishShare, SHARE_GAS } from "../../../dapp/src/protocol/sealed/actions.ts";
import { Council } from "../../support/council.ts";
import { castSealed, freezeSealed, publishSealed } from "../../support/sealedBallots.ts";
import { resident, SCHEDULE, Town } from "../../support/town.ts";
import { buildWorld } from "../../support/world.ts";

const choice = singleChoice({ options: 3, blank: true });
const approvals = approval({ options: 4, blank: false, least: 0, most: 4 });
/** Of 4, 8 and 16 slots. */
const PAPERS = [[choice], [choice, approvals], [choice, approvals, approvals, choice]];
const VECTOR = [0, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0];

/** A share is sent without an estimate, so what it is sent with must do for the largest poll and the last trustee. */
describe("the gas that a share is sent with", function () {
  this.timeout(300_000);

  it("does for 4, 8 and 16 slots, the first and the last trustee, with a tenth to spare", async () => {
    const world = await buildWorld();
    const town = await Town.found(world);
    await town.enrol(0, 2);
    await town.admit();
    const council = await Council.assemble(world, 2, 3);
    const polls: Address[] = [];
    for (const [i, rules] of PAPERS.entries()) {
      polls.push(await publishSealed(town, council, { rules, document: `{"paper":${i}}` }));
    }
    for (const [i, rules] of PAPERS.entries()) {
      const election = await freezeSealed(town, council, polls[i] as Address, rules);
      const slots = rules.reduce((sum, { optionCount }) => sum + optionCount, 0);
      for (const number of [0, 1]) await castSealed(election, resident(number), VECTOR.slice(0, slots));
    }
    await world.moveTo(SCHEDULE.closesAt);
    for (const [poll, trustee] of [
      [polls[0], 1],
      [polls[1], 1],
      [polls[2], 1],
      [polls[2], 3],
    ] as const) {
      const { share, proof } = await council.sharing(poll as Address, trustee);
      const { address, gas, ...call } = publishShare(poll as Address, share, proof);
      expect(gas).to.equal(SHARE_GAS);
      const data = encodeFunctionData({ ...call, abi: call.abi as Abi });
      const { status, gasUsed } = await world.sendRaw(address, data, 4, gas);
      expect(status).to.equal("success");
      expect(gasUsed < (SHARE_GAS * 9n) / 10n, `${gasUsed} for ${share.points.length} points`).to.equal(true);
    }
    await world.close();
  });
});
