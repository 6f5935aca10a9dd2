import { groth16 } from "snarkjs";
import {
  type MembershipProof,
  packPoints,
  type SnarkjsProof,
  signalHash,
} from "../../dapp/src/protocol/semaphoreProof.ts";
import { artifacts } from "./ballots.ts";

/** Inputs of Semaphore's circuit as somebody gives them who does not use our client. */
export interface FreeInputs {
  secretScalar: bigint;
  /** Bit l: right child at level l. */
  index: number;
  siblings: bigint[];
  /** The path's length that is claimed. */
  length: number;
  message: bigint;
  scope: bigint;
}

/** Proves whatever the circuit of that depth lets itself be told. */
export async function proveUnchecked(inputs: FreeInputs, depth: number): Promise<MembershipProof> {
  const { secretScalar, index, siblings, length, message, scope } = inputs;
  const { wasm, zkey } = artifacts(depth);
  const { proof, publicSignals } = await groth16.fullProve(
    {
      secret: secretScalar,
      merkleProofLength: length,
      merkleProofIndex: index,
      merkleProofSiblings: Array.from({ length: depth }, (_, level) => siblings[level] ?? 0n),
      scope: signalHash(scope),
      message: signalHash(message),
    },
    wasm,
    zkey,
  );
  const [root, nullifier] = publicSignals.map(BigInt);
  if (root === undefined || nullifier === undefined)
    throw new Error("the circuit gave no root and nullifier");
  return { depth, root, nullifier, message, scope, points: packPoints(proof as SnarkjsProof) };
}
