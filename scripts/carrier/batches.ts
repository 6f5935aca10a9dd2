import { randomInt } from "node:crypto";
import type { Address } from "viem";
import type { FinishedBallot } from "../../dapp/src/protocol/ballot.ts";
import { decodeError, type FailureName } from "../../dapp/src/protocol/errors.ts";
import { Phase } from "../../dapp/src/protocol/phase.ts";
import type { Say } from "../services/say.ts";
import type { BallotBook } from "./book.ts";
import { CAPACITY, loadBallots } from "./carriage.ts";
import type { ChainView, PollView } from "./chainView.ts";
import { isUnreachable, type Sender } from "./sender.ts";
import type { Sendings } from "./sendings.ts";

export interface BatchOptions {
  view: ChainView;
  book: BallotBook;
  sendings: Sendings;
  sender: Sender;
  /** Ballots that are sent without waiting for more. */
  size: number;
  /** Milliseconds that a ballot waits for others, half of it more or less by chance. */
  wait: number;
  /** Seconds before closing from which nothing waits any more. */
  hurryBefore: number;
  say: Say;
}

/** Transactions in no block at once: nodes keep few of one account. */
const UNDER_WAY = 16;

/** The contract will never take a ballot that it refuses with one of these. */
const FOR_GOOD: readonly FailureName[] = [
  "Poll_ProofInvalid",
  "Poll_RuleBroken",
  "Poll_NullifierOutOfField",
  "Poll_WrongBallotSize",
  "Poll_RollExhausted",
];

/** Puts waiting ballots of a poll together and sends them, in an order that says nothing about when each came. */
export class Batches {
  readonly #options: BatchOptions;
  /** When the waiting ballots of a poll leave, milliseconds since 1970. */
  readonly #leaving = new Map<string, number>();

  constructor(options: BatchOptions) {
    this.#options = options;
  }

  async step(poll: PollView): Promise<void> {
    const { view, book } = this.#options;
    const { address } = poll.record;
    if (view.phase(poll) !== Phase.Open || !poll.record.frozen) return;
    // One that voted by another way waits until that is final: a reorganisation may undo it.
    const ballots = book.waiting(address).filter(({ nullifier }) => !poll.used.has(nullifier));
    if (!this.#isTime(poll, ballots.length)) return;
    this.#leaving.delete(address);
    await this.#send(poll, shuffled(ballots));
  }

  #isTime({ record }: PollView, count: number): boolean {
    const { view, size, wait, hurryBefore } = this.#options;
    const { address, closesAt } = record;
    if (count === 0) {
      this.#leaving.delete(address);
      return false;
    }
    const leaving = this.#leaving.get(address) ?? Date.now() + wait * (0.5 + Math.random());
    this.#leaving.set(address, leaving);
    return count >= size || Date.now() >= leaving || view.now >= closesAt - hurryBefore;
  }

  async #send(poll: PollView, ballots: FinishedBallot[]): Promise<void> {
    const { sendings, sender, size, say } = this.#options;
    const { address } = poll.record;
    const each = Math.min(size, CAPACITY);
    while (ballots.length > 0 && sendings.open < UNDER_WAY) {
      for (const { sound, gas } of await this.#simulate(address, ballots.splice(0, each))) {
        await sender.send({ kind: "ballots", poll: address, ...loadBallots(address, sound) }, gas, sound);
        say(`${sound.length} ballot(s) on the way to ${address}`);
      }
    }
  }

  /**
   * Tries a batch on the node. One that would revert is halved until what makes it revert stands alone, so that one ballot
   * never sinks others.
   */
  async #simulate(
    poll: Address,
    ballots: FinishedBallot[],
  ): Promise<{ sound: FinishedBallot[]; gas: bigint }[]> {
    const { sender } = this.#options;
    try {
      return [{ sound: ballots, gas: await sender.estimate(loadBallots(poll, ballots)) }];
    } catch (error) {
      const failure = decodeError(error);
      if (isUnreachable(failure) || failure.name === "Unknown") throw error;
      const [only] = ballots;
      if (ballots.length === 1 && only) {
        this.#setAside(only, failure.name);
        return [];
      }
      const middle = Math.ceil(ballots.length / 2);
      return [
        ...(await this.#simulate(poll, ballots.slice(0, middle))),
        ...(await this.#simulate(poll, ballots.slice(middle))),
      ];
    }
  }

  /** Other refusals may be of this moment only: the ballot goes on waiting. */
  #setAside(ballot: FinishedBallot, reason: FailureName): void {
    if (!FOR_GOOD.includes(reason)) return;
    const { book, say } = this.#options;
    book.refuse(ballot);
    say(`a ballot for ${ballot.poll} that was taken would be refused by the contract: ${reason}`);
  }
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as Item, mixed[last] as Item];
  }
  return mixed;
}
