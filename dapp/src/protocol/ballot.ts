import * as v from "valibot";
import { type Address, encodeFunctionData, getAddress, type Hex, hexToBigInt, isAddress } from "viem";
import { openPollAbi } from "./generated/abi.ts";
import type { VoterIdentity } from "./identity.ts";
import type { ProofRequest } from "./proof.ts";
import { type BrokenRule, checkVotes } from "./questionRules.ts";
import { decodeRule, packVotes } from "./questions.ts";
import type { PollRecord } from "./reader.ts";
import type { VoterPath } from "./rollTree.ts";
import { type MembershipProof, type ProofPoints, pollScope, toWord } from "./semaphoreProof.ts";

/**
 * A ballot that is ready to be sent. Only these bytes are kept, and once the first of them is sent only these are ever
 * sent again. In an open poll it shows its votes: it stays with the voter until it is cast.
 */
export interface FinishedBallot {
  version: 1;
  kind: "open";
  chainId: number;
  poll: Address;
  nullifier: bigint;
  /** The packed vector. */
  votes: bigint;
  proof: ProofPoints;
}

/** Proves in a worker (`proofClient.ts`) or in the calling thread (`proof.ts`). */
export type Prove = (
  request: ProofRequest & { commitment: bigint },
  depth: number,
) => Promise<MembershipProof>;

/** "rules": the votes break a question's rule. "notFrozen": the roll is not fixed yet. "path": not the poll's roll. */
export class BallotError extends Error {
  override readonly name = "BallotError";
  readonly fault: "rules" | "notFrozen" | "path" | "unreadable";
  readonly broken: BrokenRule | null;

  constructor(fault: BallotError["fault"], detail: string, broken: BrokenRule | null = null) {
    super(`no ballot (${fault}): ${detail}`);
    this.fault = fault;
    this.broken = broken;
  }
}

/** What a ballot needs to know about its poll; a `PollRecord` and the chain's id. */
export type BallotPoll = Pick<PollRecord, "address" | "questions" | "frozen"> & { chainId: number };

/**
 * Makes the ballot: checks the rules, checks that the path leads to the frozen roll, proves.
 * @param path `RollTree.voterPath(index, poll.frozen.depth)` of the leaves at freezing.
 * @param votes one value per slot. @throws BallotError, ProofError
 */
export async function prepareOpenBallot(
  poll: BallotPoll,
  identity: VoterIdentity,
  path: VoterPath,
  votes: readonly number[],
  prove: Prove,
): Promise<FinishedBallot> {
  const broken = checkVotes(poll.questions.map(decodeRule), votes);
  if (broken) throw new BallotError("rules", `question ${broken.question}: ${broken.bound}`, broken);
  if (!poll.frozen) throw new BallotError("notFrozen", "the roll of this poll is not fixed yet");
  if (path.root !== poll.frozen.root || path.depth !== poll.frozen.depth) {
    throw new BallotError("path", "these are not the members that the poll froze");
  }
  const message = packVotes(votes);
  const scope = pollScope(poll.chainId, poll.address);
  const { secretScalar, commitment } = identity;
  const { nullifier, points } = await prove({ secretScalar, commitment, path, message, scope }, path.depth);
  return {
    version: 1,
    kind: "open",
    chainId: poll.chainId,
    poll: poll.address,
    nullifier,
    votes: message,
    proof: points,
  };
}

/** The exact bytes of the call, whoever carries them. */
export function ballotCalldata({ nullifier, votes, proof }: FinishedBallot): Hex {
  return encodeFunctionData({
    abi: openPollAbi,
    functionName: "castVote",
    args: [{ nullifier, votes, proof }],
  });
}

const word = v.pipe(
  v.string(),
  v.regex(/^0x[0-9a-f]{64}$/),
  v.transform((text) => hexToBigInt(text as Hex)),
);
const ballotSchema = v.object({
  version: v.literal(1),
  kind: v.literal("open"),
  chainId: v.pipe(v.number(), v.integer()),
  poll: v.pipe(
    v.string(),
    v.check((text) => isAddress(text, { strict: false })),
    v.transform((text) => getAddress(text)),
  ),
  nullifier: word,
  votes: word,
  proof: v.strictTuple([word, word, word, word, word, word, word, word]),
});

export function serialiseBallot({ nullifier, votes, proof, ...rest }: FinishedBallot): string {
  return JSON.stringify({
    ...rest,
    nullifier: toWord(nullifier),
    votes: toWord(votes),
    proof: proof.map(toWord),
  });
}

/** @throws BallotError "unreadable" */
export function parseBallot(text: string): FinishedBallot {
  try {
    return v.parse(ballotSchema, JSON.parse(text));
  } catch (error) {
    throw new BallotError("unreadable", String(error));
  }
}
