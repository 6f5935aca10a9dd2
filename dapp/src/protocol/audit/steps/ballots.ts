import type { Abi } from "viem";
import { position } from "../../chainEvents.ts";
import { openPollAbi, sealedPollAbi } from "../../generated/abi.ts";
import { isNoLater } from "../../reader.ts";
import { BallotLedger } from "../ballotLedger.ts";
import type { ProvenPoll } from "../ballotProofs.ts";
import type { Context } from "../context.ts";
import { type CheckpointStore, type CountCheckpoint, readCheckpoint } from "../countCheckpoint.ts";
import { canonical } from "../inputs.ts";
import { type ChainEvent, streamEvents } from "../logStream.ts";
import type { PaddedRoll } from "../paddedRoll.ts";
import type { StepRecord } from "../report.ts";
import type { Publication } from "./publication.ts";

export interface BallotCount {
  /** Ballots in the logs. */
  count: number;
  /** As the contract's view gives them. */
  sums: bigint[];
  verified: number;
  milliseconds: number;
}

/** Every ballot: in its place, in time, by someone on the frozen roll, by nobody twice, and as the rules say. */
export async function checkBallots(
  context: Context,
  step: StepRecord,
  { kind, content, rules, published, life }: Publication,
  roll: PaddedRoll,
  expected: number | null,
  checkpoints: CheckpointStore | null,
): Promise<BallotCount> {
  const { source, inputs, chainId, poll, head } = context;
  const proven: ProvenPoll = { chainId, poll, rules, roll, key: content.sealing?.key ?? null };
  const subject = canonical({ ...proven, leVote: context.leVote });
  const earlier = await stillThere(context, readCheckpoint(await checkpoints?.load(), subject));
  if (earlier) inputs.logs.ballots = earlier.logs;
  const ledger = new BallotLedger(await context.pairing(), proven, roll.rollSize, earlier);
  const pieces = streamEvents(source, inputs, {
    ...{ label: "ballots", address: poll, abi: (kind === "open" ? openPollAbi : sealedPollAbi) as Abi },
    ...{ events: [kind === "open" ? "BallotCounted" : "SealedBallotCounted"], from: BigInt(published.block) },
    ...{
      to: head.number,
      after: earlier ? { ...earlier.after, block: BigInt(earlier.after.block) } : undefined,
    },
  });
  const total = expected;
  const frozen = life.find(({ name }) => name === "Frozen");
  let saved = Date.now();
  for await (const { events } of pieces) {
    const [first] = events;
    if (first && frozen && isNoLater(position(first.log), position(frozen.log))) {
      const place = Number(first.args.ballot);
      ledger.note(place, "ballotOutsideWindow", `ballot ${place} was counted before the roll was frozen`);
    }
    await checkWindow(context, ledger, events, content.parameters);
    for (const event of events) {
      await ledger.take(event);
      if (ledger.verified % 16 === 0) context.onProgress({ step: "ballots", done: ledger.verified, total });
    }
    const last = events.at(-1);
    if (!checkpoints || !last || Date.now() - saved < checkpoints.every) continue;
    await ledger.settle();
    await checkpoints.save(await checkpointAfter(context, ledger, last, subject));
    saved = Date.now();
  }
  await ledger.settle();
  context.onProgress({ step: "ballots", done: ledger.verified, total });
  const { finding, verified, milliseconds } = ledger;
  step.expect(finding === null, finding?.code ?? "proofInvalid", finding?.detail ?? "");
  Object.assign(step.facts, { ballots: verified, resumedFrom: earlier?.next ?? 0 });
  return { count: verified, sums: ledger.sums.words(), verified, milliseconds };
}

/** Blocks come in the order of their times: when the first and last event are in time, all are. */
async function checkWindow(
  { source }: Context,
  ledger: BallotLedger,
  events: readonly ChainEvent[],
  { opensAt, closesAt }: { opensAt: number; closesAt: number },
): Promise<void> {
  const inTime = async ({ log }: ChainEvent) => {
    const time = await source.timeOf(log.blockNumber);
    return time >= opensAt && time < closesAt;
  };
  const [first, last] = [events[0], events.at(-1)];
  if (!first || !last || ((await inTime(first)) && (await inTime(last)))) return;
  for (const event of events) {
    if (await inTime(event)) continue;
    const place = Number(event.args.ballot);
    const time = await source.timeOf(event.log.blockNumber);
    const detail = `ballot ${place} was counted at ${time}, the poll takes them from ${opensAt} to ${closesAt}`;
    return ledger.note(place, "ballotOutsideWindow", detail);
  }
}

async function stillThere(
  { source, head }: Context,
  checkpoint: CountCheckpoint | null,
): Promise<CountCheckpoint | null> {
  if (!checkpoint) return null;
  const block = BigInt(checkpoint.after.block);
  if (block > head.number) return null;
  return (await source.block(block)).hash === checkpoint.after.hash ? checkpoint : null;
}

async function checkpointAfter(
  { source, inputs }: Context,
  ledger: BallotLedger,
  { log }: ChainEvent,
  subject: string,
): Promise<CountCheckpoint> {
  const { hash } = await source.block(log.blockNumber);
  return {
    version: 1,
    subject,
    next: ledger.next,
    after: { block: String(log.blockNumber), logIndex: log.logIndex, hash },
    nullifiers: [...ledger.nullifiers].map(String),
    sums: ledger.sums.words().map(String),
    logs: inputs.logs.ballots ?? { count: 0, keccak256: "0x" },
    finding: ledger.finding,
    milliseconds: ledger.milliseconds,
  };
}
