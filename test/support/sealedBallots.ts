import type { Address } from "viem";
import type { VoterIdentity } from "../../dapp/src/protocol/identity.ts";
import { encodeRule, type QuestionRule } from "../../dapp/src/protocol/questions.ts";
import type { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import {
  type CastableSealedBallot,
  castSealedVote,
  publishSealedPoll,
  type SealedParameters,
} from "../../dapp/src/protocol/sealed/actions.ts";
import { type SealedBallot, sealBallot } from "../../dapp/src/protocol/sealed/ballot.ts";
import type { Point } from "../../dapp/src/protocol/sealed/curve.ts";
import { openTotals } from "../../dapp/src/protocol/sealed/discreteLog.ts";
import { openedPoints } from "../../dapp/src/protocol/sealed/tally.ts";
import type { DecryptionShare } from "../../dapp/src/protocol/sealed/trusteeProof.ts";
import { nullifierOf, pollScope } from "../../dapp/src/protocol/semaphoreProof.ts";
import { prove } from "./ballots.ts";
import { type Council, toPoints } from "./council.ts";
import { provers } from "./proving.ts";
import { createdIn, POLL_DOCUMENT, pollParameters, SCHEDULE, type Town } from "./town.ts";
import type { World } from "./world.ts";

/** A sealed poll whose roll is frozen, as its voters know it. */
export interface SealedElection {
  world: World;
  poll: Address;
  key: Point;
  rules: readonly QuestionRule[];
  tree: RollTree;
}

export interface SealedPollChanges extends Partial<SealedParameters> {
  rules: readonly QuestionRule[];
  document?: string;
}

export async function publishSealed(
  town: Town,
  council: Council,
  changes: SealedPollChanges,
): Promise<Address> {
  const { rules, document = POLL_DOCUMENT, minimumTurnout = 2, committee = council.address } = changes;
  const parameters = pollParameters(town.roll, { questions: rules.map(encodeRule) });
  const { world } = town;
  const call = publishSealedPoll(world.leVote, parameters, { committee, minimumTurnout }, document);
  return createdIn(await world.send(call));
}

/** Freezes a published poll's roll and goes to the opening second. */
export async function freezeSealed(
  town: Town,
  council: Council,
  poll: Address,
  rules: readonly QuestionRule[],
): Promise<SealedElection> {
  const { world } = town;
  if ((await world.now()) < SCHEDULE.rollClosesAt) await world.at(SCHEDULE.rollClosesAt);
  await town.freeze(poll);
  if ((await world.now()) < SCHEDULE.opensAt) await world.moveTo(SCHEDULE.opensAt);
  return { world, poll, key: await council.key(), rules, tree: town.tree };
}

/** Publishes, freezes and goes to the opening second. */
export async function openSealed(
  town: Town,
  council: Council,
  changes: SealedPollChanges,
): Promise<SealedElection> {
  return freezeSealed(town, council, await publishSealed(town, council, changes), changes.rules);
}

export const nullifierFor = ({ world, poll }: SealedElection, { secretScalar }: VoterIdentity): bigint =>
  nullifierOf(secretScalar, pollScope(world.chainId, poll));

/** Encrypted, not proven yet. */
export function seal(election: SealedElection, voter: VoterIdentity, votes: readonly number[]): SealedBallot {
  const { world, poll, key, rules } = election;
  const terms = { chainId: world.chainId, poll, key, rules };
  return sealBallot(terms, votes, nullifierFor(election, voter));
}

/** A proof that this voter is on the roll and says `message`. */
export async function membership(election: SealedElection, voter: VoterIdentity, message: bigint) {
  const { world, poll, tree } = election;
  const { secretScalar, commitment } = voter;
  const path = tree.voterPath(tree.indexOf(commitment) ?? -1);
  return prove({ secretScalar, commitment, path, message, scope: pollScope(world.chainId, poll) });
}

/** A ballot with both real proofs. */
export async function sealedBallot(
  election: SealedElection,
  voter: VoterIdentity,
  votes: readonly number[],
): Promise<CastableSealedBallot> {
  const sealed = seal(election, voter, votes);
  const [rules, { nullifier, points }] = await Promise.all([
    provers().seal(sealed),
    membership(election, voter, sealed.transcript.digest),
  ]);
  return { poll: election.poll, nullifier, ciphertexts: sealed.ciphertexts, rules, membership: points };
}

export async function castSealed(election: SealedElection, voter: VoterIdentity, votes: readonly number[]) {
  return election.world.send(castSealedVote(await sealedBallot(election, voter, votes)), 5);
}

/** What anyone computes from the shares and the chain's totals. @param bound largest possible total. */
export async function countOf(
  { world, poll }: SealedElection,
  shares: readonly DecryptionShare[],
  bound: number,
): Promise<bigint[]> {
  const points = toPoints(await world.sealedPoll(poll).read.encryptedTotals());
  const totals = Array.from({ length: points.length / 2 }, (_, g) => ({
    R: points[2 * g] as Point,
    C: points[2 * g + 1] as Point,
  }));
  return openTotals(openedPoints(totals, shares), bound);
}
