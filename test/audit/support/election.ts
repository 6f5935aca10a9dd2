import type { Address } from "viem";
import { writeDocument } from "../../../dapp/src/protocol/documents.ts";
import { singleChoice } from "../../../dapp/src/protocol/questionPresets.ts";
import { finalizePoll } from "../../../dapp/src/protocol/sealed/actions.ts";
import { cast } from "../../support/ballots.ts";
import { Council } from "../../support/council.ts";
import { castSealed, countOf, freezeSealed, publishSealed } from "../../support/sealedBallots.ts";
import { resident, SCHEDULE, Town } from "../../support/town.ts";
import { buildWorld, type World } from "../../support/world.ts";

const RULES = [singleChoice({ options: 3, blank: true })];

/** Says what the rules count; the two polls differ in their title. */
const document = (title: string) =>
  writeDocument({
    version: 1,
    languages: ["en"],
    title: { en: title },
    context: { en: "" },
    questions: [
      {
        id: "q1",
        title: { en: "Where?" },
        options: ["square", "park", "school"].map((id) => ({ id, label: { en: id } })),
      },
    ],
  });

/** An open and a sealed poll of one town, both over, and what stands on their chain. */
export interface PastElections {
  world: World;
  town: Town;
  council: Council;
  open: Address;
  sealed: Address;
  /** Totals of both. */
  totals: { open: number[]; sealed: number[] };
  /** The leaves that both polls froze. */
  frozenSize: number;
}

/**
 * Five residents enrol, one is removed before the polls freeze, one joins and is admitted while they are open. Three vote in
 * the clear, two in the sealed poll, which trustees 1 and 3 of three open.
 */
export async function holdElections(): Promise<PastElections> {
  const world = await buildWorld({ removalNotice: 100 });
  const town = await Town.found(world);
  await town.enrol(0, 3);
  await town.admit();
  await town.enrol(3, 5);
  await town.admit();
  await town.announceRemoval(resident(3).commitment);
  await world.moveTo((await world.now()) + 101);
  await town.remove(resident(3).commitment);
  const council = await Council.assemble(world, 2, 3);
  const open = await town.publish({}, document("A bench"));
  const sealed = await publishSealed(town, council, { rules: RULES, document: document("A tree") });

  await world.at(SCHEDULE.rollClosesAt);
  await town.freeze(open);
  const tree = town.tree;
  const election = await freezeSealed(town, council, sealed, RULES);
  const votes = [
    [1, 0, 0, 0],
    [0, 0, 1, 0],
    [0, 0, 0, 1],
  ];
  await cast(world, { poll: open, tree, voter: resident(0), votes: votes[0] as number[] });
  await town.enrol(5, 6);
  await town.admit();
  await cast(world, { poll: open, tree, voter: resident(1), votes: votes[1] as number[] });
  await cast(world, { poll: open, tree, voter: resident(2), votes: votes[2] as number[] });
  await castSealed(election, resident(0), votes[1] as number[]);
  await castSealed(election, resident(4), votes[1] as number[]);

  await world.moveTo(SCHEDULE.closesAt);
  const shares = [await council.share(sealed, 1), await council.share(sealed, 3)];
  await world.send(finalizePoll(sealed, shares, await countOf(election, shares, 2)), 9);
  const filled = (totals: number[]) => [...totals, ...Array<number>(16 - totals.length).fill(0)];
  const totals = { open: filled([1, 0, 1, 1]), sealed: filled([0, 0, 2, 0]) };
  return { world, town, council, open, sealed, totals, frozenSize: tree.size };
}
