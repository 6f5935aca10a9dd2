import * as v from "valibot";
import type { Address, Hex } from "viem";
import { AppError } from "../../app/errors.ts";
import { afterRefusal, type BallotStatus, movedOn } from "./ballotStatus.ts";
import { type BallotRow, database, type IdentityRow } from "./database.ts";
import { sealFor, unsealFor } from "./people.ts";
import { announce } from "./tabs.ts";

export const ballotId = (identity: IdentityRow, poll: Address): string =>
  `${identity.chainId}:${poll.toLowerCase()}:${identity.commitment}`;

export async function ballotFor(identity: IdentityRow, poll: Address): Promise<BallotRow | undefined> {
  return (await database()).get("ballots", ballotId(identity, poll));
}

export async function ballots(): Promise<BallotRow[]> {
  return (await database()).getAll("ballots");
}

/** Keeps the paper as filled in so far, under the person's lock. @throws Locked */
export async function keepDraft(
  identity: IdentityRow,
  poll: Address,
  votes: readonly number[],
): Promise<void> {
  const id = ballotId(identity, poll);
  const sealed = await sealFor(identity.personId, `draft:${id}`, votes);
  const db = await database();
  const transaction = db.transaction(["drafts", "ballots"], "readwrite");
  // A slow write must not bring a choice back after its ballot was finished.
  if (!(await transaction.objectStore("ballots").get(id))) {
    await transaction.objectStore("drafts").put({ id, personId: identity.personId, votes: sealed });
  }
  await transaction.done;
}

/** The paper as it was left, or null. @throws Locked */
export async function draftFor(identity: IdentityRow, poll: Address): Promise<number[] | null> {
  const id = ballotId(identity, poll);
  const row = await (await database()).get("drafts", id);
  return row ? v.parse(v.array(v.number()), await unsealFor(row.personId, `draft:${id}`, row.votes)) : null;
}

/** Keeps the finished ballot, the only bytes ever sent, and deletes the plain choice, in one step. @throws AppError "BallotExists" (only the same bytes are ever sent), Locked */
export async function finishBallot(identity: IdentityRow, poll: Address, ballot: string): Promise<BallotRow> {
  const id = ballotId(identity, poll);
  const row: BallotRow = {
    id,
    personId: identity.personId,
    chainId: identity.chainId,
    poll,
    identityId: identity.id,
    status: "ready",
    ballot: await sealFor(identity.personId, `ballot:${id}`, ballot),
    transactions: [],
    changedAt: Date.now(),
  };
  const db = await database();
  const transaction = db.transaction(["drafts", "ballots"], "readwrite");
  if (await transaction.objectStore("ballots").get(id)) {
    await transaction.done;
    throw new AppError("BallotExists");
  }
  await transaction.objectStore("ballots").add(row);
  await transaction.objectStore("drafts").delete(id);
  await transaction.done;
  announce();
  return row;
}

/** The finished ballot as it was given to `finishBallot`. @throws Locked, CannotOpen */
export async function ballotText(row: BallotRow): Promise<string> {
  return v.parse(v.string(), await unsealFor(row.personId, `ballot:${row.id}`, row.ballot));
}

/** Moves a ballot on; it never goes back. @param transaction the network's name for this sending, if known. */
export const markBallot = (id: string, status: BallotStatus, transaction?: Hex): Promise<BallotRow> =>
  change(id, (row) => ({
    status: movedOn(row.status, status),
    transactions:
      transaction && !row.transactions.includes(transaction)
        ? [...row.transactions, transaction]
        : row.transactions,
  }));

/** The wallet declined: the ballot is not on its way. @param before where it was when the wallet was asked. */
export const noteRefusal = (id: string, before: BallotStatus): Promise<BallotRow> =>
  change(id, ({ status }) => ({ status: afterRefusal(status, before) }));

async function change(id: string, changes: (row: BallotRow) => Partial<BallotRow>): Promise<BallotRow> {
  const writing = (await database()).transaction("ballots", "readwrite");
  const row = await writing.store.get(id);
  if (!row) throw new Error(`No ballot ${id} on this device`);
  const next: BallotRow = { ...row, ...changes(row), changedAt: Date.now() };
  await writing.store.put(next);
  await writing.done;
  announce();
  return next;
}

/** Takes back a ballot of which no byte has left. @returns false when it is too late for that. */
export async function takeBack(id: string): Promise<boolean> {
  const db = await database();
  const writing = db.transaction("ballots", "readwrite");
  const unsent = (await writing.store.get(id))?.status === "ready";
  if (unsent) await writing.store.delete(id);
  await writing.done;
  announce();
  return unsent;
}
