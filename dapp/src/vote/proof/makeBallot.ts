import { startRollWorker } from "../../app/rollWorker.ts";
import { type FinishedBallot, prepareOpenBallot, serialiseBallot } from "../../protocol/ballot.ts";
import { identityFrom } from "../../protocol/identity.ts";
import { workerProver } from "../../protocol/proofClient.ts";
import type { PollRecord, Reader } from "../../protocol/reader.ts";
import { voterPathIn } from "../../protocol/rollClient.ts";
import { ballotId, finishBallot } from "../device/ballots.ts";
import type { BallotRow, IdentityRow } from "../device/database.ts";
import { identitySecret } from "../device/identities.ts";
import { alone } from "../device/tabs.ts";
import { provingMaterial } from "./material.ts";

/** What is being done, and how much of it is done (0 to 1). */
export interface SealProgress {
  stage: "material" | "roll" | "proving";
  fraction: number;
}

const startWorker = () =>
  new Worker(new URL("../../protocol/proofWorker.ts", import.meta.url), { type: "module" });

/**
 * Turns a filled-in paper into a finished ballot and keeps that in place of the choice. One tab at a time.
 * @param votes one value for each slot.
 * @throws AppError "BusyElsewhere" or "BallotExists", Locked, BallotError, ProofError
 */
export async function makeBallot(
  reader: Reader,
  poll: PollRecord,
  row: IdentityRow,
  votes: readonly number[],
  onProgress: (progress: SealProgress) => void,
): Promise<BallotRow> {
  return alone(ballotId(row, poll.address), async () => {
    const ballot = await prove(reader, poll, row, votes, onProgress);
    return finishBallot(row, poll.address, serialiseBallot(ballot));
  });
}

async function prove(
  reader: Reader,
  poll: PollRecord,
  row: IdentityRow,
  votes: readonly number[],
  onProgress: (progress: SealProgress) => void,
): Promise<FinishedBallot> {
  const identity = identityFrom(await identitySecret(row));
  onProgress({ stage: "material", fraction: 0 });
  const depth = poll.frozen?.depth ?? 10;
  const material = await provingMaterial(depth, (fraction) => onProgress({ stage: "material", fraction }));
  onProgress({ stage: "roll", fraction: 0 });
  const leaves = await reader.rollLeaves(poll.roll, poll.frozen?.at);
  const onRoll = (fraction: number) => onProgress({ stage: "roll", fraction });
  const path = await voterPathIn({ start: startRollWorker, onProgress: onRoll }, leaves, identity.commitment);
  const prover = workerProver({
    start: startWorker,
    artifacts: () => material,
    onProgress: ({ fraction }) => onProgress({ stage: "proving", fraction }),
  });
  return prepareOpenBallot({ ...poll, chainId: row.chainId }, identity, path, votes, prover);
}
