import { type Abi, encodePacked, keccak256 } from "viem";
import { sealedPollAbi } from "../../generated/abi.ts";
import { phaseName, phaseOf } from "../../phase.ts";
import { ciphertextsOf, pointsOf } from "../../sealed/coordinates.ts";
import { isOnCurve, type Point } from "../../sealed/curve.ts";
import { isOpening } from "../../sealed/tally.ts";
import { type DecryptionShare, shareTranscript } from "../../sealed/trusteeProof.ts";
import type { ProofPoints } from "../../semaphoreProof.ts";
import type { Context } from "../context.ts";
import { foldStatement } from "../foldedStatement.ts";
import { type ChainEvent, placeOf } from "../logStream.ts";
import { PreparedKey, ProofBatch } from "../proofBatch.ts";
import type { StepRecord } from "../report.ts";
import { shareKey } from "../verificationKeys.ts";
import type { BallotCount } from "./ballots.ts";
import type { CommitteeHistory } from "./committee.ts";
import { type Publication, pollFacts } from "./publication.ts";
import type { PollState } from "./totals.ts";

export interface PublishedShare extends DecryptionShare {
  event: ChainEvent;
}

/** Trustees opened the poll's own totals, after closing, each with the key it had confirmed. */
export async function checkShares(
  context: Context,
  step: StepRecord,
  { content, life }: Publication,
  committee: CommitteeHistory,
  count: BallotCount,
): Promise<PublishedShare[]> {
  const { source, poll, chainId } = context;
  const events = life.filter(({ name }) => name === "SharePublished");
  const R = ciphertextsOf(count.sums).map((total) => total.R);
  const batch = new ProofBatch(new PreparedKey(await context.pairing(), shareKey));
  const shares: PublishedShare[] = [];
  for (const event of events) {
    const { args, log } = event;
    const trustee = Number(args.trustee);
    const words = args.D as bigint[];
    const key = committee.keys[trustee - 1];
    step.require(key !== undefined, "shareInvalid", `there is no trustee ${trustee}`);
    const twice = shares.some((share) => share.trustee === trustee);
    step.expect(!twice, "shareInvalid", `trustee ${trustee} published two shares`);
    const time = await source.timeOf(log.blockNumber);
    const { closesAt } = content.parameters;
    step.expect(
      time >= closesAt,
      "shareInvalid",
      `trustee ${trustee} shared at ${time}, before closing at ${closesAt}`,
    );
    step.require(
      words.length === 2 * R.length,
      "shareInvalid",
      `trustee ${trustee} shared ${words.length} words`,
    );
    const points = pointsOf(words);
    step.require(points.every(isOnCurve), "shareInvalid", `trustee ${trustee} shared a point off the curve`);
    const told = { chainId, committee: committee.address, trustee, phase: "share", poll } as const;
    const { values } = shareTranscript(told, key, R, points);
    const statement = foldStatement(values, args.h as bigint);
    step.require(statement !== null, "shareInvalid", `trustee ${trustee} shared what is no field element`);
    batch.add(args.proof as ProofPoints, statement.signals);
    const stored = await source.view(poll, sealedPollAbi as Abi, "shareHash", [BigInt(trustee)]);
    const hash = keccak256(encodePacked(["uint256[]"], [words]));
    step.expect(
      stored === hash,
      "viewDiffers",
      `the share of trustee ${trustee} is not the one the poll keeps`,
    );
    shares.push({ trustee, points, event });
  }
  const wrong = await batch.firstWrong();
  // The proof says more than the hash: name it first.
  if (wrong !== null) {
    step.finding = {
      code: "shareInvalid",
      detail: `the share of trustee ${shares[wrong]?.trustee} is not proven to be of this poll's totals`,
    };
  }
  const enough = content.sealing !== null && count.count >= content.sealing.minimumTurnout;
  step.expect(shares.length === 0 || enough, "shareInvalid", "shares of a total too small to be opened");
  step.facts.trustees = shares.map(({ trustee }) => trustee);
  return shares;
}

/** The result is the opening of the totals, or of an open poll the totals themselves. */
export function checkResult(
  { head }: Context,
  step: StepRecord,
  publication: Publication,
  count: BallotCount,
  state: PollState,
  opened: { committee: CommitteeHistory; shares: readonly PublishedShare[] } | null,
): void {
  const phase = phaseOf(pollFacts(publication, count.count), head.time);
  step.facts.phase = phaseName(phase);
  step.expect(
    state.phase === phase,
    "viewDiffers",
    `the poll says phase ${state.phase}, its events and the clock say ${phase} (${phaseName(phase)})`,
  );
  if (publication.kind === "open") {
    if (step.facts.phase === "Tallied") step.facts.totals = count.sums.map(Number);
    else step.notes.push(`There is no result: the poll is ${phaseName(phase)}.`);
    return;
  }
  const [event, second] = publication.life.filter(({ name }) => name === "Finalized");
  step.require(second === undefined, "resultInvalid", "two results were published");
  if (!event) {
    const none = state.totals?.every((total) => total === 0n) ?? false;
    step.expect(none, "logMissing", "the poll has a result, and no log says so");
    step.notes.push(`There is no result: the poll is ${phaseName(phase)}.`);
    return;
  }
  const totals = event.args.totals as readonly bigint[];
  step.facts.totals = totals.map(Number);
  step.facts.trustees = (event.args.trustees as bigint[]).map(Number);
  if (opened) requireOpening(step, event, count, opened);
  const slot = totals.findIndex((total, i) => total !== state.totals?.[i]);
  step.expect(
    slot < 0,
    "resultDiffers",
    `slot ${slot}: the log says ${totals[slot]}, the poll ${state.totals?.[slot]}`,
  );
}

function requireOpening(
  step: StepRecord,
  { args, log }: ChainEvent,
  count: BallotCount,
  { committee, shares }: { committee: CommitteeHistory; shares: readonly PublishedShare[] },
): void {
  const numbers = (args.trustees as bigint[]).map(Number);
  const increasing = numbers.every((number, i) => i === 0 || number > (numbers[i - 1] as number));
  step.require(
    numbers.length === committee.threshold && increasing,
    "resultInvalid",
    `opened by trustees ${numbers.join(", ")} of a committee that takes ${committee.threshold}`,
  );
  const used = numbers.map((number) => {
    const share = shares.find(({ trustee }) => trustee === number);
    const before =
      share &&
      (share.event.log.blockNumber < log.blockNumber ||
        (share.event.log.blockNumber === log.blockNumber && share.event.log.logIndex < log.logIndex));
    step.require(
      share !== undefined && before === true,
      "resultInvalid",
      `the result in log ${placeOf(log)} uses a share of trustee ${number}, who published none before`,
    );
    return share;
  });
  const totals = args.totals as readonly bigint[];
  const sums = ciphertextsOf(count.sums);
  const held = totals.slice(0, 2 * sums.length);
  const beyond = totals.slice(2 * sums.length).every((total) => total === 0n);
  const opens = beyond && isOpening(sums, used as { trustee: number; points: Point[] }[], held);
  step.expect(opens, "resultDiffers", `the encrypted total does not open to ${totals.join(", ")}`);
}
