import { expect } from "chai";
import { BrowserTown } from "../support/browserTown.ts";
import { journey } from "./journey.ts";
import { outages } from "./outages.ts";
import { privacy, quiet } from "./privacy.ts";
import { refusals } from "./refusals.ts";
import type { Story } from "./story.ts";

/** Where failures are photographed. */
const PICTURES = ".local/e2e";

describe("A town votes, in the browser", function () {
  // Proofs and a whole stack on two cores, perhaps busy ones; each wait inside has a bound of its own.
  this.timeout(150_000);
  // What comes later stands on what came before.
  this.bail(true);
  const story = { residents: [], words: [], letters: [] } as unknown as Story;

  before(async function () {
    this.timeout(300_000);
    story.town = await BrowserTown.start();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== "failed") return;
    for (const device of story.town.devices) await device.photograph(PICTURES, this.currentTest.title);
  });

  after(async () => {
    if (story.town) expect(await story.town.stop(), "ports still in use").to.deep.equal([]);
  });

  describe("An organiser and three residents", () => journey(story));
  describe("What goes wrong in people's hands", () => refusals(story));
  describe("What leaves a resident's device", () => privacy(story));
  describe("What stops", () => outages(story));
  describe("Every page", () => quiet(story));
});
