import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import type { Address } from "viem";
import type { Device } from "../support/browserDevice.ts";
import type { BrowserTown } from "../support/browserTown.ts";
import { connect, press, sees, visit } from "./screens.ts";

export const ROLES = ["Town clerk", "Opposition councillor", "Justice of the peace"] as const;
export const GROUP = "Trustees of Valserine";
/** Long for a test, as for a file that lies about for years. */
const PASSWORD = "three lanterns by the quay";
/** Proofs and stretched passwords, on cores that others use too. */
const LONG = 60_000;

/** A trustee's backup file, as it lay in the downloads. */
export interface Backup {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Names three trustees, two of whom open. @returns the committee. */
export async function nameTrustees(town: BrowserTown, page: Page, accounts: readonly Address[]) {
  await visit(town, page, "/organise/committee/new");
  await sees(page, "Names are public for ever");
  await page.getByLabel("Name of the group").fill(GROUP);
  for (const [place, role] of ROLES.entries()) {
    const fields = page.getByRole("group", { name: `Trustee ${place + 1}`, exact: true });
    await fields.getByLabel("Role").fill(role);
    await fields.getByLabel("Wallet address").fill(accounts[place] ?? "");
  }
  await sees(page, "Everything is there. You can name them.");
  await press(page, "Name these trustees");
  await page.waitForURL(/#\/organise\/committee\/0x/);
  return (/0x[0-9a-fA-F]{40}/.exec(page.url())?.[0] ?? "0x") as Address;
}

/** The first visit: saves the backup file, shows that it opens, accepts. */
export async function accept(town: BrowserTown, { page }: Device, committee: Address): Promise<Backup> {
  await visit(town, page, `/trustee/${committee}`);
  await connect(page);
  await page.getByLabel("Password for the file").fill(PASSWORD);
  await page.getByLabel("The same password again").fill(PASSWORD);
  const downloading = page.waitForEvent("download", { timeout: LONG });
  await press(page, "Save the backup file");
  const download = await downloading;
  const buffer = readFileSync(await download.path());
  const backup = { name: download.suggestedFilename(), mimeType: "application/json", buffer };
  await page.getByLabel("Choose the file you saved").setInputFiles(backup);
  await page.getByRole("button", { name: "Accept", exact: true }).click({ timeout: LONG });
  await sees(page, /^Come back to this page when all have accepted|^Hand out the parts$/);
  return backup;
}

/** The second or third visit, which may take a proof. */
export async function returnTo(
  town: BrowserTown,
  { page }: Device,
  committee: Address,
  does: "Hand out the parts" | "Check and confirm",
) {
  await visit(town, page, `/trustee/${committee}`);
  const button = page.getByRole("button", { name: does, exact: true });
  await button.click();
  await button.waitFor({ state: "detached", timeout: LONG });
}

/** Publishes a share with the key on the device, or with the one that the backup file brings to it. */
export async function share(
  town: BrowserTown,
  { page }: Device,
  committee: Address,
  poll: Address,
  backup?: Backup,
) {
  await visit(town, page, `/trustee/${committee}/${poll}`);
  if (backup) {
    await connect(page);
    await sees(page, "No key of these trustees is on this device");
    await page.getByLabel("Backup file").setInputFiles(backup);
    await page.getByLabel("Password of the file").fill(PASSWORD);
    await press(page, "Bring my key to this device");
  }
  await page.getByRole("button", { name: "Publish my share", exact: true }).click({ timeout: LONG });
  await sees(page, "Your share is published", LONG);
}
