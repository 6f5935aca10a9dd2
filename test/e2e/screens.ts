import { expect } from "chai";
import type { Page } from "playwright-core";
import type { Address } from "viem";
import { PATIENCE } from "../support/browserDevice.ts";
import type { BrowserTown } from "../support/browserTown.ts";
import { WALLET_NAME } from "../support/wallet.ts";

/** Waits until a text stands on the page. */
export async function sees(page: Page, text: string | RegExp, timeout = PATIENCE): Promise<void> {
  await page.getByText(text).first().waitFor({ timeout });
}

/** Presses the button or link of this name. */
export async function press(page: Page, name: string | RegExp): Promise<void> {
  await page
    .getByRole("button", { name, exact: true })
    .or(page.getByRole("link", { name, exact: true }))
    .first()
    .click();
}

/** Chooses a row of the ballot paper: its control is drawn, the label is what people touch. */
export async function choose(page: Page, row: string): Promise<void> {
  await page.locator("label").filter({ hasText: row }).first().click();
}

/** Goes to a place of the app as if its link had been followed; the page begins anew. */
export async function visit(town: BrowserTown, page: Page, place: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`${town.app.url}#${place}`);
}

/** Connects the injected wallet through RainbowKit's dialog. */
export async function connect(page: Page): Promise<void> {
  await page.locator("main").getByRole("button", { name: "Connect a wallet" }).last().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: WALLET_NAME }).click();
  await dialog.waitFor({ state: "hidden" });
}

/** The words that the page shows to be written down. */
export async function backupWords(page: Page): Promise<string[]> {
  const list = page.locator("ol[translate=no] > li");
  await list.first().waitFor();
  const words = await list.allInnerTexts();
  expect(words).to.have.length(24);
  return words;
}

/** Types the words that are asked for. */
export async function confirmBackup(page: Page, words: readonly string[]): Promise<void> {
  await press(page, "I have written them down");
  const fields = page.getByLabel(/^Word number \d+$/);
  await fields.first().waitFor();
  for (const field of await fields.all()) {
    const label = await field.evaluate((input) => (input as HTMLInputElement).labels?.[0]?.textContent ?? "");
    await field.fill(words[Number(/\d+/.exec(label)?.[0]) - 1] ?? "");
  }
  await press(page, "Confirm");
}

/** Follows an invitation letter to the end; leaves the page on "you wait to be admitted". @returns the backup words. */
export async function enrol(page: Page, link: string, name: string): Promise<string[]> {
  await page.goto(link);
  await page.getByLabel("A name for this device").fill(name);
  expect(page.url(), "the code is out of the address bar").to.match(/#\/join$/);
  await press(page, "Make my identity");
  const words = await backupWords(page);
  await confirmBackup(page, words);
  await sees(page, "One step is left");
  await connect(page);
  await press(page, "Put me on the list");
  await sees(page, /^You have asked to join the list “/);
  return words;
}

/** From the poll's page to the check page. */
export async function fillIn(page: Page, first: string, second: readonly string[]): Promise<void> {
  await press(page, "Fill in my ballot");
  await choose(page, first);
  await press(page, "Next question");
  for (const option of second) await choose(page, option);
  await press(page, "Check my ballot");
  await sees(page, "Is everything as you want it?");
}

/** From the check page to the finished ballot, which is kept and not sent. */
export async function seal(page: Page): Promise<void> {
  await press(page, "Vote");
  await sees(page, "Your ballot is ready to be sent", 60_000);
}

export async function vote(
  town: BrowserTown,
  page: Page,
  poll: Address,
  first: string,
  second: readonly string[],
) {
  await visit(town, page, `/poll/${poll}`);
  await fillIn(page, first, second);
  await seal(page);
  await press(page, "Send my ballot");
  await sees(page, "Your ballot was counted");
}

/** The numbers of the result tables: for each question what each row says. */
export async function resultRows(page: Page): Promise<Record<string, number>[]> {
  await page.locator("main table").first().waitFor();
  return page
    .locator("main table")
    .evaluateAll((tables) =>
      tables.map((table) =>
        Object.fromEntries(
          [...table.querySelectorAll("tbody tr, tfoot tr")].map((row) => [
            row.querySelector("th")?.textContent ?? "",
            Number(row.querySelector("td")?.textContent),
          ]),
        ),
      ),
    );
}
