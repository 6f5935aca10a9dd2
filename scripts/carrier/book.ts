import { createHash } from "node:crypto";
import type { Address } from "viem";
import { type FinishedBallot, parseBallot, serialiseBallot } from "../../dapp/src/protocol/ballot.ts";
import { toWord } from "../../dapp/src/protocol/semaphoreProof.ts";
import type { Store } from "../services/store.ts";

/**
 * Ballots by poll and nullifier, in no order of arrival. `bytes` are gone once a ballot is done with; `digest` stays, so
 * that the same ballot brought again is known. `carrier` is the nonce of the transaction that carries it.
 */
export const BALLOT_TABLES = `
  CREATE TABLE IF NOT EXISTS ballots (
    poll TEXT NOT NULL, nullifier TEXT NOT NULL, digest TEXT NOT NULL, state TEXT NOT NULL,
    bytes TEXT, carrier INTEGER,
    PRIMARY KEY (poll, nullifier)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS ballots_by_state ON ballots (state);`;

/**
 * "waiting": to be sent. "sent": in a transaction. "counted": on the chain for good. "refused": the contract will never
 * take it. "late": the poll closed before it could be brought.
 */
export type BallotState = "waiting" | "sent" | "counted" | "refused" | "late";

type Row = Record<string, unknown>;

export function digestOf(ballot: FinishedBallot): string {
  return createHash("sha256").update(serialiseBallot(ballot)).digest("hex");
}

/** The ballots that a carrier has acknowledged. */
export class BallotBook {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The ballot that is or was here with this nullifier. */
  find(poll: Address, nullifier: bigint): { digest: string; state: BallotState } | null {
    const row = this.#store.db
      .prepare("SELECT digest, state FROM ballots WHERE poll = ? AND nullifier = ?")
      .get(poll, toWord(nullifier));
    return row ? { digest: String(row.digest), state: row.state as BallotState } : null;
  }

  /** It is on the disk when this returns: only now may it be acknowledged. */
  add(ballot: FinishedBallot): void {
    const { poll, nullifier } = ballot;
    this.#store.db
      .prepare("INSERT INTO ballots (poll, nullifier, digest, state, bytes) VALUES (?, ?, ?, 'waiting', ?)")
      .run(poll, toWord(nullifier), digestOf(ballot), serialiseBallot(ballot));
  }

  waiting(poll: Address): FinishedBallot[] {
    return this.#store.db
      .prepare("SELECT bytes FROM ballots WHERE poll = ? AND state = 'waiting'")
      .all(poll)
      .map((row: Row) => parseBallot(String(row.bytes)));
  }

  /** Nullifiers of ballots that are not done with. */
  unsettled(poll: Address): bigint[] {
    return this.#store.db
      .prepare("SELECT nullifier FROM ballots WHERE poll = ? AND state IN ('waiting', 'sent')")
      .all(poll)
      .map((row: Row) => BigInt(String(row.nullifier)));
  }

  /** @param carrier nonce of the transaction they are in. Within a transaction of the store. */
  markSent(ballots: readonly FinishedBallot[], carrier: number): void {
    const update = this.#store.db.prepare(
      "UPDATE ballots SET state = 'sent', carrier = ? WHERE poll = ? AND nullifier = ?",
    );
    for (const { poll, nullifier } of ballots) update.run(carrier, poll, toWord(nullifier));
  }

  /** The transaction is over: what it carried and is not settled waits again. */
  release(carrier: number): void {
    this.#store.db
      .prepare("UPDATE ballots SET state = 'waiting', carrier = NULL WHERE carrier = ? AND state = 'sent'")
      .run(carrier);
  }

  /** Done with: the bytes are deleted. */
  settle(poll: Address, nullifiers: readonly bigint[], state: "counted" | "late"): void {
    const update = this.#store.db.prepare(
      "UPDATE ballots SET state = ?, bytes = NULL, carrier = NULL WHERE poll = ? AND nullifier = ?",
    );
    this.#store.transaction(() => {
      for (const nullifier of nullifiers) update.run(state, poll, toWord(nullifier));
    });
  }

  /** The bytes stay for whoever runs the carrier: it acknowledged this ballot. */
  refuse({ poll, nullifier }: FinishedBallot): void {
    this.#store.db
      .prepare("UPDATE ballots SET state = 'refused' WHERE poll = ? AND nullifier = ?")
      .run(poll, toWord(nullifier));
  }

  counts(poll: Address): Record<BallotState, number> {
    const counts = { waiting: 0, sent: 0, counted: 0, refused: 0, late: 0 };
    const query = "SELECT state, count(*) AS number FROM ballots WHERE poll = ? GROUP BY state";
    for (const { state, number } of this.#store.db.prepare(query).all(poll)) {
      counts[state as BallotState] = Number(number);
    }
    return counts;
  }

  /** Waiting in all polls. */
  get backlog(): number {
    return this.#store.count("SELECT count(*) FROM ballots WHERE state = 'waiting'");
  }
}
