import type { Address } from "viem";
import type { NoticeKind, PushKeys } from "../../dapp/src/protocol/notifications.ts";
import type { Store } from "../services/store.ts";

/**
 * Everything a notifier knows. `told` says which announcements were made, each once; `notices` are those of them that
 * are still on their way to somebody.
 */
export const TABLES = `
  CREATE TABLE IF NOT EXISTS subscriptions (
    id INTEGER PRIMARY KEY,
    endpoint TEXT NOT NULL, p256dh TEXT NOT NULL, auth TEXT NOT NULL, roll TEXT NOT NULL,
    UNIQUE (endpoint, roll)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS subscriptions_of_roll ON subscriptions (roll);
  CREATE TABLE IF NOT EXISTS polls (
    address TEXT PRIMARY KEY, roll TEXT NOT NULL, opens_at INTEGER NOT NULL, closes_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS told (
    poll TEXT NOT NULL REFERENCES polls, kind TEXT NOT NULL, PRIMARY KEY (poll, kind)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS notices (
    poll TEXT NOT NULL REFERENCES polls, kind TEXT NOT NULL,
    subscription INTEGER NOT NULL REFERENCES subscriptions ON DELETE CASCADE,
    tries INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (poll, kind, subscription)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS notices_of_subscription ON notices (subscription);
  CREATE INDEX IF NOT EXISTS notices_by_time ON notices (next_at);`;

/** Times are UNIX seconds of the chain's clock. */
export interface KnownPoll {
  address: Address;
  roll: Address;
  opensAt: number;
  closesAt: number;
}

/** A message to one device. */
export interface PendingNotice {
  poll: Address;
  roll: Address;
  kind: NoticeKind;
  subscription: number;
  push: PushKeys;
  closesAt: number;
  /** Failed so far. */
  tries: number;
}

type Row = Record<string, unknown>;

export class Book {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  subscribe(roll: Address, { endpoint, keys }: PushKeys): void {
    const query = `INSERT INTO subscriptions (endpoint, p256dh, auth, roll) VALUES (?, ?, ?, ?)
      ON CONFLICT (endpoint, roll) DO UPDATE SET p256dh = excluded.p256dh, auth = excluded.auth`;
    this.#store.db.prepare(query).run(endpoint, keys.p256dh, keys.auth, roll);
  }

  /** @param roll without it, from all rolls. */
  unsubscribe(endpoint: string, roll?: Address): void {
    const query = "DELETE FROM subscriptions WHERE endpoint = ? AND (? IS NULL OR roll = ?)";
    this.#store.db.prepare(query).run(endpoint, roll ?? null, roll ?? null);
  }

  get subscriptions(): number {
    return this.#store.count("SELECT count(*) FROM subscriptions");
  }

  get waiting(): number {
    return this.#store.count("SELECT count(*) FROM notices");
  }

  rollsOf(endpoint: string): number {
    return this.#store.count("SELECT count(*) FROM subscriptions WHERE endpoint = ?", endpoint);
  }

  /** Last block whose publications are known. */
  get readThrough(): bigint | null {
    const kept = this.#store.setting("readThrough");
    return kept === null ? null : BigInt(kept);
  }

  /** Keeps these polls and how far the chain was read, at once. */
  learn(polls: readonly KnownPoll[], through: bigint): void {
    this.#store.transaction(() => {
      const insert = this.#store.db.prepare("INSERT OR IGNORE INTO polls VALUES (?, ?, ?, ?)");
      for (const { address, roll, opensAt, closesAt } of polls) insert.run(address, roll, opensAt, closesAt);
      this.#store.keep("readThrough", String(through));
    });
  }

  /** Polls of which this was not told yet. */
  untold(kind: NoticeKind): KnownPoll[] {
    const query =
      "SELECT * FROM polls WHERE NOT EXISTS (SELECT 1 FROM told WHERE poll = address AND kind = ?)";
    return this.#store.db
      .prepare(query)
      .all(kind)
      .map((row: Row) => ({
        address: row.address as Address,
        roll: row.roll as Address,
        opensAt: Number(row.opens_at),
        closesAt: Number(row.closes_at),
      }));
  }

  /** Notes the announcement and writes it to all who subscribed, at once: neither twice nor forgotten. */
  announce({ address, roll }: KnownPoll, kind: NoticeKind): void {
    this.#store.transaction(() => {
      this.skip(address, kind);
      const query =
        "INSERT INTO notices (poll, kind, subscription) SELECT ?, ?, id FROM subscriptions WHERE roll = ?";
      this.#store.db.prepare(query).run(address, kind, roll);
    });
  }

  /** There is nothing to say of this any more. */
  skip(poll: Address, kind: NoticeKind): void {
    this.#store.db.prepare("INSERT INTO told (poll, kind) VALUES (?, ?)").run(poll, kind);
  }

  /** @param now milliseconds since 1970. @returns those that waited longest. */
  due(now: number, count: number): PendingNotice[] {
    const query = `SELECT * FROM notices JOIN subscriptions ON id = subscription JOIN polls ON address = poll
      WHERE next_at <= ? ORDER BY next_at LIMIT ?`;
    return this.#store.db
      .prepare(query)
      .all(now, count)
      .map((row: Row) => ({
        poll: row.poll as Address,
        roll: row.roll as Address,
        kind: row.kind as NoticeKind,
        subscription: Number(row.subscription),
        push: {
          endpoint: String(row.endpoint),
          keys: { p256dh: String(row.p256dh), auth: String(row.auth) },
        },
        closesAt: Number(row.closes_at),
        tries: Number(row.tries),
      }));
  }

  finish({ poll, kind, subscription }: PendingNotice): void {
    const query = "DELETE FROM notices WHERE poll = ? AND kind = ? AND subscription = ?";
    this.#store.db.prepare(query).run(poll, kind, subscription);
  }

  /** @param at milliseconds since 1970. */
  postpone({ poll, kind, subscription }: PendingNotice, at: number): void {
    const query = `UPDATE notices SET tries = tries + 1, next_at = ?
      WHERE poll = ? AND kind = ? AND subscription = ?`;
    this.#store.db.prepare(query).run(at, poll, kind, subscription);
  }
}
