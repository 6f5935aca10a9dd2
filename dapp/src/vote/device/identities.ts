import * as v from "valibot";
import type { Address } from "viem";
import { database, type IdentityRow } from "./database.ts";
import { sealFor, unsealFor } from "./people.ts";
import { announce } from "./tabs.ts";

const secretBytes = v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)));

const identityId = (chainId: number, roll: Address, commitment: bigint) =>
  `${chainId}:${roll.toLowerCase()}:${commitment}`;

/** Oldest first. */
export async function identities(chainId: number): Promise<IdentityRow[]> {
  const rows = await (await database()).getAll("identities");
  return rows.filter((row) => row.chainId === chainId).sort((a, b) => a.createdAt - b.createdAt);
}

/**
 * Keeps an identity under the person's lock.
 * @param secret the identity's 32 bytes. @throws Locked
 */
export async function keepIdentity(
  entry: { personId: string; chainId: number; roll: Address; commitment: bigint },
  secret: Uint8Array,
  backedUp: boolean,
): Promise<IdentityRow> {
  const id = identityId(entry.chainId, entry.roll, entry.commitment);
  const row: IdentityRow = {
    id,
    personId: entry.personId,
    chainId: entry.chainId,
    roll: entry.roll,
    commitment: entry.commitment.toString(),
    secret: await sealFor(entry.personId, `identity:${id}`, Array.from(secret)),
    backedUp,
    createdAt: Date.now(),
  };
  await (await database()).put("identities", row);
  announce();
  return row;
}

/** The identity's 32 bytes. @throws Locked, CannotOpen */
export async function identitySecret(row: IdentityRow): Promise<Uint8Array> {
  const bytes = await unsealFor(row.personId, `identity:${row.id}`, row.secret);
  return Uint8Array.from(v.parse(secretBytes, bytes));
}

/** The account that put it on the roll: what a ballot's sender is compared with, on this device. */
export async function noteEnrolment(id: string, enrolledFrom: Address): Promise<void> {
  await change(id, { enrolledFrom });
}

/** The owner has shown that the backup is kept. */
export async function confirmBackup(id: string): Promise<void> {
  await change(id, { backedUp: true });
}

async function change(id: string, changes: Partial<IdentityRow>): Promise<void> {
  const writing = (await database()).transaction("identities", "readwrite");
  const row = await writing.store.get(id);
  if (row) await writing.store.put({ ...row, ...changes });
  await writing.done;
  announce();
}

/** Removes the identity with its draft and ballots. The person goes with the last identity. */
export async function removeIdentity(row: IdentityRow): Promise<void> {
  const db = await database();
  const transaction = db.transaction(["identities", "ballots", "drafts", "people"], "readwrite");
  await transaction.objectStore("identities").delete(row.id);
  const suffix = `:${row.commitment}`;
  for (const name of ["ballots", "drafts"] as const) {
    const store = transaction.objectStore(name);
    for (const entry of await store.index("byPerson").getAll(row.personId)) {
      if (entry.id.endsWith(suffix)) await store.delete(entry.id);
    }
  }
  const left = await transaction.objectStore("identities").index("byPerson").count(row.personId);
  if (left === 0) await transaction.objectStore("people").delete(row.personId);
  await transaction.done;
  announce();
}
