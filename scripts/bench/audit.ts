import { groth16 } from "snarkjs";
import {
  type Abi,
  type AbiEvent,
  type Address,
  encodeAbiParameters,
  encodeEventTopics,
  type Hex,
  numberToHex,
} from "viem";
import type { Context } from "../../dapp/src/protocol/audit/context.ts";
import { noInputs } from "../../dapp/src/protocol/audit/inputs.ts";
import { Pairing } from "../../dapp/src/protocol/audit/pairing.ts";
import { StepRecord } from "../../dapp/src/protocol/audit/report.ts";
import { Source } from "../../dapp/src/protocol/audit/source.ts";
import { checkBallots } from "../../dapp/src/protocol/audit/steps/ballots.ts";
import type { Publication } from "../../dapp/src/protocol/audit/steps/publication.ts";
import { membershipKey } from "../../dapp/src/protocol/audit/verificationKeys.ts";
import { openPollAbi, sealedPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { encodeRule, packVotes } from "../../dapp/src/protocol/questions.ts";
import type { PollKindName } from "../../dapp/src/protocol/reader.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import { sealBallot } from "../../dapp/src/protocol/sealed/ballot.ts";
import { proveBallot } from "../../dapp/src/protocol/sealed/ballotProof.ts";
import { ciphertextWords } from "../../dapp/src/protocol/sealed/coordinates.ts";
import { GENERATOR, multiply } from "../../dapp/src/protocol/sealed/curve.ts";
import { ballotCircuit } from "../../dapp/src/protocol/sealed/sizes.ts";
import {
  type MembershipProof,
  nullifierOf,
  pollScope,
  publicSignals,
  unpackPoints,
} from "../../dapp/src/protocol/semaphoreProof.ts";
import { prove } from "../../test/support/ballots.ts";
import { resident } from "../../test/support/town.ts";
import { keyPath, wasmPath } from "../proving/manifest.ts";

/** Milliseconds of processor time a ballot: decoding its log, its hash, its rules, its proofs and the sums. */
export interface AuditTable {
  msPerBallot: number;
  msPerSealedBallot4: number;
  /** The peer: snarkjs verifies one membership proof at a time. */
  msPerVerifyProof: number;
}

/** Distinct ballots; they are repeated, which costs a real audit's time: only their nullifiers are found used. */
const DISTINCT = 4;
const REPEATED = { open: 1_000, sealed: 500 };
const PEER_RUNS = 20;
const POLL: Address = "0x00000000000000000000000000000000000000AA";
const CHAIN = 31337;
const RULE = singleChoice({ options: 3, blank: true });
const KEY = multiply(GENERATOR, 123_456_789n);

export async function measureAudit(): Promise<AuditTable> {
  const voters = Array.from({ length: DISTINCT }, (_, i) => resident(i));
  const tree = new RollTree(voters.map(({ commitment }) => commitment));
  const scope = pollScope(CHAIN, POLL);
  const member = (i: number, message: bigint) => {
    const { secretScalar, commitment } = voters[i] as (typeof voters)[number];
    return prove({ secretScalar, commitment, path: tree.voterPath(i), message, scope });
  };
  const open: Record<string, unknown>[] = [];
  const sealed: Record<string, unknown>[] = [];
  let peer: MembershipProof | undefined;
  for (const [i, { secretScalar }] of voters.entries()) {
    const votes = RULE.allowBlank ? [i % 2, 1 - (i % 2), 0, 0] : [1, 0, 0, 0];
    peer = await member(i, packVotes(votes));
    open.push({ nullifier: peer.nullifier, votes: peer.message, proof: peer.points });
    const nullifier = nullifierOf(secretScalar, scope);
    const ballot = sealBallot({ chainId: CHAIN, poll: POLL, key: KEY, rules: [RULE] }, votes, nullifier);
    const circuit = ballotCircuit(ballot.size);
    const proof = await proveBallot(ballot, { wasm: wasmPath(circuit), zkey: keyPath(circuit) });
    const { points: memberProof } = await member(i, ballot.transcript.digest);
    const points = ciphertextWords(ballot.ciphertexts);
    sealed.push({ nullifier, points, h: proof.h, ballotProof: proof.points, memberProof });
  }
  const roll = { root: tree.paddedRoot, depth: tree.depth };
  return {
    msPerBallot: await timeOf("open", open, REPEATED.open, roll),
    msPerSealedBallot4: await timeOf("sealed", sealed, REPEATED.sealed, roll),
    msPerVerifyProof: await peerTime(peer as MembershipProof),
  };
}

/** Milliseconds that this process had a core for itself: what else runs on the machine does not count. */
function processor(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

async function peerTime(proof: MembershipProof): Promise<number> {
  const verify = () =>
    groth16.verify(membershipKey(proof.depth), publicSignals(proof).map(String), unpackPoints(proof.points));
  if (!(await verify())) throw new Error("the peer does not verify");
  const begun = processor();
  for (let i = 0; i < PEER_RUNS; i++) await verify();
  return (processor() - begun) / PEER_RUNS;
}

/** Audits the ballots as a node tells them, once each to see that they hold, then many times over. */
async function timeOf(
  kind: PollKindName,
  ballots: Record<string, unknown>[],
  count: number,
  roll: { root: bigint; depth: number },
): Promise<number> {
  const pairing = await Pairing.load();
  await auditBallots(kind, ballots, ballots.length, roll, pairing);
  const begun = processor();
  await auditBallots(kind, ballots, count, roll, pairing);
  return (processor() - begun) / count;
}

async function auditBallots(
  kind: PollKindName,
  ballots: Record<string, unknown>[],
  count: number,
  roll: { root: bigint; depth: number },
  pairing: Pairing,
): Promise<void> {
  const step = new StepRecord();
  const publication = {
    kind,
    content: {
      parameters: { opensAt: 0, closesAt: Number.MAX_SAFE_INTEGER, questions: [encodeRule(RULE)] },
      sealing: kind === "sealed" ? { key: KEY } : null,
    },
    rules: [RULE],
    published: { block: 1, logIndex: 0 },
    life: [],
  } as unknown as Publication;
  const context = contextOf(kind, ballots, count, pairing);
  const counted = await checkBallots(context, step, publication, { ...roll, rollSize: count }, count, null);
  const expected = count > ballots.length ? "nullifierRepeated" : undefined;
  if (counted.count !== count || step.finding?.code !== expected) {
    throw new Error(`the ballots do not verify: ${step.finding?.detail}`);
  }
}

/** A node in this process that tells one ballot a block. */
function contextOf(
  kind: PollKindName,
  ballots: Record<string, unknown>[],
  count: number,
  pairing: Pairing,
): Context {
  const abi = (kind === "open" ? openPollAbi : sealedPollAbi) as Abi;
  const eventName = kind === "open" ? "BallotCounted" : "SealedBallotCounted";
  const event = abi.find(
    (item): item is AbiEvent => item.type === "event" && item.name === eventName,
  ) as AbiEvent;
  const plain = event.inputs.filter(({ indexed }) => !indexed);
  const logs = Array.from({ length: count }, (_, i) => {
    const args = { ballot: BigInt(i), ...ballots[i % ballots.length] } as Record<string, unknown>;
    const words = plain.map(({ name }) => args[name as string]);
    const [blockNumber, transactionHash] = [numberToHex(i + 1), numberToHex(i, { size: 32 })];
    const topics = encodeEventTopics({ abi, eventName, args });
    return {
      address: POLL,
      topics,
      data: encodeAbiParameters(plain, words),
      blockNumber,
      logIndex: "0x0",
      transactionHash,
    };
  });
  const source = new Source({
    nodes: [{ name: "this process", ask: async ({ method, params }) => answer(method, params as unknown[]) }],
  });
  const answer = (method: string, params: unknown[]): unknown => {
    if (method !== "eth_getLogs") return { hash: "0x00", timestamp: "0x1" };
    const [{ fromBlock, toBlock }] = params as [{ fromBlock: Hex; toBlock: Hex }];
    return structuredClone(logs.slice(Number(fromBlock) - 1, Number(toBlock)));
  };
  return {
    ...{
      source,
      inputs: noInputs(),
      chainId: CHAIN,
      leVote: POLL,
      poll: POLL,
      startBlock: 1n,
      compiled: null,
    },
    head: { number: BigInt(count), hash: "0x00", time: 2 },
    pairing: async () => pairing,
    onProgress: () => undefined,
  };
}
