import semaphore10 from "@zk-kit/semaphore-artifacts/semaphore-10.json" with { type: "json" };
import semaphore13 from "@zk-kit/semaphore-artifacts/semaphore-13.json" with { type: "json" };
import semaphore16 from "@zk-kit/semaphore-artifacts/semaphore-16.json" with { type: "json" };
import semaphore20 from "@zk-kit/semaphore-artifacts/semaphore-20.json" with { type: "json" };
import ballot4 from "../../../../circuits/keys/ballot4.vkey.json" with { type: "json" };
import ballot8 from "../../../../circuits/keys/ballot8.vkey.json" with { type: "json" };
import ballot16 from "../../../../circuits/keys/ballot16.vkey.json" with { type: "json" };
import share8 from "../../../../circuits/keys/share8.vkey.json" with { type: "json" };
import type { BallotSize } from "../sealed/sizes.ts";

/** A Groth16 key as snarkjs exports it: decimal coordinates, projective with z = 1, G2's as [c0, c1]. */
export interface VerificationKey {
  vk_alpha_1: string[];
  vk_beta_2: string[][];
  vk_gamma_2: string[][];
  vk_delta_2: string[][];
  IC: string[][];
}

/** Keys of Semaphore's ceremony by depth; inputs root, nullifier, message, scope. */
const MEMBERSHIP: Readonly<Record<number, VerificationKey>> = {
  10: semaphore10,
  13: semaphore13,
  16: semaphore16,
  20: semaphore20,
};
const BALLOT: Readonly<Record<BallotSize, VerificationKey>> = { 4: ballot4, 8: ballot8, 16: ballot16 };

/** @throws RangeError for depths that no poll has. */
export function membershipKey(depth: number): VerificationKey {
  const key = MEMBERSHIP[depth];
  if (!key) throw new RangeError(`no key of depth ${depth}`);
  return key;
}

export const ballotKey = (size: BallotSize): VerificationKey => BALLOT[size];
export const shareKey: VerificationKey = share8;
