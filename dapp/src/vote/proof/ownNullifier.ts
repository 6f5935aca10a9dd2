import { poseidon2 } from "poseidon-lite/poseidon2";
import type { Address } from "viem";
import { identityFrom } from "../../protocol/identity.ts";
import { pollScope, signalHash } from "../../protocol/semaphoreProof.ts";

/**
 * The number that an identity's ballot carries in one poll: Semaphore's `Poseidon(scope, secret)`. Whoever knows it knows
 * how its owner voted in an open poll; it is compared on the device and never asked for.
 */
export function ownNullifier(secret: Uint8Array, chainId: number, poll: Address): bigint {
  return poseidon2([signalHash(pollScope(chainId, poll)), identityFrom(secret).secretScalar]);
}
