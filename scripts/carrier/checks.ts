import { type FinishedBallot, parseBallot } from "../../dapp/src/protocol/ballot.ts";
import { BallotError } from "../../dapp/src/protocol/ballotError.ts";
import { votingReadiness } from "../../dapp/src/protocol/phase.ts";
import { checkVotes } from "../../dapp/src/protocol/questionRules.ts";
import { decodeRule, unpackVotes } from "../../dapp/src/protocol/questions.ts";
import { type FrozenRoll, type PollRecord, phaseFacts } from "../../dapp/src/protocol/reader.ts";
import { ciphertextCount } from "../../dapp/src/protocol/sealed/sizes.ts";
import { FIELD } from "../../dapp/src/protocol/semaphoreProof.ts";
import { Refusal } from "../services/refusal.ts";
import type { ChainView, PollView } from "./chainView.ts";

/** 16 slots of 8 bits. */
const PACKED_BITS = 128n;

/** @throws Refusal 400 */
export function readBallot(body: unknown): FinishedBallot {
  try {
    return parseBallot(typeof body === "string" ? body : "");
  } catch (error) {
    if (!(error instanceof BallotError)) throw error;
    throw new Refusal(400, "malformed", "this is not a finished ballot");
  }
}

/** The ballot's poll, if this carrier brings ballots to it. @throws Refusal 404 */
export function requirePoll(view: ChainView, { chainId, poll }: FinishedBallot): PollView {
  const found = view.polls.get(poll);
  if (!found || chainId !== view.chain.chain.chainId) {
    throw new Refusal(404, "otherPoll", "this carrier does not bring ballots to that poll");
  }
  return found;
}

/** @param stopBefore seconds before closing from which nothing more is promised. @throws Refusal */
export function requireOpen(view: ChainView, { record }: PollView, stopBefore: number): void {
  if (!view.isFresh) throw new Refusal(503, "nodeDown", "the chain cannot be read now", 30);
  const { now } = view;
  switch (votingReadiness(phaseFacts(record), now)) {
    case "notYet":
      throw new Refusal(409, "notOpen", "the poll is not open yet", Math.max(1, record.opensAt - now));
    case "rollNotFrozen":
      throw new Refusal(409, "notFrozen", "the poll's roll is not fixed yet", 30);
    case "over":
      throw new Refusal(410, "closed", "the poll is closed");
    case "cancelled":
      throw new Refusal(410, "cancelled", "the poll was cancelled");
    case "ready":
      if (now >= record.closesAt - stopBefore) {
        throw new Refusal(410, "tooLate", "too late for a carrier: bring the ballot to the chain directly");
      }
  }
}

/** Everything that the contract checks, but for the proofs. @throws Refusal */
export function requireCastable({ record, used }: PollView, ballot: FinishedBallot): void {
  if (ballot.kind !== record.kind) throw wrong(`this is an ${record.kind} poll`);
  if (ballot.nullifier >= FIELD) throw wrong("the nullifier is no field element");
  if (ballot.kind === "open") {
    const rules = record.questions.map(decodeRule);
    if (ballot.votes >> PACKED_BITS !== 0n || checkVotes(rules, unpackVotes(ballot.votes))) {
      throw wrong("the votes break the poll's rules");
    }
  } else if (!record.sealed || ballot.ciphertexts.length !== ciphertextCount(record.sealed.size)) {
    throw wrong("the ballot is of another size");
  }
  if (used.has(ballot.nullifier)) {
    throw new Refusal(409, "alreadyVoted", "a ballot of this voter is on the chain");
  }
  if (used.size >= (record.frozen as FrozenRoll).rollSize) {
    throw new Refusal(409, "rollExhausted", "as many ballots as voters are on the chain");
  }
}

/** A poll that {@link requireOpen} let through. */
export const isFrozen = (record: PollRecord): record is PollRecord & { frozen: FrozenRoll } =>
  record.frozen !== null;

export const wrong = (why: string) => new Refusal(422, "invalid", why);
