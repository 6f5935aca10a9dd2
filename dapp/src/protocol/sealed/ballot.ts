import type { Address } from "viem";
import { BallotError } from "../ballotError.ts";
import { checkVotes } from "../questionRules.ts";
import { encodeRule, type QuestionRule } from "../questions.ts";
import { type Point, requireKey } from "./curve.ts";
import { type Ciphertext, encrypt, freshRandomness, signedForm } from "./encryption.ts";
import { type BallotSize, ballotSize, ciphertextCount, questionCapacity } from "./sizes.ts";
import { ballotContext, type Transcript, transcript } from "./transcript.ts";

/** What a sealed poll says about its ballots. */
export interface SealedPollRules {
  chainId: number;
  poll: Address;
  /** The committee's key. */
  key: Point;
  rules: readonly QuestionRule[];
}

/** A sealed ballot before its proof. Holds the plain choice and randomness: keep it in memory only, and briefly. */
export interface SealedBallot {
  size: BallotSize;
  ciphertexts: Ciphertext[];
  /** `digest` is the message of the Semaphore proof that goes with it. */
  transcript: Transcript;
  /** The circuit's inputs, private ones included. */
  inputs: BallotInputs;
}

export interface BallotInputs {
  [signal: string]: bigint | bigint[] | number[];
  context: bigint;
  words: bigint[];
  P: bigint[];
  values: number[];
  shifted: bigint[];
  rho: bigint;
}

/** The size of a poll's ballots. @throws RangeError when no circuit holds its questions. */
export function pollBallotSize(rules: readonly QuestionRule[]): BallotSize {
  const slots = rules.reduce((total, rule) => total + rule.optionCount, 0);
  return ballotSize(slots, rules.length);
}

/** The poll's question words, filled with 0 to the circuit's number. */
export function questionWords(rules: readonly QuestionRule[], size: BallotSize): bigint[] {
  return Array.from({ length: questionCapacity(size) }, (_, q) => {
    const rule = rules[q];
    return rule ? encodeRule(rule) : 0n;
  });
}

/** v = [context, words…, P.x, P.y, then R.x, R.y, C.x, C.y of each ciphertext]. */
export function ballotTranscript(
  context: bigint,
  words: readonly bigint[],
  key: Point,
  ciphertexts: readonly Ciphertext[],
): Transcript {
  const points = ciphertexts.flatMap(({ R, C }) => [R.x, R.y, C.x, C.y]);
  return transcript([context, ...words, key.x, key.y, ...points]);
}

/**
 * Encrypts a vote with fresh randomness and prepares its proof.
 * @param votes one value per slot; missing slots are 0. @param nullifier the voter's in this poll.
 * @throws BallotError "rules" when the vote breaks one: no proof of it exists. @throws PointError when the key is none.
 */
export function sealBallot(
  poll: SealedPollRules,
  votes: readonly number[],
  nullifier: bigint,
  randomness?: readonly bigint[],
): SealedBallot {
  requireKey(poll.key, "the committee's key");
  const size = pollBallotSize(poll.rules);
  const broken = checkVotes(poll.rules, votes);
  if (broken) throw new BallotError("rules", `question ${broken.question}: ${broken.bound}`, broken);
  const values = Array.from({ length: size }, (_, slot) => votes[slot] ?? 0);
  const scalars = randomness ?? freshRandomness(ciphertextCount(size));
  const ciphertexts = encrypt(poll.key, values, scalars);
  const context = ballotContext(poll.chainId, poll.poll, nullifier);
  const words = questionWords(poll.rules, size);
  const folded = ballotTranscript(context, words, poll.key, ciphertexts);
  const inputs = {
    context,
    words,
    P: [poll.key.x, poll.key.y],
    values,
    shifted: scalars.map((scalar) => signedForm(scalar)),
    rho: folded.rho,
  };
  return { size, ciphertexts, transcript: folded, inputs };
}
