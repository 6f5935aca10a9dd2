import { expect } from "chai";
import budgets from "../../scripts/bench/budgets.json" with { type: "json" };
import { type GasTable, measureGas } from "../../scripts/bench/gas.ts";
import { measureSealed, type SealedGasTable } from "../../scripts/bench/sealedGas.ts";
import { buildWorld } from "../support/world.ts";

describe("gas", () => {
  let table: GasTable;
  let sealed: SealedGasTable;

  before(async function () {
    this.timeout(600_000);
    const [world, sealedWorld] = [await buildWorld(), await buildWorld()];
    table = await measureGas(world, { members: 10_000 });
    sealed = await measureSealed(sealedWorld);
    await Promise.all([world.close(), sealedWorld.close()]);
  });

  it("of joining a roll of 10,000, its share of the admission included, keeps its budget", () => {
    expect(table.enrol + table.admitPerMember100).to.be.at.most(budgets.join.gas);
  });

  it("of publishing an open poll with a document of 4 KB keeps its budget", () => {
    expect(table.publishOpenPoll4k).to.be.at.most(budgets.publishOpenPoll4k.gas);
  });

  it("of an open vote keeps its budget, below Semaphore.validateProof, which counts no votes", () => {
    expect(table.openVote).to.be.at.most(budgets.openVote.gas);
    expect(table.openVote).to.be.below(table.semaphoreValidateProof);
  });

  it("of an open vote among 32 is no worse than reached", () => {
    expect(table.openVoteBatch32PerVote).to.be.at.most(budgets.openVoteBatch32PerVote.reached);
  });

  it("of a sealed vote among 32 is no worse than reached", () => {
    expect(sealed.sealedVote8Batch32PerVote).to.be.at.most(budgets.sealedVote8Batch32PerVote.reached);
  });

  for (const key of ["sealedVote4", "sealedVote8", "sealedVote16", "share8", "finalize8"] as const) {
    it(`of ${key} keeps its budget`, () => {
      expect(sealed[key]).to.be.at.most(budgets[key].gas);
    });
  }
});
