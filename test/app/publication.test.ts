import { expect } from "chai";
import type { Address, PublicClient } from "viem";
import { chainReader } from "../../dapp/src/protocol/chain.ts";
import type { PollRecord } from "../../dapp/src/protocol/reader.ts";
import { requireAsPublished } from "../../dapp/src/vote/proof/publication.ts";
import { Town } from "../support/town.ts";
import { buildWorld, type World } from "../support/world.ts";

const DOCUMENT = '{"version":1,"options":["A lime","An oak"]}';

describe("What a voter was shown", () => {
  let world: World;
  let town: Town;

  before(async () => {
    world = await buildWorld();
    town = await Town.found(world);
  });
  after(() => world.close());

  const client = () => world.clients.reader as unknown as PublicClient;
  async function published(document: string): Promise<PollRecord> {
    const reader = chainReader({ client: client(), leVote: world.leVote, startBlock: 0 });
    const record = await reader.poll(await town.publish({}, document));
    if (!record) throw new Error("the poll is not there");
    return record;
  }
  const verdict = (record: PollRecord, leVote: Address = world.leVote) =>
    requireAsPublished(client(), leVote, record).then(
      () => "as published",
      (error: Error) => error.name,
    );

  it("is what the poll's contract keeps", async () => {
    expect(await verdict(await published(DOCUMENT))).to.equal("as published");
  });

  it("is refused where an index changed a word, a rule, a date or the roll", async () => {
    const record = await published(`${DOCUMENT} `);
    const other = await Town.found(world, { name: "Other" });
    const swapped = record.document.replace("A lime", "x").replace("An oak", "A lime").replace("x", "An oak");
    for (const change of [
      { document: swapped },
      { questions: record.questions.map((word) => word ^ 1n) },
      { questions: [] },
      { opensAt: record.opensAt + 1 },
      { closesAt: record.closesAt - 1 },
      { roll: other.roll },
    ])
      expect(await verdict({ ...record, ...change }), JSON.stringify(Object.keys(change))).to.equal(
        "PollDiffers",
      );
  });

  it("is refused where a reader of bytes leaves out what it cannot show, as each does in its own way", async () => {
    // What decodes UTF-8 drops a mark at the beginning; the index drops the character 0.
    const marked = await published(`\ufeff${DOCUMENT}`);
    expect(marked.document).to.equal(DOCUMENT);
    expect(await verdict(marked)).to.equal("PollDiffers");
    const ended = await published(`${DOCUMENT}\u0000`);
    expect(await verdict({ ...ended, document: DOCUMENT })).to.equal("PollDiffers");
  });

  it("is refused where the poll is none of this deployment", async () => {
    const elsewhere = await buildWorld();
    try {
      // The same addresses on another chain; there, nothing was published.
      const record = await published(`${DOCUMENT}\n`);
      const asked = requireAsPublished(
        elsewhere.clients.reader as unknown as PublicClient,
        world.leVote,
        record,
      );
      expect(
        await asked.then(
          () => "as published",
          (error: Error) => error.name,
        ),
      ).not.to.equal("as published");
    } finally {
      await elsewhere.close();
    }
  });
});
