import { expect } from "chai";
import type { Page } from "playwright-core";
import { openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { QUESTIONS } from "./organising.ts";
import { fillIn, press, seal, sees, visit, vote } from "./screens.ts";
import { at, type Story } from "./story.ts";

const [MARKET, STALLS] = QUESTIONS;
/** Chromium says so by itself, whatever a page does about it. */
const UNREACHABLE = /Failed to load resource: net::ERR_CONNECTION_REFUSED/;

const keptBallots = (page: Page) =>
  page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open("le-vote");
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const count = await new Promise<number>((resolve, reject) => {
      const counting = database.transaction("ballots").objectStore("ballots").count();
      counting.onsuccess = () => resolve(counting.result);
      counting.onerror = () => reject(counting.error);
    });
    database.close();
    return count;
  });

/** Parts of the stack stop, the indexer first and then the node; what follows has neither. */
export function outages(story: Story): void {
  it("says that the index does not answer, and goes on from the chain, voting included", async () => {
    const { town, second, residents } = story;
    const { indexer, node } = town.town;
    expect(indexer, "this needs graph-node").not.to.equal(null);
    for (const { expected } of town.devices) expected.push(UNREACHABLE);
    await indexer?.stop();
    const { page } = at(residents, 1);
    await vote(town, page, second, MARKET.options[0], [STALLS.options[0]]);
    await sees(
      page,
      "The index does not answer: what you see is read straight from the public record, which takes longer.",
    );
    await sees(page, "2 ballots from 3 people on the list (66.7%)");
    const ballots = { address: second, abi: openPollAbi, functionName: "ballots" } as const;
    expect(await node.chain.readContract(ballots)).to.equal(2);
  });

  it("says that the network does not answer, and keeps a finished ballot until it does", async () => {
    const { town, second, residents } = story;
    const { page } = at(residents, 2);
    await visit(town, page, `/poll/${second}`);
    await fillIn(page, MARKET.options[0], [STALLS.options[1]]);
    await seal(page);
    const kept = await keptBallots(page);
    await town.town.node.stop();
    await press(page, "Send my ballot");
    await sees(page, "The network does not answer.", 60_000);
    await page.reload();
    await sees(page, "The network does not answer.", 60_000);
    expect(await keptBallots(page)).to.equal(kept);
  });
}
