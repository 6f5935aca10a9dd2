import { startRollWorker } from "../../app/rollWorker.ts";
import {
  type FinishedBallot,
  prepareOpenBallot,
  prepareSealedBallot,
  serialiseBallot,
} from "../../protocol/ballot.ts";
import { identityFrom } from "../../protocol/identity.ts";
import { workerProver } from "../../protocol/proofClient.ts";
import type { PollRecord, Reader } from "../../protocol/reader.ts";
import { voterPathIn } from "../../protocol/rollClient.ts";
import { inSealedWorker } from "../../protocol/sealed/sealedClient.ts";
import { ballotId, finishBallot } from "../device/ballots.ts";
import type { BallotRow, IdentityRow } from "../device/database.ts";
import { identitySecret } from "../device/identities.ts";
import { alone } from "../device/tabs.ts";
import { circuitsOf, MATERIAL_BYTES, provingMaterial } from "./material.ts";
import { together } from "./together.ts";

/** What is being done, and how much of it is done (0 to 1). */
export interface SealProgress {
  stage: "material" | "roll" | "proving";
  fraction: number;
}

const startWorker = () =>
  new Worker(new URL("../../protocol/proofWorker.ts", import.meta.url), { type: "module" });
const startSealedWorker = () =>
  new Worker(new URL("../../protocol/sealed/sealedWorker.ts", import.meta.url), { type: "module" });

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
  const circuits = circuitsOf(poll.frozen?.depth ?? 10, poll.sealed?.size ?? null);
  const [member, rules] = await provingMaterial(circuits, (fraction) =>
    onProgress({ stage: "material", fraction }),
  );
  if (!member) throw new RangeError("a ballot without a circuit");
  onProgress({ stage: "roll", fraction: 0 });
  const leaves = await reader.rollLeaves(poll.roll, poll.frozen?.at);
  const onRoll = (fraction: number) => onProgress({ stage: "roll", fraction });
  const path = await voterPathIn({ start: startRollWorker, onProgress: onRoll }, leaves, identity.commitment);

  // A circuit's files grow with it, and so does the time of its proof.
  const weights = circuits.map((circuit) => MATERIAL_BYTES[circuit]);
  const [onMember, onRules] = together(weights, (fraction) => onProgress({ stage: "proving", fraction }));
  const membership = workerProver({
    start: startWorker,
    artifacts: () => member,
    onProgress: ({ fraction }) => onMember?.(fraction),
  });
  const facts = { ...poll, chainId: row.chainId };
  if (!poll.sealed || !rules) return prepareOpenBallot(facts, identity, path, votes, membership);
  return prepareSealedBallot({ ...facts, sealed: poll.sealed }, identity, path, votes, {
    membership,
    rules: ({ inputs, transcript }) =>
      inSealedWorker(
        startSealedWorker(),
        "ballot",
        { inputs, transcript, artifacts: rules },
        { onProgress: ({ fraction }) => onRules?.(fraction) },
      ),
  });
}
