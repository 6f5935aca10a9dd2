import { expect } from "chai";
import { chainReader } from "../../dapp/src/protocol/chain.ts";
import { decodeError } from "../../dapp/src/protocol/errors.ts";
import { openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { indexerReader } from "../../dapp/src/protocol/indexer.ts";
import { DESK } from "../support/browserDevice.ts";
import { openRoll, publishPoll, QUESTIONS, TITLE } from "./organising.ts";
import { takePictures } from "./pictures.ts";
import { enrol, press, resultRows, sees, visit, vote } from "./screens.ts";
import { at, type Story } from "./story.ts";

const HOUR = 3_600;
const [MARKET, STALLS] = QUESTIONS;
/** What each resident votes. */
const VOTES = [
  { first: MARKET.options[0], second: [STALLS.options[0], STALLS.options[1]] },
  { first: MARKET.options[0], second: [STALLS.options[1]] },
  { first: "Blank vote", second: [STALLS.options[2], STALLS.options[1]] },
];
/** What must come of it: the slots in order, the blank vote last in each question. */
const RESULT = [2, 0, 1, 1, 3, 1, 0];

/** An organiser and three residents, from the roll to the result. */
export function journey(story: Story): void {
  it("lets an organiser open a roll by invitation with an injected wallet, and read the codes", async () => {
    const { town } = story;
    story.organiser = await town.device("organiser", { place: 0, viewport: DESK });
    Object.assign(story, await openRoll(town, story.organiser.page, 6));
    for (const { link, code } of story.letters) {
      expect(link).to.match(new RegExp(`^${town.app.url}#/join/${story.roll}/`, "i"));
      expect(code).to.match(/^([0-9A-HJKMNP-TV-Z]{4}[- ]?){4}$/);
    }
  });

  it("lets the organiser publish a poll with two questions, context, an image and dates", async () => {
    const { town, organiser, roll } = story;
    const hour = Math.ceil((await town.now()) / HOUR) * HOUR;
    story.opensAt = hour + 2 * HOUR;
    story.closesAt = hour + 26 * HOUR;
    Object.assign(story, await publishPoll(town, organiser.page, roll, story));
    await sees(organiser.page, "Coming up");
  });

  it("lets three residents open their letters, make identities, confirm their backups and enrol", async () => {
    const { town, letters } = story;
    for (const [place, name] of ["Ada", "Basile", "Chloé"].entries()) {
      const device = await town.device(name, { place: place + 1 });
      story.residents.push(device);
      story.words.push(await enrol(device.page, at(letters, place).link, name));
      await sees(device.page, /wait to be admitted$/);
    }
  });

  it("lets the organiser admit them, and fix the list once it has closed", async () => {
    const { town, organiser, roll, poll, opensAt } = story;
    await visit(town, organiser.page, `/organise/roll/${roll}`);
    await press(organiser.page, "Admit 3 residents");
    await organiser.page.getByRole("button", { name: "Admit 3 residents" }).waitFor({ state: "detached" });
    await town.moveTo(opensAt + 1);
    await visit(town, organiser.page, `/organise/poll/${poll}`);
    await press(organiser.page, "Fix the roll");
    await sees(organiser.page, "0 ballots from 3 people on the list (0%)");
  });

  it("lets residents vote, and shows turnout while it grows but no count before closing", async () => {
    const { town, organiser, poll } = story;
    for (const [place, { first, second }] of VOTES.entries()) {
      const { page } = at(story.residents, place);
      if (place === 0) {
        await visit(town, page, `/poll/${poll}`);
        await takePictures(page);
      }
      await vote(town, page, poll, first, second);
      const percent = ["33.3%", "66.7%", "100%"][place];
      const line = `${place + 1} ballot${place ? "s" : ""} from 3 people on the list (${percent})`;
      for (const shown of [page, organiser.page]) {
        await sees(shown, line);
        expect(await shown.locator("table").count(), "tables before closing").to.equal(0);
      }
    }
    await sees(organiser.page, "Before closing this page shows turnout only.");
    await sees(at(story.residents, 0).page, "Until the end, this page shows only how many have voted.");
  });

  it("tells somebody who has voted so, also on another device, where there is nothing left to send", async () => {
    const { town, poll, words } = story;
    const first = at(story.residents, 0).page;
    await visit(town, first, `/poll/${poll}`);
    await sees(first, "Your ballot was counted");
    expect(await first.getByRole("button", { name: "Fill in my ballot" }).count()).to.equal(0);
    const { page } = await town.device("Ada's tablet", { place: 1 });
    await visit(town, page, "/identities");
    await press(page, "Bring back an identity");
    await page.getByLabel("Backup words").fill(at(words, 0).join(" "));
    await page.getByLabel("A name for this device").fill("Ada");
    await press(page, "Bring it back");
    await sees(page, "On the list and admitted.");
    await visit(town, page, `/poll/${poll}`);
    await sees(page, "You have already voted");
    expect(await page.getByRole("button", { name: "Fill in my ballot" }).count()).to.equal(0);
  });

  it("refuses the bytes of a counted ballot when they are sent once more", async () => {
    const { town, poll, residents } = story;
    const { chain } = town.town.node;
    const data = at(residents, 0).wallet?.sent.at(-1)?.data;
    const refusal = await chain
      .call({ account: town.account(5), to: poll, data })
      .catch((error: unknown) => error);
    expect(decodeError(refusal).name).to.equal("Poll_AlreadyVoted");
    expect(await chain.readContract({ address: poll, abi: openPollAbi, functionName: "ballots" })).to.equal(
      3,
    );
  });

  it("shows the result after closing, equal to the chain's and the subgraph's numbers", async () => {
    const { town, organiser, poll, closesAt, residents } = story;
    await town.moveTo(closesAt);
    const { config, node, indexer } = town.town;
    const slots = (totals: readonly number[]) => totals.slice(0, RESULT.length);
    const chain = chainReader({ client: node.chain, leVote: config.leVote, startBlock: config.startBlock });
    expect(slots(await chain.totals(poll))).to.deep.equal(RESULT);
    if (indexer) expect(slots(await indexerReader(indexer.url).totals(poll))).to.deep.equal(RESULT);
    const labels = QUESTIONS.map(({ options }) => [...options, "Blank vote"]);
    const wanted = [RESULT.slice(0, 3), RESULT.slice(3)].map((numbers, question) =>
      Object.fromEntries(numbers.map((number, row) => [labels[question]?.[row], number])),
    );
    for (const [page, place] of [
      [at(residents, 1).page, `/poll/${poll}`],
      [organiser.page, `/organise/poll/${poll}`],
    ] as const) {
      await visit(town, page, place);
      await sees(page, TITLE);
      expect(await resultRows(page)).to.deep.equal(wanted);
      await sees(page, "3 ballots from 3 people on the list (100%)");
    }
  });
}
