import type { Address, Hex } from "viem";
import type { PollParameters } from "../actions.ts";
import { committeeAbi, leVoteAbi, sealedPollAbi } from "../generated/abi.ts";
import type { ProofPoints } from "../semaphoreProof.ts";
import { ciphertextWords, coordinates } from "./coordinates.ts";
import type { Point } from "./curve.ts";
import type { Ciphertext } from "./encryption.ts";
import type { FoldedProof } from "./foldedProof.ts";
import type { DecryptionShare } from "./trusteeProof.ts";

/** What is sent to the contracts for committees and sealed polls, as in `actions.ts`. */

/** As in `SealedParameters` of `ILeVote.sol`. */
export interface SealedParameters {
  committee: Address;
  /** Ballots under which the poll is void, at least 2. */
  minimumTurnout: number;
}

/** As in `SealedBallot` of `ISealedPoll.sol`. */
export interface CastableSealedBallot {
  poll: Address;
  nullifier: bigint;
  ciphertexts: readonly Ciphertext[];
  /** Of the ballot circuit. */
  rules: FoldedProof;
  /** Of Semaphore's circuit, with the ballot's digest as message. */
  membership: ProofPoints;
}

const shareProof = ({ h, points }: FoldedProof) => ({ h, proof: points });

/** @param document JSON: the trustees' role labels, public for ever. */
export function createCommittee(
  leVote: Address,
  threshold: number,
  trustees: readonly Address[],
  document: string,
) {
  const args = [BigInt(threshold), trustees, document] as const;
  return { address: leVote, abi: leVoteAbi, functionName: "createCommittee", args } as const;
}

/** @param encryptionKey X25519, for the shares that others deal to the sender. */
export function acceptTrust(committee: Address, encryptionKey: Hex) {
  return { address: committee, abi: committeeAbi, functionName: "accept", args: [encryptionKey] } as const;
}

/** @param shares sealed for each trustee, empty for the dealer itself. */
export function dealShares(committee: Address, commitments: readonly Point[], shares: readonly Hex[]) {
  const args = [coordinates(commitments), shares] as const;
  return { address: committee, abi: committeeAbi, functionName: "deal", args } as const;
}

export function confirmKey(committee: Address, proof: FoldedProof) {
  return {
    address: committee,
    abi: committeeAbi,
    functionName: "confirm",
    args: [shareProof(proof)],
  } as const;
}

export function publishSealedPoll(
  leVote: Address,
  parameters: PollParameters,
  sealing: SealedParameters,
  document: string,
) {
  const args = [parameters, sealing, document] as const;
  return { address: leVote, abi: leVoteAbi, functionName: "publishSealedPoll", args } as const;
}

const sealedBallot = ({ nullifier, ciphertexts, rules, membership }: CastableSealedBallot) => ({
  nullifier,
  points: ciphertextWords(ciphertexts),
  h: rules.h,
  ballotProof: rules.points,
  memberProof: membership,
});

export function castSealedVote(ballot: CastableSealedBallot) {
  const args = [sealedBallot(ballot)] as const;
  return { address: ballot.poll, abi: sealedPollAbi, functionName: "castVote", args } as const;
}

/** As `castManyVotes` (actions.ts), for a sealed poll. */
export function castManySealedVotes(poll: Address, ballots: readonly CastableSealedBallot[]) {
  const args = [ballots.map(sealedBallot)] as const;
  return { address: poll, abi: sealedPollAbi, functionName: "castMany", args } as const;
}

/**
 * Gas that a share is sent with, whatever the poll's size: an estimate would hand D to a node before it is in a block.
 * A test measures what shares cost.
 */
export const SHARE_GAS = 450_000n;

/** What is sent only after `requireOpenable` (guard.ts) has returned; send it as it is, and simulate nothing. */
export function publishShare(poll: Address, { trustee, points }: DecryptionShare, proof: FoldedProof) {
  const args = [BigInt(trustee), coordinates(points), shareProof(proof)] as const;
  return { address: poll, abi: sealedPollAbi, functionName: "share", args, gas: SHARE_GAS } as const;
}

/** @param shares of exactly as many trustees as the committee's threshold, by their numbers. @param totals by slot. */
export function finalizePoll(poll: Address, shares: readonly DecryptionShare[], totals: readonly bigint[]) {
  const filled = Array.from({ length: 16 }, (_, slot) => totals[slot] ?? 0n);
  const trustees = shares.map(({ trustee }) => BigInt(trustee));
  const args = [trustees, shares.map(({ points }) => coordinates(points)), filled] as const;
  return { address: poll, abi: sealedPollAbi, functionName: "finalize", args } as const;
}
