import type { Address } from "viem";
import { approval, singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import {
  castManySealedVotes,
  castSealedVote,
  finalizePoll,
  publishShare,
} from "../../dapp/src/protocol/sealed/actions.ts";
import type { DecryptionShare } from "../../dapp/src/protocol/sealed/trusteeProof.ts";
import { Council } from "../../test/support/council.ts";
import {
  countOf,
  freezeSealed,
  publishSealed,
  type SealedElection,
  sealedBallot,
} from "../../test/support/sealedBallots.ts";
import { resident, SCHEDULE, Town } from "../../test/support/town.ts";
import type { World } from "../../test/support/world.ts";

/** Gas of sealed polls, through clones, with real proofs. */
export interface SealedGasTable {
  /** One ballot of 4 slots, after the first ones. */
  sealedVote4: number;
  sealedVote8: number;
  sealedVote16: number;
  /** A ballot of 8 slots among 32 brought together. */
  sealedVote8Batch32PerVote: number;
  /** A trustee's share of a total of 8 slots, 2 of 3. */
  share8: number;
  /** Opening that total. */
  finalize8: number;
}

/** Ballots brought together. */
const BATCH = 32;
const choice = singleChoice({ options: 3, blank: true });
const approvals = approval({ options: 4, blank: false, least: 0, most: 4 });
/** For 4, 8 and 16 slots. */
const PAPERS = [
  { rules: [choice], votes: [1, 0, 0, 0] },
  { rules: [choice, approvals], votes: [1, 0, 0, 0, 1, 0, 1, 0] },
  {
    rules: [choice, approvals, approvals, choice],
    votes: [1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 1],
  },
];

/** On a world of its own: it goes past the schedule's closing second. */
export async function measureSealed(world: World): Promise<SealedGasTable> {
  const town = await Town.found(world, { letters: 2 + BATCH, name: "Sealed" });
  await town.enrol(0, 2 + BATCH);
  await town.admit();
  const council = await Council.assemble(world, 2, 3);
  const polls: Address[] = [];
  for (const { rules } of PAPERS) {
    polls.push(await publishSealed(town, council, { rules, document: `{"slots":${polls.length}}` }));
  }
  const gas: number[] = [];
  let eight: SealedElection | undefined;
  for (const [i, { rules, votes }] of PAPERS.entries()) {
    const election = await freezeSealed(town, council, polls[i] as Address, rules);
    const ballots = await sealedBallots(election, 0, 2, votes);
    let last = 0;
    for (const ballot of ballots) last = Number((await world.send(castSealedVote(ballot))).gasUsed);
    gas.push(last);
    if (i === 1) eight = election;
  }
  const [sealedVote4 = 0, sealedVote8 = 0, sealedVote16 = 0] = gas;
  const sealedVote8Batch32PerVote = await measureBatch(eight as SealedElection);
  const opening = await measureOpening(council, eight as SealedElection);
  return { sealedVote4, sealedVote8, sealedVote16, sealedVote8Batch32PerVote, ...opening };
}

const sealedBallots = (election: SealedElection, from: number, count: number, votes: readonly number[]) =>
  Promise.all(Array.from({ length: count }, (_, i) => sealedBallot(election, resident(from + i), votes)));

async function measureBatch(election: SealedElection): Promise<number> {
  const ballots = await sealedBallots(election, 2, BATCH, PAPERS[1]?.votes ?? []);
  const { gasUsed } = await election.world.send(castManySealedVotes(election.poll, ballots));
  return Number(gasUsed) / BATCH;
}

async function measureOpening(council: Council, election: SealedElection) {
  const { world, poll } = election;
  await world.moveTo(SCHEDULE.closesAt);
  const shares: DecryptionShare[] = [];
  let share8 = 0;
  for (const trustee of [1, 3]) {
    const { share, proof } = await council.sharing(poll, trustee);
    share8 = Number((await world.send(publishShare(poll, share, proof))).gasUsed);
    shares.push(share);
  }
  const totals = await countOf(election, shares, 2 + BATCH);
  const finalized = await world.send(finalizePoll(poll, shares, totals));
  return { share8, finalize8: Number(finalized.gasUsed) };
}
