import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Address } from "viem";
import { castVote } from "../../dapp/src/protocol/actions.ts";
import type { OpenBallot } from "../../dapp/src/protocol/ballot.ts";
import type { VoterIdentity } from "../../dapp/src/protocol/identity.ts";
import type { ProofArtifacts, ProofRequest } from "../../dapp/src/protocol/proof.ts";
import { packVotes } from "../../dapp/src/protocol/questions.ts";
import type { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import { type MembershipProof, pollScope } from "../../dapp/src/protocol/semaphoreProof.ts";
import { provers } from "./proving.ts";
import type { World } from "./world.ts";

/** The ceremony's own proving material, as the app serves it. */
export function artifacts(depth: number): ProofArtifacts {
  const { resolve } = createRequire(import.meta.url);
  const file = (ending: string) => resolve(`@zk-kit/semaphore-artifacts/semaphore-${depth}.${ending}`);
  return { wasm: file("wasm"), zkey: file("zkey") };
}

/** Semaphore's own verification key of a depth. */
export function membershipKey(depth: number): object {
  const file = createRequire(import.meta.url).resolve(`@zk-kit/semaphore-artifacts/semaphore-${depth}.json`);
  return JSON.parse(readFileSync(file, "utf8"));
}

const made = new Map<string, Promise<MembershipProof>>();

/** Proves for real. A proof takes about a second, so one that was asked for before is given again. */
export function prove(request: ProofRequest & { commitment: bigint }): Promise<MembershipProof> {
  const { secretScalar, path, message, scope } = request;
  const key = [secretScalar, path.root, path.index, path.depth, message, scope].join();
  const known = made.get(key) ?? provers().prove(request, path.depth);
  made.set(key, known);
  return known;
}

export interface Vote {
  poll: Address;
  /** Leaves that the poll froze. */
  tree: RollTree;
  voter: VoterIdentity;
  /** The vector, or already packed (for values that no honest ballot has). */
  votes: readonly number[] | bigint;
  scope?: bigint;
}

/** A ballot with a real proof. Nothing is checked first: contracts must refuse what is wrong. */
export async function ballotOf(world: World, vote: Vote): Promise<OpenBallot> {
  const { poll, tree, voter, scope = pollScope(world.chainId, poll) } = vote;
  const message = typeof vote.votes === "bigint" ? vote.votes : packVotes(vote.votes);
  const path = tree.voterPath(tree.indexOf(voter.commitment) ?? -1);
  const { secretScalar, commitment } = voter;
  const { nullifier, points } = await prove({ secretScalar, commitment, path, message, scope });
  const { chainId } = world;
  return { version: 1, kind: "open", chainId, poll, nullifier, votes: message, proof: points };
}

export async function cast(world: World, vote: Vote, from = 5) {
  return world.send(castVote(await ballotOf(world, vote)), from);
}
