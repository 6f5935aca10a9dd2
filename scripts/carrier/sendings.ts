import type { Address, Hex } from "viem";
import type { Store } from "../services/store.ts";

/**
 * Transactions by their nonce, each with all the signed forms that were ever sent of it (they differ in fees): the chain takes
 * at most one of them. Written before the first is sent.
 */
export const SENDING_TABLES = `
  CREATE TABLE IF NOT EXISTS sendings (
    nonce INTEGER PRIMARY KEY, kind TEXT NOT NULL, poll TEXT NOT NULL, target TEXT NOT NULL, data TEXT NOT NULL,
    gas TEXT NOT NULL, mined INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS forms (
    hash TEXT PRIMARY KEY, nonce INTEGER NOT NULL REFERENCES sendings ON DELETE CASCADE,
    raw TEXT NOT NULL, fee TEXT NOT NULL, sent_at INTEGER NOT NULL
  ) STRICT;`;

export type SendingKind = "ballots" | "admission" | "freezing";

/** What is asked of a contract. */
export interface Call {
  to: Address;
  data: Hex;
}

export interface Sending extends Call {
  nonce: number;
  kind: SendingKind;
  poll: Address;
  gas: bigint;
  /** Block in which it was last seen, null while it is not in one. */
  mined: bigint | null;
  /** Oldest first. */
  forms: Form[];
}

/** One signed form. */
export interface Form {
  hash: Hex;
  raw: Hex;
  /** Wei per gas at most. */
  fee: bigint;
  /** Milliseconds since 1970. */
  sentAt: number;
}

type Row = Record<string, unknown>;

/** The transactions of a carrier that are not final. */
export class Sendings {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** In the order of their nonces. */
  all(): Sending[] {
    const forms = this.#store.db.prepare("SELECT * FROM forms WHERE nonce = ? ORDER BY sent_at");
    return this.#store.db
      .prepare("SELECT * FROM sendings ORDER BY nonce")
      .all()
      .map((row: Row) => ({
        nonce: Number(row.nonce),
        kind: row.kind as SendingKind,
        poll: row.poll as Address,
        to: row.target as Address,
        data: row.data as Hex,
        gas: BigInt(String(row.gas)),
        mined: row.mined === null ? null : BigInt(String(row.mined)),
        forms: forms.all(row.nonce as number).map((form: Row) => ({
          hash: form.hash as Hex,
          raw: form.raw as Hex,
          fee: BigInt(String(form.fee)),
          sentAt: Number(form.sent_at),
        })),
      }));
  }

  /** Transactions that are in no block. */
  get open(): number {
    return this.#store.count("SELECT count(*) FROM sendings WHERE mined IS NULL");
  }

  isUnderWay(poll: Address, kind: SendingKind): boolean {
    const query = "SELECT count(*) FROM sendings WHERE poll = ? AND kind = ? AND mined IS NULL";
    return this.#store.count(query, poll, kind) > 0;
  }

  get highestNonce(): number | null {
    const row = this.#store.db.prepare("SELECT max(nonce) AS nonce FROM sendings").get();
    return row?.nonce == null ? null : Number(row.nonce);
  }

  /** Within a transaction of the store. */
  add({ nonce, kind, poll, to, data, gas }: Omit<Sending, "forms" | "mined">): void {
    this.#store.db
      .prepare("INSERT INTO sendings (nonce, kind, poll, target, data, gas) VALUES (?, ?, ?, ?, ?, ?)")
      .run(nonce, kind, poll, to, data, String(gas));
  }

  addForm(nonce: number, { hash, raw, fee, sentAt }: Form): void {
    this.#store.db
      .prepare("INSERT OR IGNORE INTO forms (hash, nonce, raw, fee, sent_at) VALUES (?, ?, ?, ?, ?)")
      .run(hash, nonce, raw, String(fee), sentAt);
  }

  markMined(nonce: number, block: bigint | null): void {
    const value = block === null ? null : Number(block);
    this.#store.db.prepare("UPDATE sendings SET mined = ? WHERE nonce = ?").run(value, nonce);
  }

  remove(nonce: number): void {
    this.#store.db.prepare("DELETE FROM sendings WHERE nonce = ?").run(nonce);
  }
}
