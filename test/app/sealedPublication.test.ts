import { expect } from "chai";
import type { PublicClient } from "viem";
import { chainReader } from "../../dapp/src/protocol/chain.ts";
import { singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import type { PollRecord, SealedFacts } from "../../dapp/src/protocol/reader.ts";
import { GENERATOR } from "../../dapp/src/protocol/sealed/curve.ts";
import { requireAsPublished } from "../../dapp/src/vote/proof/publication.ts";
import { Council } from "../support/council.ts";
import { publishSealed } from "../support/sealedBallots.ts";
import { Town } from "../support/town.ts";
import { buildWorld, type World } from "../support/world.ts";

describe("What a voter in a sealed poll was shown", () => {
  let world: World;
  let record: PollRecord & { sealed: SealedFacts };
  let other: Council;

  before(async function () {
    // Three trustees prove that they know their keys.
    this.timeout(300_000);
    world = await buildWorld();
    const town = await Town.found(world);
    const council = await Council.assemble(world, 1, 1);
    other = await Council.assemble(world, 1, 2);
    const poll = await publishSealed(town, council, {
      rules: [singleChoice({ options: 2, blank: true })],
      minimumTurnout: 2,
    });
    const client = world.clients.reader as unknown as PublicClient;
    const read = await chainReader({ client, leVote: world.leVote, startBlock: 0 }).poll(poll);
    if (!read?.sealed) throw new Error("the sealed poll is not there");
    record = { ...read, sealed: read.sealed };
  });
  after(() => world.close());

  const verdict = (poll: PollRecord) =>
    requireAsPublished(world.clients.reader as unknown as PublicClient, world.leVote, poll).then(
      () => "as published",
      (error: Error) => error.name,
    );

  it("is what the poll's contract and its committee keep", async () => {
    expect(await verdict(record)).to.equal("as published");
  });

  it("is refused with another key, whose owner would read the ballot", async () => {
    const electionKey = await other.key();
    expect(await verdict({ ...record, sealed: { ...record.sealed, electionKey } })).to.equal("PollDiffers");
    const own = { ...record.sealed, electionKey: GENERATOR };
    expect(await verdict({ ...record, sealed: own })).to.equal("PollDiffers");
  });

  it("is refused with another committee, key and all", async () => {
    const sealed = { ...record.sealed, committee: other.address, electionKey: await other.key() };
    expect(await verdict({ ...record, sealed })).to.equal("PollDiffers");
  });

  it("is refused with another size of ballot or another minimum", async () => {
    expect(await verdict({ ...record, sealed: { ...record.sealed, size: 8 } })).to.equal("PollDiffers");
    const minimumTurnout = record.sealed.minimumTurnout + 1;
    expect(await verdict({ ...record, sealed: { ...record.sealed, minimumTurnout } })).to.equal(
      "PollDiffers",
    );
  });

  it("is refused where a sealed poll is passed off as an open one, whose ballots everyone reads", async () => {
    expect(await verdict({ ...record, kind: "open", sealed: null })).to.equal("PollDiffers");
    expect(await verdict({ ...record, sealed: null })).to.equal("PollDiffers");
  });
});
