import { groth16, wtns } from "snarkjs";
import { rootOfPath, type VoterPath } from "./rollTree.ts";
import {
  type MembershipProof,
  type ProofPoints,
  packPoints,
  publicSignals,
  type SnarkjsProof,
  signalHash,
  unpackPoints,
} from "./semaphoreProof.ts";

/** Proving material of one depth: URLs, file paths (Node) or bytes. Never a third party's address. */
export interface ProofArtifacts {
  wasm: string | Uint8Array;
  zkey: string | Uint8Array;
}

/** The circuit's private and public inputs, before hashing. */
export interface ProofRequest {
  secretScalar: bigint;
  path: VoterPath;
  message: bigint;
  scope: bigint;
}

/** "loading": fetching the proving material; "witness": evaluating the circuit; "proving"; `fraction` from 0 to 1 overall. */
export interface ProofProgress {
  stage: "loading" | "witness" | "proving";
  fraction: number;
}
export type OnProofProgress = (progress: ProofProgress) => void;

/** "material": the proving material cannot be fetched. "path": the path does not lead from this identity to the root.
 * "timeout": no proof in time. "failed": the prover broke off. */
export type ProofFault = "material" | "path" | "timeout" | "failed";

export class ProofError extends Error {
  override readonly name = "ProofError";
  readonly fault: ProofFault;

  constructor(fault: ProofFault, detail: string, cause?: unknown) {
    super(`no proof (${fault}): ${detail}`, { cause });
    this.fault = fault;
  }
}

/** Shares of the whole at which a stage ends, as measured with material that is here already. */
const ENDS = { loading: 0.01, witness: 0.06, proving: 1 };
/**
 * Lines that snarkjs logs while proving, and the share of the proving's time that has passed by then: means of depths
 * 10 and 16 in a fresh thread. Starting the curve's own workers takes the first quarter and logs nothing.
 */
const PROVING_MARKS: readonly (readonly [RegExp, number])[] = [
  [/^Reading Coeffs/, 0.24],
  [/^JoinABC/, 0.32],
  [/^Multiexp end: multiexp A/, 0.42],
  [/^Multiexp end: multiexp B1/, 0.5],
  [/^Multiexp end: multiexp B2/, 0.75],
  [/^Multiexp end: multiexp C/, 0.86],
  [/^Multiexp end: multiexp H/, 0.99],
];

/**
 * Proves that the identity is on the roll, with a path of exactly the poll's depth: a shorter one would tell how late
 * its owner joined. Runs in the calling thread; the app calls it in a worker.
 * @param commitment of the identity, to refuse a path that cannot prove anything.
 */
export async function proveMembership(
  request: ProofRequest & { commitment: bigint },
  artifacts: ProofArtifacts,
  onProgress?: OnProofProgress,
): Promise<MembershipProof> {
  const { secretScalar, path, message, scope, commitment } = request;
  if (path.siblings.length !== path.depth || rootOfPath(commitment, path) !== path.root) {
    throw new ProofError("path", "the path does not lead from this identity to the poll's roll");
  }
  const inputs = {
    secret: secretScalar,
    merkleProofLength: path.depth,
    merkleProofIndex: path.index,
    merkleProofSiblings: path.siblings,
    scope: signalHash(scope),
    message: signalHash(message),
  };
  const { points, signals } = await proveCircuit(inputs, artifacts, onProgress);
  const [, nullifier = 0n] = signals;
  return { depth: path.depth, root: path.root, nullifier, message, scope, points };
}

/** A circuit's inputs by signal name. */
export type CircuitInputs = Parameters<typeof wtns.calculate>[0];

/**
 * One Groth16 proof of any circuit of the product.
 * @returns the proof as verifiers take it and the circuit's public signals. @throws ProofError
 */
export async function proveCircuit(
  inputs: CircuitInputs,
  artifacts: ProofArtifacts,
  onProgress?: OnProofProgress,
): Promise<{ points: ProofPoints; signals: bigint[] }> {
  onProgress?.({ stage: "loading", fraction: 0 });
  const [wasm, zkey] = await Promise.all([load(artifacts.wasm), load(artifacts.zkey)]);
  onProgress?.({ stage: "witness", fraction: ENDS.loading });
  try {
    const witness: { type: "mem"; data?: Uint8Array } = { type: "mem" };
    await wtns.calculate(inputs, wasm, witness);
    if (!witness.data) throw new Error("the circuit gave no witness");
    onProgress?.({ stage: "proving", fraction: ENDS.witness });
    const { proof, publicSignals: signals } = await groth16.prove(zkey, witness.data, proverLog(onProgress));
    onProgress?.({ stage: "proving", fraction: ENDS.proving });
    return { points: packPoints(proof as SnarkjsProof), signals: signals.map(BigInt) };
  } catch (cause) {
    throw new ProofError("failed", String(cause), cause);
  }
}

/** @param key Semaphore's verification key of the proof's depth, as parsed from its JSON. */
export async function verifyMembership(proof: MembershipProof, key: object): Promise<boolean> {
  const signals = publicSignals(proof).map(String);
  return groth16.verify(key, signals, unpackPoints(proof.points));
}

/** Fetches URLs here, so that a missing file is told apart from a failing proof; paths are snarkjs' to open. */
async function load(artifact: string | Uint8Array): Promise<string | Uint8Array> {
  if (typeof artifact !== "string" || !/^(https?|blob):/.test(artifact)) return artifact;
  try {
    const response = await fetch(artifact);
    if (!response.ok) throw new Error(`${artifact}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (cause) {
    throw new ProofError("material", String(cause), cause);
  }
}

function proverLog(onProgress?: OnProofProgress) {
  const debug = (line: string) => {
    const done = PROVING_MARKS.find(([mark]) => mark.test(line))?.[1];
    if (done === undefined) return;
    onProgress?.({ stage: "proving", fraction: ENDS.witness + (ENDS.proving - ENDS.witness) * done });
  };
  const ignore = () => undefined;
  return { debug, info: ignore, warn: ignore, error: ignore };
}
