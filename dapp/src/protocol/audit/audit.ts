import { type Address, getAddress, type Hex } from "viem";
import { noBallots } from "./ballotSums.ts";
import type { AuditProgress, Context } from "./context.ts";
import type { CheckpointStore } from "./countCheckpoint.ts";
import type { CompiledSource } from "./deployedCode.ts";
import { CouldNotCheck, Difference } from "./difference.ts";
import { noInputs } from "./inputs.ts";
import type { PaddedRoll } from "./paddedRoll.ts";
import { Pairing } from "./pairing.ts";
import { type AuditReport, type StepName, StepRecord, type StepReport } from "./report.ts";
import type { Source } from "./source.ts";
import { type BallotCount, checkBallots } from "./steps/ballots.ts";
import { checkCode, readDeployment } from "./steps/code.ts";
import { checkCommittee } from "./steps/committee.ts";
import { checkFreezing } from "./steps/freezing.ts";
import { checkInvitations } from "./steps/invitations.ts";
import { checkResult, checkShares } from "./steps/opening.ts";
import { checkPublication, type Publication } from "./steps/publication.ts";
import { checkRoll, type RollHistory } from "./steps/roll.ts";
import { checkTotals, readPollState } from "./steps/totals.ts";

export interface AuditRequest {
  source: Source;
  poll: Address;
  leVote: Address;
  /** First block in which LeVote's events may stand. */
  startBlock: bigint;
  /** "finalized" by default: a block that is not final may be replaced while it is audited. */
  block?: "finalized" | "latest" | bigint;
  /** This source's contracts, null where they are not compiled. */
  compiled: CompiledSource | null;
  /** Where a long count is kept while it goes on. */
  checkpoints?: CheckpointStore;
  onProgress?: (progress: AuditProgress) => void;
}

/**
 * Replays a poll from the chain alone: roll, invitations, freezing, committee, every ballot, totals and result.
 * @throws CouldNotCheck when a node does not answer or no poll stands there; everything else is in the report.
 */
export async function audit(request: AuditRequest): Promise<AuditReport> {
  const context = await begin(request);
  const steps: StepReport[] = [];
  const run = async <T>(step: StepName, check: (record: StepRecord) => T | Promise<T>): Promise<T | null> => {
    const record = new StepRecord();
    context.onProgress({ step, done: 0, total: null });
    let result: T | null = null;
    try {
      result = await check(record);
    } catch (error) {
      if (!(error instanceof Difference)) throw error;
      record.finding ??= error.finding;
    }
    const { facts, finding, notes } = record;
    steps.push({ step, outcome: finding ? "failed" : "passed", facts, finding, notes });
    return result;
  };
  const skip = (step: StepName, why: string): null => {
    steps.push({ step, outcome: "skipped", facts: {}, finding: null, notes: [why] });
    return null;
  };

  const deployment = await run("code", async (step) => {
    const read = await readDeployment(context, step);
    await checkCode(context, step, read);
    return read;
  });
  if (deployment && !context.compiled) markSkipped(steps, "code");
  const publication = deployment
    ? await run("publication", (step) => checkPublication(context, step, deployment))
    : skip("publication", "What stands at LeVote's address is not known.");
  let count: BallotCount | null = null;
  if (!deployment || !publication) {
    for (const step of [
      "roll",
      "invitations",
      "freezing",
      "committee",
      "ballots",
      "totals",
      "shares",
      "result",
    ] as const)
      skip(step, "Nothing can be said before the poll itself is known.");
  } else {
    const state = await readPollState(context, publication);
    const roll = await run("roll", (step) => checkRoll(context, step, deployment, publication));
    if (roll) await run("invitations", (step) => checkInvitations(context, step, publication, roll));
    else skip("invitations", "The roll could not be replayed.");
    await run("freezing", (step) => checkFreezing(context, step, publication, roll));
    const sealed = publication.kind === "sealed";
    const committee = sealed
      ? await run("committee", (step) => checkCommittee(context, step, deployment, publication))
      : null;
    if (!sealed) skip("committee", "An open poll has none.");

    const frozen = rollOf(publication, roll);
    if (frozen) {
      count = await run("ballots", (step) =>
        checkBallots(context, step, publication, frozen, state.ballots, request.checkpoints ?? null),
      );
    } else skip("ballots", "The roll is not frozen: nobody can have voted.");
    const counted = frozen ? count : nothing(publication);
    if (counted) await run("totals", (step) => checkTotals(step, publication, counted, state));
    else skip("totals", "The ballots could not be counted.");
    const shares =
      sealed && committee && counted
        ? await run("shares", (step) => checkShares(context, step, publication, committee, counted))
        : null;
    if (!sealed) skip("shares", "An open poll needs none.");
    else if (!committee || !counted) skip("shares", "The committee or the totals are not known.");
    const opened = committee && shares && { committee, shares };
    if (!counted || (sealed && !opened)) skip("result", "The totals or their shares are not known.");
    else await run("result", (step) => checkResult(context, step, publication, counted, state, opened));
  }
  await finish(context, run, skip);
  return reportOf(context, publication, steps, count);
}

