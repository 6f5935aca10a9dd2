import { expect } from "chai";
import type { Address } from "viem";
import { castVote } from "../../dapp/src/protocol/actions.ts";
import { Phase } from "../../dapp/src/protocol/phase.ts";
import { ballotOf, cast } from "../support/ballots.ts";
import { resident, SCHEDULE, Town } from "../support/town.ts";
import { buildWorld, refusal, type World } from "../support/world.ts";

describe("voting in an open poll", () => {
  let world: World;
  let town: Town;
  let poll: Address;

  const YES = [1, 0, 0, 0];

  beforeEach(async () => {
    world = await buildWorld();
    town = await Town.found(world);
    await town.enrol(0, 3);
    await town.admit();
    poll = await town.publish();
    await world.at(SCHEDULE.rollClosesAt);
    await town.freeze(poll);
    await world.moveTo(SCHEDULE.opensAt);
  });
  afterEach(() => world.close());

  it("counts a ballot and refuses the same person's second one", async () => {
    await cast(world, { poll, tree: town.tree, voter: resident(0), votes: YES });
    expect((await world.openPoll(poll).read.totals()).slice(0, 4)).to.deep.equal([1n, 0n, 0n, 0n]);
    expect(await world.openPoll(poll).read.phase()).to.equal(Phase.Open);
    const again = await ballotOf(world, { poll, tree: town.tree, voter: resident(0), votes: [0, 1, 0, 0] });
    const failure = await refusal(world.send(castVote(again), 5));
    expect(failure).to.deep.equal({ name: "Poll_AlreadyVoted", args: [again.nullifier] });
  });
});
