import { expect } from "chai";
import { parseEventLogs } from "viem";
import { sealedPollAbi } from "../../../dapp/src/protocol/generated/abi.ts";
import { approval, singleChoice } from "../../../dapp/src/protocol/questionPresets.ts";
import type { QuestionRule } from "../../../dapp/src/protocol/questions.ts";
import { castSealedVote, finalizePoll, publishShare } from "../../../dapp/src/protocol/sealed/actions.ts";
import { Council } from "../../support/council.ts";
import { countOf, openSealed, sealedBallot } from "../../support/sealedBallots.ts";
import { resident, SCHEDULE, Town } from "../../support/town.ts";
import { buildWorld } from "../../support/world.ts";

/** Contracts' numbers. */
const [CLOSED, TALLIED] = [3, 4];

const choice = singleChoice({ options: 3, blank: true });
const approvals = approval({ options: 4, blank: false, least: 0, most: 4 });

interface Election {
  threshold: number;
  size: number;
  slots: 4 | 8 | 16;
  rules: readonly QuestionRule[];
  votes: readonly number[][];
  /** Trustees who come after closing. */
  present: readonly number[];
}

const ELECTIONS: readonly Election[] = [
  {
    ...{ threshold: 1, size: 1, slots: 16, rules: [choice, approvals, choice], present: [1] },
    votes: [
      [1, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 1],
      [0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0],
    ],
  },
  {
    ...{ threshold: 2, size: 3, slots: 8, rules: [choice, approvals], present: [1, 3] },
    votes: [
      [0, 1, 0, 0, 1, 1, 1, 1],
      [0, 0, 0, 1, 0, 0, 0, 0],
      [0, 1, 0, 0, 0, 0, 1, 0],
    ],
  },
  {
    ...{ threshold: 4, size: 7, slots: 4, rules: [choice], present: [7, 2, 5, 4] },
    votes: [
      [1, 0, 0, 0],
      [0, 0, 0, 1],
      [1, 0, 0, 0],
    ],
  },
];

describe("a sealed poll, from its committee to its result", function () {
  this.timeout(300_000);

  for (const { threshold, size, slots, rules, votes, present } of ELECTIONS) {
    it(`with ${threshold} of ${size} trustees and ${slots} slots gives the totals of its ballots`, async () => {
      const world = await buildWorld();
      const town = await Town.found(world);
      await town.enrol(0, votes.length);
      await town.admit();
      const council = await Council.assemble(world, threshold, size);
      const election = await openSealed(town, council, { rules });
      const { read } = world.sealedPoll(election.poll);
      expect(await read.slots()).to.equal(slots);
      const ballots = await Promise.all(
        votes.map((vector, i) => sealedBallot(election, resident(i), vector)),
      );
      for (const ballot of ballots) await world.send(castSealedVote(ballot), 5);
      expect(await read.totals(), "nothing shows before").to.deep.equal(Array(16).fill(0n));

      await world.moveTo(SCHEDULE.closesAt);
      expect(await read.phase()).to.equal(CLOSED);
      const made = await Promise.all(present.map((trustee) => council.sharing(election.poll, trustee)));
      for (const { share, proof } of made) await world.send(publishShare(election.poll, share, proof), 4);
      const shares = made.map(({ share }) => share);
      shares.sort((left, right) => left.trustee - right.trustee);

      const counted = await countOf(election, shares, votes.length);
      const plain = Array.from({ length: slots }, (_, slot) =>
        votes.reduce((sum, vector) => sum + BigInt(vector[slot] ?? 0), 0n),
      );
      expect(counted).to.deep.equal(plain);
      const { logs } = await world.send(finalizePoll(election.poll, shares, counted), 9);
      const result = [...plain, ...Array(16 - slots).fill(0n)];
      expect(await read.totals()).to.deep.equal(result);
      expect(await read.phase()).to.equal(TALLIED);
      const [finalized] = parseEventLogs({ abi: sealedPollAbi, logs, eventName: "Finalized" });
      expect(finalized?.args).to.deep.equal({
        trustees: shares.map(({ trustee }) => BigInt(trustee)),
        totals: result,
      });
      await world.close();
    });
  }
});