type Run = (step: StepName, check: (record: StepRecord) => void) => Promise<unknown>;

/** The chain must still be the one that was looked at. @throws CouldNotCheck after a reorganisation. */
async function finish(
  { source, head }: Context,
  run: Run,
  skip: (step: StepName, why: string) => null,
): Promise<void> {
  const { hash } = await source.block(head.number);
  if (hash !== head.hash)
    throw new CouldNotCheck(`block ${head.number} was replaced while it was audited; try again`);
  if (source.names.length < 2) {
    skip("nodes", "Only one node was asked: it could tell a whole story of its own.");
    return;
  }
  await run("nodes", (step) => {
    const { disagreement, differences } = source;
    step.facts.differences = differences;
    step.expect(
      disagreement === null,
      "nodesDisagree",
      () =>
        `${disagreement?.question}: ${disagreement?.answers
          .map(({ node, answer }) => `${node} says ${shorten(answer)}`)
          .join(", ")}`,
    );
  });
}

const shorten = (text: string) => (text.length > 120 ? `${text.slice(0, 120)}…` : text);

function markSkipped(steps: StepReport[], name: StepName): void {
  const step = steps.find((one) => one.step === name);
  if (step?.outcome === "passed") step.outcome = "skipped";
}

async function begin({
  source,
  poll,
  leVote,
  startBlock,
  block = "finalized",
  ...rest
}: AuditRequest): Promise<Context> {
  const chains = await source.askEach("eth_chainId", []);
  if (new Set(chains.map(Number)).size > 1) throw new CouldNotCheck("the nodes are on different chains");
  const newest = async (tag: string) => {
    const blocks = await source.askEach("eth_getBlockByNumber", [tag, false]);
    const numbers = blocks.map((one) => BigInt((one as { number: Hex } | null)?.number ?? 0));
    return numbers.reduce((least, number) => (number < least ? number : least));
  };
  const number = typeof block === "bigint" ? block : await newest(block);
  source.pin(number);
  let pairing: Promise<Pairing> | undefined;
  return {
    ...{ source, inputs: noInputs(), startBlock, compiled: rest.compiled },
    ...{ chainId: Number(chains[0]), leVote: getAddress(leVote), poll: getAddress(poll) },
    head: { number, ...(await source.block(number)) },
    pairing: () => (pairing ??= Pairing.load()),
    onProgress: rest.onProgress ?? (() => undefined),
  };
}

/** What ballots are checked against: the roll as replayed; if it could not be, as the poll's own log says. */
function rollOf({ life }: Publication, roll: RollHistory | null): PaddedRoll | null {
  if (roll?.frozen) return roll.frozen;
  const frozen = life.find(({ name }) => name === "Frozen");
  return frozen ? (frozen.args as unknown as PaddedRoll) : null;
}

function nothing({ rules, content }: Publication): BallotCount {
  return {
    count: 0,
    sums: noBallots(rules, content.sealing?.key ?? null).words(),
    verified: 0,
    milliseconds: 0,
  };
}

function reportOf(
  { source, inputs, chainId, leVote, poll, head }: Context,
  publication: Publication | null,
  steps: StepReport[],
  count: BallotCount | null,
): AuditReport {
  const verified = count?.verified ?? 0;
  return {
    version: 1,
    verdict: steps.some(({ outcome }) => outcome === "failed") ? "DIFFERS" : "VERIFIED",
    ...{ chainId, leVote, poll, kind: publication?.kind ?? null },
    block: { number: Number(head.number), hash: head.hash, time: head.time },
    nodes: source.names,
    steps,
    disagreement: source.disagreement,
    inputs,
    ballots: { verified, msPerBallot: count && verified > 0 ? count.milliseconds / verified : null },
  };
}
