import { expect } from "chai";
import type { Address } from "viem";
import { freezePoll } from "../../dapp/src/protocol/actions.ts";
import { chainReader } from "../../dapp/src/protocol/chain.ts";
import { indexerReader } from "../../dapp/src/protocol/indexer.ts";
import { singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { encodeRule } from "../../dapp/src/protocol/questions.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import { publishSealedPoll } from "../../dapp/src/protocol/sealed/actions.ts";
import { DESK, type Device } from "../support/browserDevice.ts";
import type { BrowserTown } from "../support/browserTown.ts";
import { createdIn } from "../support/town.ts";
import { type Letter, openRoll } from "./organising.ts";
import { choose, enrol, press, resultRows, seal, sees, visit } from "./screens.ts";
import { publishSealed, SEALED_TITLE, TOWNS } from "./sealedOrganising.ts";
import { at } from "./story.ts";
import { accept, type Backup, nameTrustees, ROLES, returnTo, share } from "./trustees.ts";

const HOUR = 3_600;
/** What each resident votes, and what must come of it: the slots in order, the blank vote last. */
const VOTES = [TOWNS[1], TOWNS[1], "Blank vote"] as const;
const RESULT = [0, 2, 0, 1];
/** Trustee 2 never opens anything. */
const OPENERS = [1, 3];
/** The organiser is account 0 and residents are 1 to 3. */
const TRUSTEES = [7, 8, 9];

/** What one test leaves to the next. */
export interface SealedStory {
  town: BrowserTown;
  organiser: Device;
  trustees: Device[];
  backups: Backup[];
  residents: Device[];
  letters: Letter[];
  roll: Address;
  committee: Address;
  poll: Address;
  /** A sealed poll in which nobody votes. */
  empty: Address;
  opensAt: number;
  closesAt: number;
}

/** From the naming of three trustees to a result that two of them opened. */
export function sealedJourney(story: SealedStory): void {
  const onChain = () => {
    const { config, node } = story.town.town;
    return chainReader({ client: node.chain, leVote: config.leVote, startBlock: config.startBlock });
  };

  it("lets an organiser name three trustees, two of whom open a result", async () => {
    const { town } = story;
    story.organiser = await town.device("organiser", { place: 0, viewport: DESK });
    const { page } = story.organiser;
    Object.assign(story, await openRoll(town, page, 3));
    const accounts = TRUSTEES.map((place) => town.account(place));
    story.committee = await nameTrustees(town, page, accounts);
    const record = await onChain().committee(story.committee);
    expect(record?.threshold).to.equal(2);
    expect(record?.trustees.map(({ account }) => account)).to.deep.equal(accounts);
  });

  it("lets each trustee make the key in three visits, the backup file first", async () => {
    const { town, committee, trustees, backups } = story;
    for (const [i, place] of TRUSTEES.entries()) {
      const device = await town.device(at(ROLES, i), { place });
      trustees.push(device);
      backups.push(await accept(town, device, committee));
    }
    for (const device of trustees) await returnTo(town, device, committee, "Hand out the parts");
    for (const device of trustees) await returnTo(town, device, committee, "Check and confirm");
    await sees(at(trustees, 2).page, "The key is ready");
    expect((await onChain().committee(committee))?.electionKey).to.not.equal(null);
  });

  it("lets residents enrol and the organiser publish a poll that stays sealed until the end", async () => {
    const { town, organiser, letters, residents, roll } = story;
    for (const [place, name] of ["Ada", "Basile", "Chloé"].entries()) {
      const device = await town.device(name, { place: place + 1 });
      residents.push(device);
      await enrol(device.page, at(letters, place).link, name);
    }
    await visit(town, organiser.page, `/organise/roll/${roll}`);
    await press(organiser.page, "Admit 3 residents");
    await organiser.page.getByRole("button", { name: "Admit 3 residents" }).waitFor({ state: "detached" });
    const hour = Math.ceil((await town.now()) / HOUR) * HOUR;
    Object.assign(story, { opensAt: hour + 2 * HOUR, closesAt: hour + 26 * HOUR });
    story.poll = await publishSealed(town, organiser.page, roll, story);
    const { opensAt, closesAt, committee } = story;
    const parameters = {
      roll,
      rollClosesAt: opensAt - 5,
      opensAt,
      closesAt,
      minimumRoll: 2,
      questions: [encodeRule(singleChoice({ options: 2, blank: true }))],
    };
    const document = JSON.stringify({
      version: 1,
      languages: ["en"],
      title: { en: "Shall the bench be green?" },
      context: { en: "" },
      questions: [
        {
          id: "q1",
          title: { en: "Shall the bench be green?" },
          options: ["Yes", "No"].map((label) => ({ id: label.toLowerCase(), label: { en: label } })),
        },
      ],
    });
    const { leVote } = town.town.deployment;
    const sealing = { committee, minimumTurnout: 2 };
    story.empty = createdIn(await town.send(publishSealedPoll(leVote, parameters, sealing, document)));
    const facts = (await onChain().poll(story.poll))?.sealed;
    expect(facts?.committee).to.equal(committee);
    expect(facts?.minimumTurnout).to.equal(3);
  });

  it("takes residents' sealed ballots, made in their browsers, and shows turnout and nothing else", async () => {
    const { town, organiser, residents, poll, empty, opensAt, roll } = story;
    await town.moveTo(opensAt + 1);
    await visit(town, organiser.page, `/organise/poll/${poll}`);
    await press(organiser.page, "Fix the roll");
    await sees(organiser.page, "0 ballots from 3 people on the list (0%)");
    const witness = new RollTree(await onChain().rollLeaves(roll)).freezeWitness();
    await town.send(freezePoll(empty, witness));
    for (const [place, option] of VOTES.entries()) {
      const { page } = at(residents, place);
      await visit(town, page, `/poll/${poll}`);
      await sees(page, "Your ballot is sealed: nobody can read it unless 2 of the 3 trustees");
      await press(page, "Fill in my ballot");
      await choose(page, option);
      await press(page, "Check my ballot");
      await sees(page, "Is everything as you want it?");
      await seal(page);
      await press(page, "Send my ballot");
      await sees(page, "Your ballot was counted");
    }
    expect(
      (await onChain().totals(poll)).every((total) => total === 0),
      "totals before the opening",
    ).to.equal(true);
    expect((await onChain().poll(poll))?.ballots).to.equal(VOTES.length);
    expect(await organiser.page.locator("table").count(), "tables before closing").to.equal(0);
  });

  it("says whose shares are missing after closing, and takes one from a device and one from a backup", async () => {
    const { town, committee, trustees, backups, residents, poll, closesAt } = story;
    await town.moveTo(closesAt);
    const { page } = at(residents, 0);
    await visit(town, page, `/poll/${poll}`);
    await sees(page, /2 trustees are still needed to open the result/);
    await share(town, at(trustees, 0), committee, poll);
    const elsewhere = await town.device("another device of trustee 3", { place: at(TRUSTEES, 2) });
    await share(town, elsewhere, committee, poll, at(backups, 2));
    await sees(page, "Enough trustees have opened their part: anyone can count now.");
  });

  it("lets any resident count, and shows the same result in the app, on the chain and in the index", async () => {
    const { town, organiser, residents, poll } = story;
    const { page } = at(residents, 0);
    await press(page, "Count and publish the result");
    await sees(page, /^Opened by 2 of 3 trustees/, 60_000);
    const wanted = [Object.fromEntries([...TOWNS, "Blank vote"].map((name, slot) => [name, RESULT[slot]]))];
    for (const [shown, place] of [
      [at(residents, 1).page, `/poll/${poll}`],
      [organiser.page, `/organise/poll/${poll}`],
    ] as const) {
      await visit(town, shown, place);
      await sees(shown, SEALED_TITLE);
      expect(await resultRows(shown)).to.deep.equal(wanted);
      await sees(shown, "3 ballots from 3 people on the list (100%)");
    }
    const { indexer } = town.town;
    const readers = [onChain(), ...(indexer ? [indexerReader(indexer.url)] : [])];
    for (const reader of readers) {
      expect((await reader.totals(poll)).slice(0, RESULT.length)).to.deep.equal(RESULT);
      const result = (await reader.poll(poll))?.sealed?.result;
      expect(result?.trustees).to.deep.equal(OPENERS);
      expect(result?.totals.slice(0, RESULT.length)).to.deep.equal(RESULT);
    }
  });

  it("opens nothing of a poll in which fewer voted than its minimum, and says why", async () => {
    const { town, trustees, residents, committee, empty } = story;
    const { page } = at(residents, 0);
    await visit(town, page, `/poll/${empty}`);
    await sees(page, "This poll has no result");
    await visit(town, at(trustees, 0).page, `/trustee/${committee}/${empty}`);
    await sees(at(trustees, 0).page, /Nothing is ever opened/);
    expect(await at(trustees, 0).page.getByRole("button", { name: "Publish my share" }).count()).to.equal(0);
  });
}
