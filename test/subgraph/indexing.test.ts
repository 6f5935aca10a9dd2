import { readFileSync } from "node:fs";
import { expect } from "chai";
import {
  buildClientSchema,
  buildSchema,
  findBreakingChanges,
  getIntrospectionQuery,
  type IntrospectionQuery,
} from "graphql";
import type { Address } from "viem";
import { cancelPoll, revokeInvitation } from "../../dapp/src/protocol/actions.ts";
import { chainReader } from "../../dapp/src/protocol/chain.ts";
import { indexerReader } from "../../dapp/src/protocol/indexer.ts";
import { approval, singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { encodeRule } from "../../dapp/src/protocol/questions.ts";
import type { Reader } from "../../dapp/src/protocol/reader.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import { apiSchema } from "../../scripts/apiSchema.ts";
import { cast } from "../support/ballots.ts";
import { resident, SCHEDULE, Town } from "../support/town.ts";
import { buildWorld, type World } from "../support/world.ts";
import { Index } from "./index.ts";

/**
 * A town lives through a poll on the real contracts, with real proofs, while a real graph-node follows; then what the
 * subgraph says is compared with what the chain says.
 */
describe("A town's poll, indexed by graph-node", () => {
  let world: World;
  let index: Index;
  let town: Town;
  let poll: Address;
  let cancelled: Address;
  let fromChain: Reader;
  let fromIndex: Reader;

  before(async function () {
    this.timeout(240_000);
    world = await buildWorld();
    const { deployment, clients } = world;
    index = await Index.follow(world.connection.provider, world.leVote);
    fromIndex = indexerReader(index.url);
    fromChain = chainReader({
      client: clients.reader,
      leVote: world.leVote,
      startBlock: deployment.startBlock,
    });

    town = await Town.found(world, { letters: 6 });
    await town.enrol(0, 4);
    await world.send(revokeInvitation(town.roll, 0, 5));
    await town.admit(3);
    await town.announceRemoval(resident(1).commitment);
    const questions = [
      encodeRule(singleChoice({ options: 2, blank: true })),
      encodeRule(approval({ options: 3, blank: false, least: 1, most: 3 })),
    ];
    poll = await town.publish({ questions });
    cancelled = await town.publish({ opensAt: SCHEDULE.opensAt + 1 });
    await world.send(cancelPoll(cancelled, "Published twice"));
    await world.at(SCHEDULE.rollClosesAt);
    await town.remove(resident(1).commitment);
    await town.admit();
    await town.freeze(poll);
    const { tree } = town;
    await world.at(SCHEDULE.opensAt);
    await cast(world, { poll, tree, voter: resident(0), votes: [1, 0, 0, 1, 1, 0] });
    await cast(world, { poll, tree, voter: resident(3), votes: [0, 0, 1, 0, 1, 0] });
    // After freezing the roll goes on, and the poll must not notice.
    await town.enrol(4, 5);
    await town.admit();
    await index.settled();
  });

  after(async () => {
    await index?.stop();
    await world?.close();
  });

  const same = (what: string, ask: (reader: Reader) => Promise<unknown>) =>
    it(`says the same of ${what} as the chain`, async () => {
      const expected = await ask(fromChain);
      expect(expected).to.be.an("array").that.is.not.empty;
      expect(await ask(fromIndex)).to.deep.equal(expected);
    });

  same("the rolls", (reader) => reader.rolls());
  same("the polls", (reader) => reader.polls());
  same("the residents", (reader) => reader.rollMembers(town.roll));
  same("the group's leaves", (reader) => reader.rollLeaves(town.roll));
  same("the batches of invitations", async (reader) => {
    const batches = await reader.batches(town.roll);
    // Readers give spent invitations in any order.
    return batches.map((batch) => ({ ...batch, spent: batch.spent.toSorted((a, b) => a.index - b.index) }));
  });
  same("the ballots", (reader) => reader.ballots(poll, 0, 1024));
  same("the totals", (reader) => reader.totals(poll));
  same("the poll's history", (reader) => reader.history(poll));
  same("a cancelled poll's history", (reader) => reader.history(cancelled));

  it("has every type, field and filter that the types of answers are generated from", async () => {
    const introspection = await index.ask<IntrospectionQuery>(getIntrospectionQuery());
    const real = buildClientSchema(introspection);
    const known = buildSchema(apiSchema(readFileSync("subgraph/schema.graphql", "utf8")));
    const missing = findBreakingChanges(known, real).map(({ description }) => description);
    // graph-node tells of fewer of GraphQL's own directives; no query uses them.
    expect(missing.filter((change) => !change.startsWith("Directive "))).to.deep.equal([]);
  });

  it("lets a client build the tree that the poll froze, though the roll went on", async () => {
    const record = await fromIndex.poll(poll);
    const contract = world.openPoll(poll);
    expect(record?.frozen?.root).to.equal(await contract.read.root());
    const leaves = await fromIndex.rollLeaves(town.roll, record?.frozen?.at);
    expect(leaves).to.deep.equal([0, 1, 2, 3].map((n) => (n === 1 ? 0n : resident(n).commitment)));
    expect(new RollTree(leaves).paddedRoot).to.equal(record?.frozen?.root);
  });

  it("counts on each option what the contract counts in its slot", async () => {
    const answer = await index.ask<{ poll: { results: { total: string }[] } }>(
      `{ poll(id: "${poll}") { results(orderBy: slot) { total } } }`,
    );
    const totals = await world.openPoll(poll).read.totals();
    expect(answer.poll.results.map(({ total }) => BigInt(total))).to.deep.equal(totals.slice(0, 6));
    expect(totals.slice(0, 6)).to.deep.equal([1n, 0n, 1n, 1n, 2n, 0n]);
  });

  it("ends its turnout at the number of ballots", async () => {
    const turnout = await fromIndex.turnout(poll);
    expect(turnout.at(-1)?.ballots).to.equal(await world.openPoll(poll).read.ballots());
  });
});
