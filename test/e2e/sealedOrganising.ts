import type { Page } from "playwright-core";
import type { Address } from "viem";
import type { BrowserTown } from "../support/browserTown.ts";
import { addressIn, localTime } from "./organising.ts";
import { choose, press, sees, visit } from "./screens.ts";
import { GROUP } from "./trustees.ts";

export const SEALED_TITLE = "A twin for Valserine";
export const TOWNS = ["Norderney", "Cadaqués", "Tenby"] as const;

/** Writes a sealed poll of one question for the named trustees and publishes it. */
export async function publishSealed(
  town: BrowserTown,
  page: Page,
  roll: Address,
  { opensAt, closesAt }: { opensAt: number; closesAt: number },
): Promise<Address> {
  await visit(town, page, `/organise/roll/${roll}`);
  await press(page, "Prepare a poll");
  await page.getByLabel("Title", { exact: true }).fill(SEALED_TITLE);
  const card = page.getByRole("region", { name: "Question 1", exact: true });
  await card.getByLabel("Question", { exact: true }).fill("Which town shall be our twin?");
  await card.getByRole("button", { name: "Add an option" }).click();
  for (const [place, name] of TOWNS.entries())
    await card.getByLabel(`Option ${place + 1}`, { exact: true }).fill(name);
  await choose(page, "Several people open the result together");
  await choose(page, GROUP);
  await page.getByLabel("Minimum turnout").fill("3");
  await page.getByLabel("Opening", { exact: true }).fill(await localTime(page, opensAt));
  await page.getByLabel("Closing", { exact: true }).fill(await localTime(page, closesAt));
  await sees(page, "Everything is there. Review, then publish.");
  await press(page, "Review and publish");
  await sees(page, "Publishing is final");
  await press(page, "Publish the poll");
  await page.waitForURL(/#\/organise\/poll\/0x/);
  return addressIn(page);
}
