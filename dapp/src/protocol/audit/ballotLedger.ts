import { pollBallotSize } from "../sealed/ballot.ts";
import { FIELD } from "../semaphoreProof.ts";
import { BallotProofs, type ProvenPoll } from "./ballotProofs.ts";
import { type BallotSums, OpenSums, SealedSums } from "./ballotSums.ts";
import type { BallotFinding, CountCheckpoint } from "./countCheckpoint.ts";
import type { FindingCode } from "./difference.ts";
import type { ChainEvent } from "./logStream.ts";
import type { Pairing } from "./pairing.ts";

/** Proofs verified together: more share little more, and hold more of them at once. */
const BATCH = 128;

/** A poll's ballots as they come in order: each checked, all added up. */
export class BallotLedger {
  readonly sums: BallotSums;
  /** Places that are taken, missing ones included. */
  next = 0;
  /** Ballots whose proofs were looked at. */
  verified = 0;
  /** Spent on checking. */
  milliseconds = 0;
  /** The first ballot that fails. */
  finding: BallotFinding | null = null;
  readonly #rollSize: number;
  readonly #proofs: BallotProofs;
  /** Places of ballots whose proofs wait for the next batch. */
  #waiting: number[] = [];
  readonly #nullifiers = new Map<bigint, number>();

  constructor(pairing: Pairing, poll: ProvenPoll, rollSize: number, earlier: CountCheckpoint | null) {
    const { key, rules } = poll;
    const sums = earlier?.sums.map(BigInt);
    this.sums = key ? new SealedSums(pollBallotSize(rules), key, sums) : new OpenSums(rules, sums);
    this.#rollSize = rollSize;
    this.#proofs = new BallotProofs(pairing, poll);
    if (!earlier) return;
    for (const [place, nullifier] of earlier.nullifiers.entries())
      this.#nullifiers.set(BigInt(nullifier), place);
    this.next = earlier.next;
    this.verified = earlier.next;
    this.finding = earlier.finding;
    this.milliseconds = earlier.milliseconds;
  }

  get nullifiers(): Iterable<bigint> {
    return this.#nullifiers.keys();
  }

  async take({ args }: ChainEvent): Promise<void> {
    const begun = performance.now();
    const place = Number(args.ballot);
    const nullifier = args.nullifier as bigint;
    if (place > this.next) {
      this.note(
        this.next,
        "ballotMissing",
        `ballot ${this.next} is not in the logs: ballot ${place} comes next`,
      );
    } else if (place < this.next) {
      this.note(place, "ballotOutOfPlace", `a second ballot ${place} stands behind ballot ${this.next - 1}`);
    }
    this.next = Math.max(this.next, place + 1);
    if (place >= this.#rollSize) {
      this.note(
        place,
        "tooManyBallots",
        `ballot ${place} is one more than the ${this.#rollSize} on the roll`,
      );
    }
    const earlier = this.#nullifiers.get(nullifier);
    if (earlier === undefined) this.#nullifiers.set(nullifier, place);
    else
      this.note(
        place,
        "nullifierRepeated",
        `ballot ${place} has the nullifier of ballot ${earlier}: a second vote`,
      );
    const fault = this.sums.add(args);
    if (fault) this.note(place, "rulesBroken", `ballot ${place}: ${fault}`);
    if (nullifier < FIELD && this.#proofs.add(args)) this.#waiting.push(place);
    else this.note(place, "proofInvalid", `ballot ${place} has numbers that are no field elements`);
    this.verified++;
    this.milliseconds += performance.now() - begun;
    if (this.#waiting.length >= BATCH) await this.settle();
  }

  /** Verifies the proofs that wait. */
  async settle(): Promise<void> {
    const begun = performance.now();
    const wrong = await this.#proofs.settle();
    const place = wrong === null ? undefined : this.#waiting[wrong];
    if (place !== undefined) this.note(place, "proofInvalid", `the proof of ballot ${place} does not hold`);
    this.#waiting = [];
    this.milliseconds += performance.now() - begun;
  }

  /** Keeps the finding of the lowest place. */
  note(place: number, code: FindingCode, detail: string): void {
    if (!this.finding || place < this.finding.place) this.finding = { place, code, detail };
  }
}
