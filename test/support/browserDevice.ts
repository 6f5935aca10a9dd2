import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { PROJECT } from "../../scripts/stack/builds.ts";
import type { Wallet } from "./wallet.ts";

export const PHONE = { width: 390, height: 844 };
export const DESK = { width: 1280, height: 800 };

/** Bounded patience for one thing to appear: slow machines share their cores with proofs. */
export const PATIENCE = 30_000;

/** One request that a page made. */
export interface Sent {
  /** ms. */
  at: number;
  url: string;
  /** Its headers and body, as one text. */
  said: string;
}

/** Somebody's browser: storage of its own, one window or several, and a record of all it asked and complained about. */
export class Device {
  readonly requests: Sent[] = [];
  /** Errors of console, scripts and policy that nobody expected. */
  readonly troubles: string[] = [];
  wallet: Wallet | undefined;
  /** What may be complained about now, each with its reason where it is set. */
  readonly expected: RegExp[] = [];

  private constructor(
    readonly name: string,
    readonly context: BrowserContext,
    readonly page: Page,
  ) {}

  static async open(browser: Browser, name: string, viewport = PHONE): Promise<Device> {
    const context = await browser.newContext({
      viewport,
      locale: "en-GB",
      timezoneId: "Europe/Paris",
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(PATIENCE);
    // The compiler of the tests names functions with a call that pages do not know.
    await context.addInitScript("globalThis.__name = (named) => named;");
    await context.addInitScript(() => {
      window.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
        console.error(`policy violated: ${violatedDirective} by ${blockedURI}`);
      });
    });
    const device = new Device(name, context, await context.newPage());
    device.#watch();
    return device;
  }

  #watch(): void {
    this.context.on("request", (request) => {
      const said = `${JSON.stringify(request.headers())}\n${request.postData() ?? ""}`;
      this.requests.push({ at: Date.now(), url: request.url(), said });
    });
    this.context.on("console", (message) => {
      if (message.type() === "error") this.#complain(`${message.text()} (${message.location().url})`);
    });
    this.context.on("weberror", (error) => this.#complain(String(error.error().stack)));
  }

  #complain(words: string): void {
    if (!this.expected.some((pattern) => pattern.test(words))) this.troubles.push(words);
  }

  /** Saves what every window shows. */
  async photograph(folder: string, title: string): Promise<void> {
    const place = join(PROJECT, folder);
    mkdirSync(place, { recursive: true });
    const name = `${title}-${this.name}`
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .slice(0, 100);
    for (const [number, page] of this.context.pages().entries()) {
      await page.screenshot({ path: join(place, `${name}-${number + 1}.png`), timeout: 10_000 });
    }
  }
}
