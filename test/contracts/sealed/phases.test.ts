import { expect } from "chai";
import type { Address, PublicClient } from "viem";
import { cancelPoll } from "../../../dapp/src/protocol/actions.ts";
import { chainReader } from "../../../dapp/src/protocol/chain.ts";
import { type PhaseName, phaseName, phaseOf } from "../../../dapp/src/protocol/phase.ts";
import { singleChoice } from "../../../dapp/src/protocol/questionPresets.ts";
import { phaseFacts, type Reader } from "../../../dapp/src/protocol/reader.ts";
import { finalizePoll } from "../../../dapp/src/protocol/sealed/actions.ts";
import { addUp } from "../../../dapp/src/protocol/sealed/encryption.ts";
import type { DecryptionShare } from "../../../dapp/src/protocol/sealed/trusteeProof.ts";
import { Council } from "../../support/council.ts";
import {
  castSealed,
  countOf,
  nullifierFor,
  publishSealed,
  type SealedElection,
} from "../../support/sealedBallots.ts";
import { resident, SCHEDULE, Town } from "../../support/town.ts";
import { buildWorld, type World } from "../../support/world.ts";

const RULES = [singleChoice({ options: 3, blank: true })];
/** The least number of ballots of every poll here. */
const MINIMUM = 2;

