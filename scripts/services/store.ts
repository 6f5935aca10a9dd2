import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Thrown when another process has the file open. */
export class StoreInUseError extends Error {
  override readonly name = "StoreInUseError";
  constructor(file: string) {
    super(`${file} is in use: the service that keeps it runs already`);
  }
}

/** Thrown when the file was made for another chain, another Le Vote or another account. */
export class OtherStoreError extends Error {
  override readonly name = "OtherStoreError";
  constructor(file: string, what: string, kept: string, found: string) {
    super(`${file} was made for another ${what}: ${kept}, not ${found}`);
  }
}

/** SQLite's codes for a file that somebody else holds. */
const BUSY = new Set([5, 6]);

/**
 * What a service remembers: one SQLite file. What {@link transaction} returns from is on the disk; what is deleted is
 * overwritten. One process at a time: two would both send the same things.
 */
export class Store {
  readonly db: DatabaseSync;
  readonly file: string;

  /** @param tables statements that make the service's tables unless they are there. */
  constructor(file: string, tables: string) {
    this.file = file;
    if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
    this.db = new DatabaseSync(file);
    try {
      this.db.exec(`
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA secure_delete = ON;
        PRAGMA foreign_keys = ON;
        BEGIN EXCLUSIVE;
        CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
        ${tables}
        COMMIT;`);
    } catch (error) {
      this.db.close();
      if (BUSY.has((error as { errcode?: number }).errcode ?? 0)) throw new StoreInUseError(file);
      throw error;
    }
  }

  /** All of it or nothing, and on the disk when this returns. */
  transaction<T>(work: () => T): T {
    this.db.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.db.exec("COMMIT");
      return result;
    } catch (error) {
      this.db.exec("ROLLBACK");
      throw error;
    }
  }

  setting(name: string): string | null {
    const row = this.db.prepare("SELECT value FROM settings WHERE name = ?").get(name);
    return row ? String(row.value) : null;
  }

  keep(name: string, value: string): void {
    this.db.prepare("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)").run(name, value);
  }

  /** Notes what the file is about when it is new. @throws OtherStoreError when it is about something else. */
  require(facts: Record<string, string>): void {
    for (const [name, value] of Object.entries(facts)) {
      const kept = this.setting(name);
      if (kept === null) this.keep(name, value);
      else if (kept !== value) throw new OtherStoreError(this.file, name, kept, value);
    }
  }

  /** What one number of the tables is. */
  count(query: string, ...values: (string | number)[]): number {
    const row = this.db.prepare(query).get(...values);
    return Number(Object.values(row ?? {})[0] ?? 0);
  }

  close(): void {
    // What was deleted also stands in the log beside the file until it is emptied.
    this.db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    this.db.close();
  }
}
