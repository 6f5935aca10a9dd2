import { expect } from "chai";
import { BrowserTown } from "../support/browserTown.ts";
import { quiet } from "./privacy.ts";
import { type SealedStory, sealedJourney } from "./sealedJourney.ts";

/** Where failures are photographed. */
const PICTURES = ".local/e2e";

describe("A town votes under seal, in the browser", function () {
  // Proofs and a whole stack on two cores, perhaps busy ones; each wait inside has a bound of its own.
  this.timeout(240_000);
  // What comes later stands on what came before.
  this.bail(true);
  const story = { trustees: [], backups: [], residents: [] } as unknown as SealedStory;

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

  describe("An organiser, three trustees and three residents", () => sealedJourney(story));
  describe("Every page", () => quiet(story));
});
