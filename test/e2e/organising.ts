import { expect } from "chai";
import type { Page } from "playwright-core";
import type { Address } from "viem";
import type { BrowserTown } from "../support/browserTown.ts";
import { choose, connect, press, sees, visit } from "./screens.ts";

/** What the poll of the journey asks. */
export const QUESTIONS = [
  { title: "Where shall the market stand?", options: ["Harbour square", "Church square"] },
  { title: "Which stalls shall come?", options: ["Fish", "Bread", "Flowers"] },
] as const;
export const TITLE = "A market on Saturdays";

export interface Letter {
  number: string;
  code: string;
  link: string;
}

export const addressIn = (page: Page): Address => {
  const [found] = /0x[0-9a-fA-F]{40}/.exec(page.url()) ?? [];
  return found as Address;
};

/** Opens a roll by invitation and makes its letters. */
export async function openRoll(town: BrowserTown, page: Page, letters: number) {
  await visit(town, page, "/organise");
  await connect(page);
  await press(page, "Open an electoral roll");
  await page.getByLabel("Name of the roll").fill("Residents of Valserine");
  await press(page, "Open the roll");
  await page.waitForURL(/#\/organise\/roll\/0x/);
  await press(page, "Make invitations");
  await page.getByLabel("How many invitations?").fill(String(letters));
  await press(page, "Make the codes");
  await press(page, "Publish the fingerprints");
  await sees(page, "The invitations are valid.");
  const rows = await page.locator("main table tbody tr").all();
  const read: Letter[] = [];
  for (const row of rows) {
    const [number = "", code = "", link = ""] = await row.locator("th, td").allInnerTexts();
    read.push({ number, code, link });
  }
  expect(read).to.have.length(letters);
  const download = page.waitForEvent("download");
  await press(page, "Download the list");
  expect((await download).suggestedFilename()).to.match(/\.csv$/);
  await press(page, "I have the codes, finish");
  return { roll: addressIn(page), letters: read };
}

/** A photograph that is far too large for a document, as a phone would take it. */
async function largePhotograph(page: Page): Promise<Buffer> {
  const data = await page.evaluate(() => {
    const canvas = document.createElement("canvas");
    canvas.width = 2400;
    canvas.height = 1800;
    const context = canvas.getContext("2d");
    if (!context) throw new Error("no canvas");
    const image = context.createImageData(canvas.width, canvas.height);
    // Always the same grain: a small generator instead of chance.
    let grain = 1;
    for (let at = 0; at < image.data.length; at += 4) {
      grain = (grain * 16_807) % 2_147_483_647;
      const x = (at / 4) % canvas.width;
      image.data.set([(x / 10) & 255, 90 + (grain % 60), (at / 70_000) & 255, 255], at);
    }
    context.putImageData(image, 0, 0);
    return canvas.toDataURL("image/jpeg", 0.95);
  });
  return Buffer.from(data.slice(data.indexOf(",") + 1), "base64");
}

export const localTime = (page: Page, seconds: number) =>
  page.evaluate((at) => {
    const moment = new Date(at * 1000);
    return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  }, seconds);

/** Adds a picture that does not fit; @returns its bytes. */
export async function addPicture(page: Page): Promise<number> {
  const buffer = await largePhotograph(page);
  const file = { name: "market.jpg", mimeType: "image/jpeg", buffer };
  await page.locator("input[type=file]").setInputFiles(file);
  await page.getByRole("img", { name: "The image chosen" }).waitFor();
  await page.getByLabel("What the image shows").fill("The harbour in the morning");
  return buffer.length;
}

/** Writes the poll of the journey, looks at it once more and publishes it. */
export async function publishPoll(
  town: BrowserTown,
  page: Page,
  roll: Address,
  { opensAt, closesAt }: { opensAt: number; closesAt: number },
) {
  await visit(town, page, `/organise/roll/${roll}`);
  await press(page, "Prepare a poll");
  await page.getByLabel("Title", { exact: true }).fill(TITLE);
  await page
    .getByLabel("Context", { exact: true })
    .fill("The **harbour** is free on Saturdays. Stalls cost the town nothing.");
  const photograph = await addPicture(page);
  await press(page, "Add a question");
  for (const [place, { title, options }] of QUESTIONS.entries()) {
    const card = page.getByRole("region", { name: `Question ${place + 1}`, exact: true });
    await card.getByLabel("Question", { exact: true }).fill(title);
    if (place === 1) {
      await card.getByLabel("Way of answering").selectOption("approval");
      await card.getByRole("button", { name: "Add an option" }).click();
    }
    for (const [number, option] of options.entries()) {
      await card.getByLabel(`Option ${number + 1}`, { exact: true }).fill(option);
    }
  }
  // This journey's ballots are read on the chain while they come.
  await choose(page, "Nobody is needed for the result.");
  await page.getByLabel("Opening", { exact: true }).fill(await localTime(page, opensAt));
  await page.getByLabel("Closing", { exact: true }).fill(await localTime(page, closesAt));
  await sees(page, "Everything is there. Review, then publish.");
  await press(page, "Review and publish");
  await sees(page, "Publishing is final");
  await press(page, "Publish the poll");
  await page.waitForURL(/#\/organise\/poll\/0x/);
  return { poll: addressIn(page), photograph };
}
