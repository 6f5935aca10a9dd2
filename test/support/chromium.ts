import { statSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const FIXED = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Thrown when there is no Chromium to test with; the message says how to get one. */
export class NoChromiumError extends Error {
  override readonly name = "NoChromiumError";
  constructor(detail = "No Chromium was found.") {
    super(
      `${detail} The browser tests need one: install it ("apt-get install chromium" on Debian and Ubuntu, ` +
        '"brew install --cask chromium" on macOS, or "npx playwright-core install chromium"), ' +
        "or put its path into the environment variable LE_VOTE_CHROMIUM.",
    );
  }
}

const isProgram = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() === true;

/** Path of a Chromium: LE_VOTE_CHROMIUM, the system's, or Playwright's own. */
export function findChromium(): string {
  const chosen = process.env.LE_VOTE_CHROMIUM;
  if (chosen) {
    if (isProgram(chosen)) return chosen;
    throw new NoChromiumError(`LE_VOTE_CHROMIUM says ${chosen}, which is no file.`);
  }
  const onPath = (process.env.PATH ?? "")
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const found = [...onPath, ...FIXED].find(isProgram) ?? chromium.executablePath();
  if (isProgram(found)) return found;
  throw new NoChromiumError();
}

/** Starts it without a window. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: FLAGS, headless: true });
}
