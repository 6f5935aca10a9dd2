import { expect } from "chai";
import budgets from "../../scripts/bench/budgets.json" with { type: "json" };
import { type GasTable, measureGas } from "../../scripts/bench/gas.ts";
import { buildWorld } from "../support/world.ts";

describe("gas", () => {
  let table: GasTable;

  before(async function () {
    this.timeout(240_000);
    const world = await buildWorld();
    table = await measureGas(world, { members: 10_000 });
    await world.close();
  });

  it("of joining a roll of 10,000, its share of the admission included, keeps its budget", () => {
    expect(table.enrol + table.admitPerMember100).to.be.at.most(budgets.join.gas);
  });

  it("of publishing an open poll with a document of 4 KB keeps its budget", () => {
    expect(table.publishOpenPoll4k).to.be.at.most(budgets.publishOpenPoll4k.gas);
  });

  it("of an open vote is within a thirtieth of Semaphore.validateProof, which counts no votes", () => {
    expect(table.openVote).to.be.below((table.semaphoreValidateProof * 31) / 30);
  });
});
