import { expect } from "chai";
import type { Page } from "playwright-core";
import { freezePoll } from "../../dapp/src/protocol/actions.ts";
import { chainReader } from "../../dapp/src/protocol/chain.ts";
import { openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import { QUESTIONS } from "./organising.ts";
import { backupWords, choose, confirmBackup, fillIn, press, sees, visit } from "./screens.ts";
import { at, publishBeside, type Story } from "./story.ts";

const [MARKET, STALLS] = QUESTIONS;
/** An account of the node that is made poor. */
const POOR = 9;

/** Lets no proving key arrive in any window of this browser until it is released. */
async function holdKeys(page: Page) {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.evaluate(async () => {
    for (const name of await caches.keys()) await caches.delete(name);
  });
  await page.context().route("**/proving/*.zkey", async (route) => {
    await released;
    await route.continue();
  });
  return async () => {
    release();
    await page.context().unroute("**/proving/*.zkey");
  };
}

/** What goes wrong in people's hands, each said in words and without losing anything. */
export function refusals(story: Story): void {
  const first = () => at(story.residents, 0);
  const wallet = () => {
    const { wallet } = first();
    if (!wallet) throw new Error("the first resident has no wallet");
    return wallet;
  };

  before(async () => {
    const { town, roll } = story;
    const { node, config } = town.town;
    const opensAt = (await town.now()) + 120;
    story.second = await publishBeside(story, "A bench for the harbour", MARKET.options, opensAt);
    story.malformed = await publishBeside(story, "One option too many", [...MARKET.options, "Both"], opensAt);
    await town.moveTo(opensAt);
    const reader = chainReader({ client: node.chain, leVote: config.leVote, startBlock: config.startBlock });
    await town.send(freezePoll(story.second, new RollTree(await reader.rollLeaves(roll)).freezeWitness()));
  });

  it("shrinks an image that is too large, and the document on chain stays under its limit", async () => {
    const { town, poll, photograph } = story;
    const { node, config } = town.town;
    const reader = chainReader({ client: node.chain, leVote: config.leVote, startBlock: config.startBlock });
    const text = (await reader.poll(poll))?.document ?? "";
    const { image } = JSON.parse(text) as { image: { data: string; alt: Record<string, string> } };
    expect(photograph).to.be.above(1_000_000);
    expect(image.data).to.match(/^data:image\/webp;base64,/);
    expect(image.data.length).to.be.within(2_000, 32 * 1024);
    expect(Buffer.byteLength(text)).to.be.at.most(48 * 1024);
    const picture = first().page.getByRole("img", { name: "The harbour in the morning" });
    await visit(town, first().page, `/poll/${poll}`);
    await picture.waitFor();
    expect(await picture.evaluate((shown) => (shown as HTMLImageElement).naturalWidth)).to.be.at.least(280);
  });

  it("says what is wrong with a link that was cut, a code of another letter and a letter that was used", async () => {
    const { town, letters } = story;
    const { page } = await town.device("a stranger");
    const [used, fourth, fifth] = [at(letters, 0).link, at(letters, 3).link, at(letters, 4).link];
    await visit(town, page, fourth.slice(fourth.indexOf("#") + 1, -5));
    await sees(page, "This link is not complete");
    const swapped = fourth.slice(0, fourth.lastIndexOf("/")) + fifth.slice(fifth.lastIndexOf("/"));
    await page.goto("about:blank");
    await page.goto(swapped);
    await sees(page, "The code does not belong to this letter.");
    await page.goto("about:blank");
    await page.goto(used);
    await sees(page, "This invitation was already used");
    expect(page.url()).to.match(/#\/join$/);
  });

  it("says where there is no wallet that sending needs one, and keeps the new identity over a reload", async () => {
    const { town, letters } = story;
    const { page } = await town.device("Dora");
    await page.goto(at(letters, 3).link);
    await page.getByLabel("A name for this device").fill("Dora");
    await press(page, "Make my identity");
    const words = await backupWords(page);
    await page.reload();
    expect(await backupWords(page)).to.deep.equal(words);
    await confirmBackup(page, words);
    await sees(page, "Sending needs a wallet.");
    await page.reload();
    await sees(page, "Sending needs a wallet.");
  });

  it("says that there is no poll at an address that is none", async () => {
    const { town, roll } = story;
    for (const place of [roll, "0x000000000000000000000000000000000000dEaD", "the-market"]) {
      await visit(town, first().page, `/poll/${place}`);
      await sees(first().page, "There is no poll at this address.");
    }
  });

  it("marks a poll whose words do not fit its rules, and lets nobody vote in it", async () => {
    const { town, malformed, organiser } = story;
    const { page } = first();
    await visit(town, page, `/poll/${malformed}`);
    await sees(page, "This poll cannot be used: its words do not fit its rules.");
    expect(await page.getByRole("button", { name: "Fill in my ballot" }).count()).to.equal(0);
    await visit(town, page, "/");
    await sees(page, "This poll contradicts itself. Nobody can vote in it here.");
    await visit(town, organiser.page, `/organise/poll/${malformed}`);
    await sees(organiser.page, "Unusable poll");
  });

  it("keeps the answers over a reload while the ballot is being made, and makes one ballot in two tabs", async () => {
    const { town, second } = story;
    const { page, context } = first();
    await visit(town, page, `/poll/${second}`);
    const release = await holdKeys(page);
    await visit(town, page, `/poll/${second}`);
    await fillIn(page, MARKET.options[1], [STALLS.options[2]]);
    await press(page, "Vote");
    await sees(page, "Your ballot goes into the box");
    await page.reload();
    await press(page, "Fill in my ballot");
    expect(await page.getByRole("radio", { name: MARKET.options[1] }).isChecked()).to.equal(true);
    await press(page, "Next question");
    expect(await page.getByRole("checkbox", { name: STALLS.options[2] }).isChecked()).to.equal(true);
    await press(page, "Check my ballot");
    await press(page, "Vote");
    await sees(page, "Your ballot goes into the box");

    const other = await context.newPage();
    await visit(town, other, `/poll/${second}`);
    await press(other, "Fill in my ballot");
    await choose(other, MARKET.options[0]);
    await press(other, "Next question");
    await press(other, "Check my ballot");
    await press(other, "Vote");
    await sees(other, "Another tab of this browser is working on the same ballot.");
    await release();
    await sees(page, "Your ballot is ready to be sent", 60_000);
    await sees(other, "Your ballot is ready to be sent");
    await other.close();
  });

  it("keeps a finished ballot over a reload, and when the wallet refuses", async () => {
    const { page } = first();
    await page.reload();
    await sees(page, "Your ballot is ready to be sent");
    wallet().mood = "refuses";
    await press(page, "Send my ballot");
    await sees(page, "You declined in your wallet.");
    wallet().mood = "signs";
    await page.reload();
    await sees(page, "Your ballot is not sent yet");
    expect(await page.getByRole("button", { name: "Take my ballot back" }).count()).to.equal(0);
  });

  it("says that the wallet is on another network", async () => {
    const { page } = first();
    await wallet().move(page, { chainId: 1 });
    await press(page, "Send my ballot");
    await sees(page, "Your wallet is on another network.");
    await wallet().move(page, { chainId: story.town.town.config.chainId });
  });

  it("says that an account cannot pay; with another one the same ballot is counted, once", async () => {
    const { town, second } = story;
    const { page } = first();
    const { chain } = town.town.node;
    const rich = wallet().account;
    await chain.setBalance({ address: town.account(POOR), value: 0n });
    await wallet().move(page, { account: town.account(POOR) });
    await press(page, "Send my ballot");
    await sees(page, "This account cannot pay the network’s fee.");
    await wallet().move(page, { account: rich });
    await press(page, "Send my ballot");
    await sees(page, "Your ballot was counted");
    expect(await chain.readContract({ address: second, abi: openPollAbi, functionName: "ballots" })).to.equal(
      1,
    );
  });
}
