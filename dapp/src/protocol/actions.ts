import type { Address, Hex } from "viem";
import type { FinishedBallot, OpenBallot } from "./ballot.ts";
import { invitationRollAbi, leVoteAbi, openPollAbi, openRollAbi, tokenRollAbi } from "./generated/abi.ts";
import type { Enrolment } from "./invitations.ts";
import type { TokenRule } from "./reader.ts";
import type { FreezeWitness } from "./rollTree.ts";
import { castSealedVote } from "./sealed/actions.ts";

/**
 * Everything that is ever sent to the contracts, as what viem's and wagmi's `simulateContract` and `writeContract` take.
 * App and scripts send nothing else.
 */

/** As published: what `PollParameters` in `IPoll.sol` says. Times are UNIX seconds of the chain's clock. */
export interface PollParameters {
  roll: Address;
  rollClosesAt: number;
  opensAt: number;
  closesAt: number;
  minimumRoll: number;
  /** Question words. */
  questions: readonly bigint[];
}

export function createInvitationRoll(leVote: Address, document: string) {
  return { address: leVote, abi: leVoteAbi, functionName: "createInvitationRoll", args: [document] } as const;
}

export function createTokenRoll(leVote: Address, rule: TokenRule, document: string) {
  return {
    address: leVote,
    abi: leVoteAbi,
    functionName: "createTokenRoll",
    args: [rule, document],
  } as const;
}

export function createOpenRoll(leVote: Address, document: string) {
  return { address: leVote, abi: leVoteAbi, functionName: "createOpenRoll", args: [document] } as const;
}

export function publishOpenPoll(leVote: Address, parameters: PollParameters, document: string) {
  return {
    address: leVote,
    abi: leVoteAbi,
    functionName: "publishOpenPoll",
    args: [parameters, document],
  } as const;
}

/** @param leaves of one batch, in order of the invitations. */
export function openBatch(roll: Address, leaves: readonly Hex[]) {
  return { address: roll, abi: invitationRollAbi, functionName: "openBatch", args: [leaves] } as const;
}

export function joinByInvitation(roll: Address, { batch, index, commitment, signature, proof }: Enrolment) {
  const args = [BigInt(batch), BigInt(index), commitment, signature, proof] as const;
  return { address: roll, abi: invitationRollAbi, functionName: "join", args } as const;
}

export function revokeInvitation(roll: Address, batch: number, index: number) {
  const args = [BigInt(batch), BigInt(index)] as const;
  return { address: roll, abi: invitationRollAbi, functionName: "revokeInvitation", args } as const;
}

export function joinOpenRoll(roll: Address, commitment: bigint) {
  return { address: roll, abi: openRollAbi, functionName: "join", args: [commitment] } as const;
}

/** @param signature of the token's holder over `enrolmentTypedData`. */
export function joinWithToken(roll: Address, tokenId: bigint, commitment: bigint, signature: Hex) {
  const args = [tokenId, commitment, signature] as const;
  return { address: roll, abi: tokenRollAbi, functionName: "joinWithToken", args } as const;
}

/** @param signature of the holder over `enrolmentTypedData`. */
export function joinWithVotes(roll: Address, holder: Address, commitment: bigint, signature: Hex) {
  const args = [holder, commitment, signature] as const;
  return { address: roll, abi: tokenRollAbi, functionName: "joinWithVotes", args } as const;
}

/** Most commitments in one admission: some 50,000 gas each, under the cap of one transaction. */
export const MAX_ADMISSION = 300;

/** @param commitments those at index `admitted` and after, in order, at most {@link MAX_ADMISSION}. */
export function admit(roll: Address, commitments: readonly bigint[]) {
  return { address: roll, abi: invitationRollAbi, functionName: "admit", args: [commitments] } as const;
}

export function announceRemoval(roll: Address, commitment: bigint) {
  return {
    address: roll,
    abi: invitationRollAbi,
    functionName: "announceRemoval",
    args: [commitment],
  } as const;
}

export function withdrawRemoval(roll: Address, commitment: bigint) {
  return {
    address: roll,
    abi: invitationRollAbi,
    functionName: "withdrawRemoval",
    args: [commitment],
  } as const;
}

/** @param siblings `RollTree.removalSiblings` of the group as it stands now. */
export function removeMember(roll: Address, commitment: bigint, siblings: readonly bigint[]) {
  return {
    address: roll,
    abi: invitationRollAbi,
    functionName: "remove",
    args: [commitment, siblings],
  } as const;
}

export function declareRegister(roll: Address, size: number) {
  return {
    address: roll,
    abi: invitationRollAbi,
    functionName: "declareRegister",
    args: [BigInt(size)],
  } as const;
}

export function proposeOrganiser(roll: Address, proposed: Address) {
  return {
    address: roll,
    abi: invitationRollAbi,
    functionName: "proposeOrganiser",
    args: [proposed],
  } as const;
}

export function acceptOrganiser(roll: Address) {
  return { address: roll, abi: invitationRollAbi, functionName: "acceptOrganiser", args: [] } as const;
}

/** @param witness `RollTree.freezeWitness` of the group as it stands now. */
export function freezePoll(poll: Address, { lastLeaf, leftSiblings }: FreezeWitness) {
  return { address: poll, abi: openPollAbi, functionName: "freeze", args: [lastLeaf, leftSiblings] } as const;
}

export function cancelPoll(poll: Address, reason: string) {
  return { address: poll, abi: openPollAbi, functionName: "cancel", args: [reason] } as const;
}

/** Casts a ballot of either kind. Anyone may bring it: who sends it never matters. */
export function castBallot(ballot: FinishedBallot) {
  return ballot.kind === "open" ? castVote(ballot) : castSealedVote(ballot);
}

/** A ballot of an open poll. */
export function castVote({ poll, nullifier, votes, proof }: OpenBallot) {
  return {
    address: poll,
    abi: openPollAbi,
    functionName: "castVote",
    args: [{ nullifier, votes, proof }],
  } as const;
}

/** Casts ballots of one open poll together: used nullifiers are skipped, anything else that is wrong reverts them all. */
export function castManyVotes(poll: Address, ballots: readonly OpenBallot[]) {
  return {
    address: poll,
    abi: openPollAbi,
    functionName: "castMany",
    args: [ballots.map(({ nullifier, votes, proof }) => ({ nullifier, votes, proof }))],
  } as const;
}
