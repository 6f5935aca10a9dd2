import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Address, Hex } from "viem";
import { AppError } from "../../app/errors.ts";
import type { Sealed } from "../../vote/device/database.ts";

/** Whose secrets these are. */
export interface TrusteePlace {
  chainId: number;
  committee: Address;
  /** 1 … n. */
  trustee: number;
}

/** A trustee's secrets, sealed under the device's key; what stands beside them is public. */
export interface SecretRow extends TrusteePlace {
  /** As {@link rowId} makes it. */
  id: string;
  /** X25519 public key, as posted when accepting. */
  encryptionKey: Hex;
  /** As `writeSecrets` writes them. */
  secrets: Sealed;
  /** Its owner has shown that a file opens to all that is needed to go on elsewhere. */
  backedUp: boolean;
  /** Of a key that one device makes alone: what it will create, so that a reload goes on with the same. */
  sole: { creator: Address; document: string } | null;
  /** UNIX milliseconds of the device's clock; orders a list only. */
  createdAt: number;
}

interface Schema extends DBSchema {
  secrets: { key: string; value: SecretRow };
}

export const rowId = ({ chainId, committee, trustee }: TrusteePlace): string =>
  `${chainId}:${committee.toLowerCase()}:${trustee}`;

let opened: Promise<IDBPDatabase<Schema>> | undefined;

/** Trustees' secrets stand apart from those of voters. @throws AppError "StorageUnavailable" */
function database(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>("le-vote-trustee", 1, {
    upgrade(db) {
      db.createObjectStore("secrets", { keyPath: "id" });
    },
    terminated() {
      opened = undefined;
    },
  }).catch((cause: unknown) => {
    opened = undefined;
    throw new AppError("StorageUnavailable", {}, { cause });
  });
  return opened;
}

export async function secretRow(place: TrusteePlace): Promise<SecretRow | undefined> {
  return (await database()).get("secrets", rowId(place));
}

/** Oldest first. */
export async function secretRows(chainId: number): Promise<SecretRow[]> {
  const rows = await (await database()).getAll("secrets");
  return rows.filter((row) => row.chainId === chainId).sort((a, b) => a.createdAt - b.createdAt);
}

/**
 * Keeps a row unless there is one: of two tabs that draw secrets at once the first wins, since its public key may
 * already have left. @returns the row that stands.
 */
export async function addRow(row: SecretRow): Promise<SecretRow> {
  const writing = (await database()).transaction("secrets", "readwrite");
  const first = await writing.store.get(row.id);
  if (!first) await writing.store.add(row);
  await writing.done;
  return first ?? row;
}

/** Keeps a row in place of any other. */
export async function putRow(row: SecretRow): Promise<void> {
  await (await database()).put("secrets", row);
}

/** Changes a part of a row that is there. */
export async function updateRow(
  id: string,
  part: Partial<Pick<SecretRow, "secrets" | "backedUp">>,
): Promise<void> {
  const writing = (await database()).transaction("secrets", "readwrite");
  const row = await writing.store.get(id);
  if (!row) throw new Error(`No secrets ${id} on this device`);
  await writing.store.put({ ...row, ...part });
  await writing.done;
}
