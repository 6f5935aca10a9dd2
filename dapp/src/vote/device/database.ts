import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Address, Hex } from "viem";
import { AppError } from "../../app/errors.ts";
import type { BallotStatus } from "./ballotStatus.ts";

/** AES-GCM ciphertext with its 12-byte nonce. */
export interface Sealed {
  nonce: Uint8Array<ArrayBuffer>;
  data: ArrayBuffer;
}

/** How a person's secrets are locked beyond the device's own key. */
export type Lock =
  | { kind: "none" }
  /** PBKDF2-SHA-256; `check` opens only under the right password. */
  | { kind: "password"; salt: Uint8Array<ArrayBuffer>; iterations: number; check: Sealed };

/** Somebody who votes on this device. */
export interface PersonRow {
  id: string;
  name: string;
  lock: Lock;
  /** UNIX milliseconds of the device's clock; orders the list only. */
  createdAt: number;
}

/** An identity: one for each roll, so that rolls cannot be linked. The commitment is public, the secret is sealed. */
export interface IdentityRow {
  /** `<chainId>:<roll>:<commitment>` */
  id: string;
  personId: string;
  chainId: number;
  roll: Address;
  /** Decimal. */
  commitment: string;
  secret: Sealed;
  /** Its owner has shown that the backup words are kept. */
  backedUp: boolean;
  createdAt: number;
  /** The account that put it on the roll from here; absent where this device does not know. Public on chain. */
  enrolledFrom?: Address;
}

/** A filled-in paper that is not yet a ballot. Deleted the moment the ballot is finished. */
export interface DraftRow {
  /** The ballot's id. */
  id: string;
  personId: string;
  votes: Sealed;
}

export interface BallotRow {
  /** `<chainId>:<poll>:<commitment>` */
  id: string;
  personId: string;
  chainId: number;
  poll: Address;
  identityId: string;
  status: BallotStatus;
  /** The finished ballot as `serialiseBallot` writes it: the only bytes ever sent. */
  ballot: Sealed;
  transactions: Hex[];
  changedAt: number;
}

/** An invitation taken out of the address bar, kept so that a reload in mid-way does not lose it. */
export interface InvitationRow {
  id: "current";
  invitation: Sealed;
  openedAt: number;
}

interface Schema extends DBSchema {
  keys: { key: string; value: CryptoKey };
  people: { key: string; value: PersonRow };
  identities: { key: string; value: IdentityRow; indexes: { byPerson: string } };
  drafts: { key: string; value: DraftRow; indexes: { byPerson: string } };
  ballots: { key: string; value: BallotRow; indexes: { byPerson: string } };
  invitations: { key: string; value: InvitationRow };
}

export type DeviceDatabase = IDBPDatabase<Schema>;

let opened: Promise<DeviceDatabase> | undefined;

/**
 * The device's database; opened once for each page.
 * @throws AppError "StorageUnavailable" in private windows of some browsers, or where storage is switched off.
 */
export function database(): Promise<DeviceDatabase> {
  opened ??= openDB<Schema>("le-vote", 1, {
    upgrade(db) {
      db.createObjectStore("keys");
      db.createObjectStore("people", { keyPath: "id" });
      db.createObjectStore("invitations", { keyPath: "id" });
      for (const name of ["identities", "drafts", "ballots"] as const) {
        db.createObjectStore(name, { keyPath: "id" }).createIndex("byPerson", "personId");
      }
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
