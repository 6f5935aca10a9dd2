import { join } from "node:path";
import type { Page } from "playwright-core";
import { PROJECT } from "../../scripts/stack/builds.ts";
import { PHONE } from "../support/browserDevice.ts";
import { press, sees } from "./screens.ts";

/**
 * The README's picture of the ballot paper, made anew when the environment variable LE_VOTE_PICTURES names a folder
 * of the project: `LE_VOTE_PICTURES=docs/images npm test -- browser`.
 * The paper is left as it was found.
 */
export async function takePictures(page: Page): Promise<void> {
  const folder = process.env.LE_VOTE_PICTURES;
  if (!folder) return;
  await press(page, "Fill in my ballot");
  await page.getByRole("radiogroup").waitFor();
  await page.setViewportSize(PHONE);
  await page.screenshot({ path: join(PROJECT, folder, "ballot.png") });
  await press(page, "Vote later");
  await sees(page, "You may vote");
}
