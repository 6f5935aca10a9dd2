import * as v from "valibot";
import { getAddress, type Hex, hexToBigInt, isAddress } from "viem";
import type { FinishedBallot } from "./ballot.ts";
import { BallotError } from "./ballotError.ts";
import { ciphertextsOf, ciphertextWords } from "./sealed/coordinates.ts";
import { BALLOT_SIZES, ciphertextCount } from "./sealed/sizes.ts";
import { toWord } from "./semaphoreProof.ts";

/** A finished ballot as text: every number a word of 32 bytes, so that what comes back is sent byte by byte as it was made. */

const word = v.pipe(
  v.string(),
  v.regex(/^0x[0-9a-f]{64}$/),
  v.transform((text) => hexToBigInt(text as Hex)),
);
const proof = v.strictTuple([word, word, word, word, word, word, word, word]);
const common = {
  version: v.literal(1),
  chainId: v.pipe(v.number(), v.integer()),
  poll: v.pipe(
    v.string(),
    v.check((text) => isAddress(text, { strict: false })),
    v.transform((text) => getAddress(text)),
  ),
  nullifier: word,
};
/** R.x, R.y, C.x, C.y of each ciphertext. */
const ciphertexts = v.pipe(
  v.array(word),
  v.check((words) => BALLOT_SIZES.some((size) => words.length === 4 * ciphertextCount(size))),
  v.transform((words) => ciphertextsOf(words)),
);

const openBallot = v.object({ ...common, kind: v.literal("open"), votes: word, proof });
const sealedBallot = v.pipe(
  v.object({
    ...common,
    kind: v.literal("sealed"),
    points: ciphertexts,
    h: word,
    ballotProof: proof,
    memberProof: proof,
  }),
  v.transform(({ points, h, ballotProof, memberProof, ...rest }) => ({
    ...rest,
    ciphertexts: points,
    rules: { h, points: ballotProof },
    membership: memberProof,
  })),
);
const finishedBallot = v.union([openBallot, sealedBallot]);

export function serialiseBallot(ballot: FinishedBallot): string {
  const { version, kind, chainId, poll } = ballot;
  const head = { version, kind, chainId, poll, nullifier: toWord(ballot.nullifier) };
  if (ballot.kind === "open") {
    return JSON.stringify({ ...head, votes: toWord(ballot.votes), proof: ballot.proof.map(toWord) });
  }
  return JSON.stringify({
    ...head,
    points: ciphertextWords(ballot.ciphertexts).map(toWord),
    h: toWord(ballot.rules.h),
    ballotProof: ballot.rules.points.map(toWord),
    memberProof: ballot.membership.map(toWord),
  });
}

/** @throws BallotError "unreadable" */
export function parseBallot(text: string): FinishedBallot {
  try {
    return v.parse(finishedBallot, JSON.parse(text));
  } catch (error) {
    throw new BallotError("unreadable", String(error));
  }
}
