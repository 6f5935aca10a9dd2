import type { Address } from "viem";
import type { QuestionRule } from "../questions.ts";
import { pollBallotSize, questionWords } from "../sealed/ballot.ts";
import type { Point } from "../sealed/curve.ts";
import { ballotContext } from "../sealed/transcript.ts";
import { type ProofPoints, pollScope, signalHash } from "../semaphoreProof.ts";
import { foldStatement } from "./foldedStatement.ts";
import type { PaddedRoll } from "./paddedRoll.ts";
import type { Pairing } from "./pairing.ts";
import { PreparedKey, ProofBatch } from "./proofBatch.ts";
import { ballotKey, membershipKey } from "./verificationKeys.ts";

/** What the proofs of a poll's ballots speak of. */
export interface ProvenPoll {
  chainId: number;
  poll: Address;
  rules: readonly QuestionRule[];
  /** The frozen roll. */
  roll: Pick<PaddedRoll, "root" | "depth">;
  /** Election key of a sealed poll, null for open ones. */
  key: Point | null;
}

/** Verifies a poll's ballots many at a time. */
export class BallotProofs {
  readonly #poll: ProvenPoll;
  readonly #scope: bigint;
  readonly #membership: PreparedKey;
  readonly #rules: PreparedKey | null;
  readonly #words: readonly bigint[];
  #memberBatch: ProofBatch;
  #ruleBatch: ProofBatch | null;

  constructor(pairing: Pairing, poll: ProvenPoll) {
    const size = poll.key && pollBallotSize(poll.rules);
    this.#poll = poll;
    this.#scope = signalHash(pollScope(poll.chainId, poll.poll));
    this.#membership = new PreparedKey(pairing, membershipKey(poll.roll.depth));
    this.#rules = size && new PreparedKey(pairing, ballotKey(size));
    this.#words = size ? questionWords(poll.rules, size) : [];
    this.#memberBatch = new ProofBatch(this.#membership);
    this.#ruleBatch = this.#rules && new ProofBatch(this.#rules);
  }

  get pending(): number {
    return this.#memberBatch.size;
  }

  /** @param args of `BallotCounted` or `SealedBallotCounted`. @returns false when no statement can be made of it. */
  add(args: Record<string, unknown>): boolean {
    const nullifier = args.nullifier as bigint;
    if (!this.#ruleBatch) {
      this.#addMember(args.proof as ProofPoints, nullifier, args.votes as bigint);
      return true;
    }
    const { chainId, poll, key } = this.#poll;
    const { x, y } = key as Point;
    const context = ballotContext(chainId, poll, nullifier);
    const values = [context, ...this.#words, x, y, ...(args.points as bigint[])];
    const statement = foldStatement(values, args.h as bigint);
    if (!statement) return false;
    this.#ruleBatch.add(args.ballotProof as ProofPoints, statement.signals);
    this.#addMember(args.memberProof as ProofPoints, nullifier, statement.digest);
    return true;
  }

  /** Verifies what was added since the last time. @returns the first ballot whose proof is wrong, counted from there. */
  async settle(): Promise<number | null> {
    const wrong = [await this.#memberBatch.firstWrong(), (await this.#ruleBatch?.firstWrong()) ?? null];
    this.#memberBatch = new ProofBatch(this.#membership);
    this.#ruleBatch = this.#rules && new ProofBatch(this.#rules);
    const places = wrong.filter((place) => place !== null);
    return places.length > 0 ? Math.min(...places) : null;
  }

  #addMember(points: ProofPoints, nullifier: bigint, message: bigint): void {
    this.#memberBatch.add(points, [this.#poll.roll.root, nullifier, signalHash(message), this.#scope]);
  }
}
