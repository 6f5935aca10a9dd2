import { type Address, encodeFunctionData, type Hex } from "viem";
import { castVote } from "./actions.ts";
import { BallotError } from "./ballotError.ts";
import type { VoterIdentity } from "./identity.ts";
import type { ProofRequest } from "./proof.ts";
import { checkVotes } from "./questionRules.ts";
import { decodeRule, packVotes, type QuestionRule } from "./questions.ts";
import type { PollRecord, SealedFacts } from "./reader.ts";
import type { VoterPath } from "./rollTree.ts";
import { type CastableSealedBallot, castSealedVote } from "./sealed/actions.ts";
import { type SealedBallot, sealBallot } from "./sealed/ballot.ts";
import type { FoldedProof } from "./sealed/foldedProof.ts";
import { type MembershipProof, nullifierOf, type ProofPoints, pollScope } from "./semaphoreProof.ts";

export { BallotError } from "./ballotError.ts";
export { parseBallot, serialiseBallot } from "./ballotText.ts";

/** A finished ballot of an open poll. It shows its votes: it stays with the voter until it is cast. */
export interface OpenBallot {
  version: 1;
  kind: "open";
  chainId: number;
  poll: Address;
  nullifier: bigint;
  /** The packed vector. */
  votes: bigint;
  proof: ProofPoints;
}

/** A finished ballot of a sealed poll. Neither the votes nor the randomness can be had from it. */
export interface ClosedBallot extends CastableSealedBallot {
  version: 1;
  kind: "sealed";
  chainId: number;
}

/**
 * A ballot that is ready to be sent. Only these bytes are kept, and once the first of them is sent only these are ever
 * sent again.
 */
export type FinishedBallot = OpenBallot | ClosedBallot;

/** Proves in a worker (`proofClient.ts`) or in the calling thread (`proof.ts`). */
export type Prove = (
  request: ProofRequest & { commitment: bigint },
  depth: number,
) => Promise<MembershipProof>;

/** Proves the ballot circuit of the poll's size, in a worker (`sealedClient.ts`, task "ballot") or here (`ballotProof.ts`). */
export type ProveSealed = (
  ballot: Pick<SealedBallot, "size" | "inputs" | "transcript">,
) => Promise<FoldedProof>;

/** The two proofs of a sealed ballot do not wait for each other: give each a worker of its own. */
export interface SealedProvers {
  membership: Prove;
  rules: ProveSealed;
}

/** What a ballot needs to know about its poll; a `PollRecord` and the chain's id. */
export type BallotPoll = Pick<PollRecord, "address" | "questions" | "frozen"> & { chainId: number };
/** As {@link BallotPoll}, of a sealed poll. */
export type SealedBallotPoll = BallotPoll & { sealed: Pick<SealedFacts, "electionKey"> };

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
): Promise<OpenBallot> {
  requireProvable(poll, path, votes);
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

/**
 * Makes the ballot: checks as {@link prepareOpenBallot} does, encrypts for the poll's election key, makes both proofs side
 * by side. The digest of all that the ballot circuit speaks of is Semaphore's message, which ties the two together.
 * The caller has compared the election key with the chain (`vote/proof/publication.ts`): who knows another key's secret reads the ballot.
 * @throws BallotError, ProofError, PointError where the key is none.
 */
export async function prepareSealedBallot(
  poll: SealedBallotPoll,
  identity: VoterIdentity,
  path: VoterPath,
  votes: readonly number[],
  provers: SealedProvers,
): Promise<ClosedBallot> {
  const rules = requireProvable(poll, path, votes);
  const { chainId, address, sealed } = poll;
  const { secretScalar, commitment } = identity;
  const scope = pollScope(chainId, address);
  const nullifier = nullifierOf(secretScalar, scope);
  const ballot = sealBallot({ chainId, poll: address, key: sealed.electionKey, rules }, votes, nullifier);
  const message = ballot.transcript.digest;
  const [membership, proof] = await Promise.all([
    provers.membership({ secretScalar, commitment, path, message, scope }, path.depth),
    provers.rules(ballot),
  ]);
  return {
    version: 1,
    kind: "sealed",
    chainId,
    poll: address,
    nullifier,
    ciphertexts: ballot.ciphertexts,
    rules: proof,
    membership: membership.points,
  };
}

/** @throws BallotError where no proof could be made, or none that the contract takes. @returns the poll's rules. */
function requireProvable(poll: BallotPoll, path: VoterPath, votes: readonly number[]): QuestionRule[] {
  const rules = poll.questions.map(decodeRule);
  const broken = checkVotes(rules, votes);
  if (broken) throw new BallotError("rules", `question ${broken.question}: ${broken.bound}`, broken);
  if (!poll.frozen) throw new BallotError("notFrozen", "the roll of this poll is not fixed yet");
  if (path.root !== poll.frozen.root || path.depth !== poll.frozen.depth) {
    throw new BallotError("path", "these are not the members that the poll froze");
  }
  return rules;
}

/** The exact bytes of the call, whoever carries them. */
export function ballotCalldata(ballot: FinishedBallot): Hex {
  return ballot.kind === "open"
    ? encodeFunctionData(castVote(ballot))
    : encodeFunctionData(castSealedVote(ballot));
}