describe("sealed polls, read from the chain", function () {
  this.timeout(300_000);
  let world: World;
  let council: Council;
  let reader: Reader;
  let full: SealedElection;
  let polls: Record<"full" | "thin" | "unfrozen" | "withdrawn", Address>;
  /** What the contract said of each poll at each edge; the library has said the same. */
  const seen: Record<string, PhaseName[]> = {};
  const { opensAt, closesAt } = SCHEDULE;

  /** Asks contract and library at the chain's own second. */
  async function compare(edge: string): Promise<void> {
    const now = await world.now();
    seen[edge] = [];
    for (const [name, poll] of Object.entries(polls)) {
      const record = await reader.poll(poll);
      if (!record) throw new Error(`${name} is not there`);
      const told = phaseName((await world.sealedPoll(poll).read.phase()) as 0);
      expect(phaseName(phaseOf(phaseFacts(record), now)), `${name} at ${edge}`).to.equal(told);
      seen[edge]?.push(told);
    }
  }

  before(async () => {
    world = await buildWorld();
    const { startBlock } = world.deployment;
    const client = world.clients.reader as unknown as PublicClient;
    reader = chainReader({ client, leVote: world.leVote, startBlock });
    const town = await Town.found(world);
    await town.enrol(0, 3);
    await town.admit();
    council = await Council.assemble(world, 1, 2);
    const publish = (document: string) =>
      publishSealed(town, council, { rules: RULES, minimumTurnout: MINIMUM, document });
    polls = {
      full: await publish("full"),
      thin: await publish("thin"),
      unfrozen: await publish("unfrozen"),
      withdrawn: await publish("withdrawn"),
    };
    await world.send(cancelPoll(polls.withdrawn, "again later"));
    await compare("published");
    await world.at(SCHEDULE.rollClosesAt);
    for (const poll of [polls.full, polls.thin]) await town.freeze(poll);
    await world.moveTo(opensAt - 1);
    await compare("before opening");
    await world.moveTo(opensAt);
    full = { world, poll: polls.full, key: await council.key(), rules: RULES, tree: town.tree };
    await compare("opening");
    await castSealed(full, resident(0), [0, 1, 0, 0]);
    await castSealed(full, resident(2), [0, 1, 0, 0]);
    await castSealed({ ...full, poll: polls.thin }, resident(0), [1, 0, 0, 0]);
    await world.moveTo(closesAt - 1);
    await compare("before closing");
    await world.moveTo(closesAt);
    await compare("closing");
    const shares: DecryptionShare[] = [await council.share(polls.full, 2)];
    await compare("shared");
    await world.send(finalizePoll(polls.full, shares, await countOf(full, shares, 3)), 9);
    await compare("finalized");
    await world.moveTo(closesAt + 400 * 86_400);
    await compare("a year later");
  });
  after(() => world.close());

  it("have the contract's phase at every edge, through all that a sealed poll can come to", () => {
    const [scheduled, open, closed] = ["Scheduled", "Open", "Closed"];
    const [tallied, gone, empty] = ["Tallied", "Cancelled", "Void"];
    expect(seen).to.deep.equal({
      published: [scheduled, scheduled, scheduled, gone],
      "before opening": [scheduled, scheduled, scheduled, gone],
      opening: [open, open, open, gone],
      "before closing": [open, open, open, gone],
      closing: [closed, empty, gone, gone],
      shared: [closed, empty, gone, gone],
      finalized: [tallied, empty, gone, gone],
      "a year later": [tallied, empty, gone, gone],
    });
  });

  it("say whose key they are sealed with, how they were opened and by whom", async () => {
    const [withdrawn, unfrozen, thin, opened] = await reader.polls();
    expect([opened, thin, unfrozen, withdrawn].map((poll) => poll?.address)).to.deep.equal(
      Object.values(polls),
    );
    const sealed = {
      committee: council.address,
      minimumTurnout: MINIMUM,
      electionKey: await council.key(),
      size: 4,
    };
    expect(thin?.sealed).to.deep.equal({ ...sealed, shares: [], result: null });
    expect(thin).to.include({ kind: "sealed", ballots: 1 });
    expect(opened?.sealed).to.deep.include(sealed);
    const [share, ...others] = opened?.sealed?.shares ?? [];
    expect(others).to.deep.equal([]);
    expect([share?.trustee, share?.points.length, share?.proof.points.length]).to.deep.equal([2, 2, 8]);
    const { trustees, totals } = opened?.sealed?.result ?? {};
    expect({ trustees, totals }).to.deep.equal({ trustees: [2], totals: [0, 2, ...Array(14).fill(0)] });
  });

  it("give their ballots, nullifiers, sums and turnout, and totals once they are opened", async () => {
    const ballots = await reader.sealedBallots(polls.full, 0, 1024);
    const voters = [resident(0), resident(2)];
    const nullifiers = voters.map((voter) => nullifierFor(full, voter));
    expect(ballots.map(({ ballot, nullifier }) => [ballot, nullifier])).to.deep.equal([
      ...nullifiers.entries(),
    ]);
    expect(await reader.nullifiers(polls.full)).to.deep.equal(nullifiers);
    expect(await reader.sealedBallots(polls.full, 1, 1024)).to.deep.equal(ballots.slice(1));
    expect(await reader.ballots(polls.full, 0, 1024)).to.deep.equal([]);
    const sums = addUp(
      await council.key(),
      2,
      ballots.map(({ ciphertexts }) => ciphertexts),
    );
    expect(await reader.encryptedTotals(polls.full)).to.deep.equal(sums);
    expect((await reader.turnout(polls.full)).at(-1)?.ballots).to.equal(2);
    expect((await reader.totals(polls.full)).slice(0, 4)).to.deep.equal([0, 2, 0, 0]);
    expect(await reader.totals(polls.thin)).to.deep.equal(Array(16).fill(0));
  });

  it("tell their history with shares and result", async () => {
    const history = await reader.history(polls.full);
    expect(history.map(({ name }) => name)).to.deep.equal([
      "Published",
      "RollMarked",
      "Frozen",
      "SharePublished",
      "Finalized",
    ]);
    expect(history.slice(3).map(({ facts }) => facts)).to.deep.equal([{ trustee: "2" }, { trustees: "2" }]);
  });

  it("come with the committee and each trustee's three steps; another address is no committee", async () => {
    const other = await Council.name(world, 2, 3, 4);
    await other.accept(3);
    const [newer, older] = await reader.committees();
    expect([newer?.address, older?.address]).to.deep.equal([other.address, council.address]);
    expect(newer).to.deep.include({ creator: world.account(4), threshold: 2, electionKey: null });
    expect(newer?.trustees.map(({ trustee, accepted }) => [trustee, accepted !== null])).to.deep.equal([
      [1, false],
      [2, false],
      [3, true],
    ]);
    expect(older?.electionKey).to.deep.equal(await council.key());
    const { read } = world.committee(council.address);
    for (const { trustee, account, dealt, confirmed } of older?.trustees ?? []) {
      expect(account).to.equal(world.account(council.account(trustee)));
      expect(dealt?.commitments).to.deep.equal(council.commitments(trustee));
      expect(dealt?.shares.map((share) => share.length > 2)).to.deep.equal(
        [1, 2].map((to) => to !== trustee),
      );
      const key = await read.trusteeKey([BigInt(trustee)]);
      expect([confirmed?.key.x, confirmed?.key.y]).to.deep.equal([...key]);
    }
    expect(await reader.committee(council.address)).to.deep.equal(older);
    expect(await reader.committee(polls.full)).to.equal(null);
  });

  it("are not read again once nothing can happen to them, unless the chain is another", async () => {
    await world.clients.clock.mine({ blocks: 40 });
    const calls: string[] = [];
    const counted = new Proxy(world.clients.reader as unknown as PublicClient, {
      get(client, name, receiver) {
        const member = Reflect.get(client, name, receiver);
        if (!["getLogs", "readContract", "getBlock"].includes(String(name))) return member;
        return (asked: object) => {
          calls.push(String(name));
          return member(asked);
        };
      },
    });
    const { startBlock } = world.deployment;
    const patient = chainReader({ client: counted, leVote: world.leVote, startBlock });
    const first = await patient.polls();
    expect(calls.filter((name) => name === "readContract")).to.have.length(4);
    calls.length = 0;
    expect(await patient.polls()).to.deep.equal(first);
    expect(calls, "only whether there are new ones").to.deep.equal(["getLogs"]);
    expect(first).to.deep.equal(await reader.polls());
  });
});
