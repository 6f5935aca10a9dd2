import { expect } from "chai";
import type { Address, PublicClient } from "viem";
import { chainReader } from "../../dapp/src/protocol/chain.ts";
import { indexerReader } from "../../dapp/src/protocol/indexer.ts";
import { Phase, phaseOf } from "../../dapp/src/protocol/phase.ts";
import { approval, singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { phaseFacts, type Reader } from "../../dapp/src/protocol/reader.ts";
import { finalizePoll } from "../../dapp/src/protocol/sealed/actions.ts";
import { Council } from "../support/council.ts";
import {
  castSealed,
  countOf,
  freezeSealed,
  publishSealed,
  type SealedElection,
} from "../support/sealedBallots.ts";
import { resident, SCHEDULE, Town } from "../support/town.ts";
import { buildWorld, type World } from "../support/world.ts";
import { Index } from "./index.ts";

const RULES = [
  singleChoice({ options: 2, blank: true }),
  approval({ options: 3, blank: false, least: 1, most: 3 }),
];

/**
 * A town votes in a sealed poll that two of three trustees open, and in one that too few take part in, on the real
 * contracts and with real proofs, while a real graph-node follows. After each step both readers must say the same of
 * everything.
 */
describe("A town's sealed polls, indexed by graph-node", function () {
  this.timeout(300_000);
  let world: World;
  let town: Town;
  let index: Index;
  let council: Council;
  let fromChain: Reader;
  let fromIndex: Reader;
  let poll: Address;
  let empty: Address;
  let election: SealedElection;

  before(async () => {
    world = await buildWorld();
    const { deployment, clients } = world;
    index = await Index.follow(world.connection.provider, world.leVote);
    fromIndex = indexerReader(index.url);
    const client = clients.reader as unknown as PublicClient;
    fromChain = chainReader({ client, leVote: world.leVote, startBlock: deployment.startBlock });
    town = await Town.found(world);
    await town.enrol(0, 3);
    await town.admit();
  });

  after(async () => {
    await index?.stop();
    await world?.close();
  });

  /** Asks both readers everything about committees and these polls. @returns what they agree on about `poll`. */
  async function agreed(...polls: Address[]) {
    await index.settled();
    const questions: Record<string, (reader: Reader) => Promise<unknown>> = {
      committees: (reader) => reader.committees(),
      committee: (reader) => reader.committee(council.address),
      polls: (reader) => reader.polls(),
    };
    for (const [i, address] of polls.entries()) {
      questions[`record ${i}`] = (reader) => reader.poll(address);
      questions[`ballots ${i}`] = (reader) => reader.sealedBallots(address, 0, 1024);
      questions[`later ballots ${i}`] = (reader) => reader.sealedBallots(address, 1, 1024);
      questions[`open ballots ${i}`] = (reader) => reader.ballots(address, 0, 1024);
      questions[`nullifiers ${i}`] = (reader) => reader.nullifiers(address);
      questions[`totals ${i}`] = (reader) => reader.totals(address);
      questions[`encrypted totals ${i}`] = (reader) => reader.encryptedTotals(address);
      questions[`history ${i}`] = (reader) => reader.history(address);
    }
    for (const [name, ask] of Object.entries(questions))
      expect(await ask(fromIndex), name).to.deep.equal(await ask(fromChain));
    const record = polls[0] && (await fromIndex.poll(polls[0]));
    return { record, phase: record && phaseOf(phaseFacts(record), await world.now()) };
  }

  it("a committee, from its creation through each trustee's three visits", async () => {
    council = await Council.name(world, 2, 3);
    await agreed();
    for (const step of ["accept", "deal", "confirm"] as const) {
      for (const trustee of [3, 1, 2]) await council[step](trustee);
      await agreed();
    }
    const record = await fromIndex.committee(council.address);
    expect(record?.electionKey).to.deep.equal(await council.key());
    expect(record?.trustees.every(({ dealt, confirmed }) => dealt && confirmed)).to.equal(true);
  });

  it("its polls as they are published, frozen and voted in", async () => {
    poll = await publishSealed(town, council, { rules: RULES, document: "one" });
    empty = await publishSealed(town, council, { rules: RULES, document: "two" });
    expect(await agreed(poll, empty)).to.include({ phase: Phase.Scheduled });
    election = await freezeSealed(town, council, poll, RULES);
    await town.freeze(empty);
    await castSealed(election, resident(2), [0, 1, 0, 1, 1, 0]);
    const { record, phase } = await agreed(poll, empty);
    expect([record?.ballots, phase]).to.deep.equal([1, Phase.Open]);
    await castSealed(election, resident(0), [0, 0, 1, 0, 1, 0]);
    await castSealed({ ...election, poll: empty }, resident(0), [1, 0, 0, 0, 0, 1]);
    await agreed(poll, empty);
    expect((await fromIndex.turnout(poll)).at(-1)?.ballots).to.equal(2);
  });

  it("the closing, which makes one void and leaves the other to its trustees", async () => {
    await world.moveTo(SCHEDULE.closesAt);
    expect(await agreed(poll, empty)).to.include({ phase: Phase.Closed });
    expect(await agreed(empty)).to.include({ phase: Phase.Void });
  });

  it("two of three shares and the opened totals", async () => {
    const late = await council.share(poll, 3);
    await agreed(poll, empty);
    const shares = [await council.share(poll, 1), late];
    await agreed(poll, empty);
    await world.send(finalizePoll(poll, shares, await countOf(election, shares, 3)), 9);
    const { record, phase } = await agreed(poll, empty);
    expect(phase).to.equal(Phase.Tallied);
    expect(record?.sealed?.shares.map(({ trustee }) => trustee)).to.deep.equal([3, 1]);
    expect(record?.sealed?.result?.trustees).to.deep.equal([1, 3]);
    expect((await fromIndex.totals(poll)).slice(0, 7)).to.deep.equal([0, 1, 1, 1, 2, 0, 0]);
    expect(await fromIndex.totals(empty)).to.deep.equal(Array(16).fill(0));
  });

  it("nothing of an address that is none of them", async () => {
    for (const reader of [fromIndex, fromChain]) {
      expect(await reader.committee(poll)).to.equal(null);
      expect(await reader.poll(council.address)).to.equal(null);
      const asked = reader.encryptedTotals(council.address);
      expect(await asked.catch((error) => error)).to.be.instanceOf(RangeError);
    }
  });
});
