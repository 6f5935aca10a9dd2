import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { Group } from "@semaphore-protocol/group";
import { Identity } from "@semaphore-protocol/identity";
import { generateProof } from "@semaphore-protocol/proof";
import { type ProofArtifacts, proveMembership } from "../../dapp/src/protocol/proof.ts";
import { approval, singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import type { QuestionRule } from "../../dapp/src/protocol/questions.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import { sealBallot } from "../../dapp/src/protocol/sealed/ballot.ts";
import { proveBallot } from "../../dapp/src/protocol/sealed/ballotProof.ts";
import { GENERATOR, multiply } from "../../dapp/src/protocol/sealed/curve.ts";
import { proveShare } from "../../dapp/src/protocol/sealed/trusteeProof.ts";
import { artifacts as semaphoreArtifacts } from "../../test/support/ballots.ts";
import { resident } from "../../test/support/town.ts";
import { CIRCUITS, compile, fileHash } from "../proving/compile.ts";
import { provenance } from "../proving/keys.ts";
import { keyPath, readManifest, wasmPath } from "../proving/manifest.ts";

/** What does not vary: constraints, and bytes of what a prover downloads. MB are 1,000,000 bytes. */
export interface ProofSizes {
  constraints4: number;
  constraints8: number;
  constraints16: number;
  constraintsShare8: number;
  zkeyBytes4: number;
  zkeyBytes8: number;
  zkeyBytes16: number;
  zkeyBytesShare8: number;
  /** Witness calculator and proving key for an open vote on the largest rolls (depth 20), compressed as a host does. */
  openMaterialMB: number;
  /** The same for a sealed vote: Semaphore's and the ballot's. */
  sealed4MaterialMB: number;
  sealed8MaterialMB: number;
  sealed16MaterialMB: number;
  shareMaterialMB: number;
}

/** Seconds in Node, median of some runs with everything loaded; the ballot's own proof, without the member's. */
export interface ProofSeconds {
  /** The field's bar: Semaphore's own function, depth 10. */
  semaphoreGenerateProofSeconds: number;
  /** An open vote's proof, depth 10. */
  proveOpenSeconds: number;
  proveSealed4Seconds: number;
  proveSealed8Seconds: number;
  proveSealed16Seconds: number;
  proveShare8Seconds: number;
}

const DEEPEST = 20;
const DEPTH = 10;
const MEMBERS = 100;
const RUNS = 3;
/** Of brotli. Hosts that compress beforehand use 11, which takes a minute a file and saves 1 to 3 % of these. */
const QUALITY = 5;

/** Constraints as recorded with the keys; compiled anew where keys and sources are not those of the record. */
async function constraintsOf(name: string): Promise<number> {
  const { circuits, sources } = readManifest();
  const record = circuits[name];
  if (record && sources === provenance().sources && record.zkey === fileHash(keyPath(name)))
    return record.constraints;
  const source = CIRCUITS[name];
  if (!source) throw new Error(`there is no circuit ${name}`);
  return (await compile(name, source)).constraints;
}

const own = (name: string) => ({ wasm: wasmPath(name), zkey: keyPath(name) });

function compressedMB(...material: { wasm: string; zkey: string }[]): number {
  const files = material.flatMap(({ wasm, zkey }) => [wasm, zkey]).map((path) => readFileSync(path));
  const params = { [constants.BROTLI_PARAM_QUALITY]: QUALITY };
  return files.reduce((sum, file) => sum + brotliCompressSync(file, { params }).length, 0) / 1e6;
}

const bytesOf = (name: string) => readFileSync(keyPath(name)).length;

export async function measureSizes(): Promise<ProofSizes> {
  const membership = semaphoreArtifacts(DEEPEST) as { wasm: string; zkey: string };
  return {
    constraints4: await constraintsOf("ballot4"),
    constraints8: await constraintsOf("ballot8"),
    constraints16: await constraintsOf("ballot16"),
    constraintsShare8: await constraintsOf("share8"),
    zkeyBytes4: bytesOf("ballot4"),
    zkeyBytes8: bytesOf("ballot8"),
    zkeyBytes16: bytesOf("ballot16"),
    zkeyBytesShare8: bytesOf("share8"),
    openMaterialMB: compressedMB(membership),
    sealed4MaterialMB: compressedMB(membership, own("ballot4")),
    sealed8MaterialMB: compressedMB(membership, own("ballot8")),
    sealed16MaterialMB: compressedMB(membership, own("ballot16")),
    shareMaterialMB: compressedMB(own("share8")),
  };
}

const choice = singleChoice({ options: 3, blank: true });
const approvals = approval({ options: 4, blank: false, least: 0, most: 4 });
const PAPERS = {
  4: { rules: [choice], votes: [1, 0, 0, 0] },
  8: { rules: [choice, approvals], votes: [1, 0, 0, 0, 1, 0, 1, 0] },
  16: {
    rules: [choice, approvals, approvals, choice],
    votes: [1, 0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 1],
  },
} as const satisfies Record<number, { rules: readonly QuestionRule[]; votes: readonly number[] }>;

const CHAIN = 31337;
const POLL = "0x00000000000000000000000000000000000a11ce";
const COMMITTEE = "0x0000000000000000000000000000000000c0ffee";
const SECRET = 0x5ea1edn;

/** Each proof in turn, {@link RUNS} times after one that only warms up. */
export async function measureSeconds(): Promise<ProofSeconds> {
  const proofs = provers();
  const taken = new Map<string, number[]>();
  for (let run = 0; run <= RUNS; run++) {
    for (const [name, prove] of Object.entries(proofs)) {
      const begun = performance.now();
      await prove();
      const seconds = (performance.now() - begun) / 1000;
      if (run > 0) taken.set(name, [...(taken.get(name) ?? []), seconds]);
    }
  }
  const median = (name: keyof ProofSeconds) =>
    taken.get(name)?.toSorted((a, b) => a - b)[RUNS >> 1] ?? Number.NaN;
  return {
    semaphoreGenerateProofSeconds: median("semaphoreGenerateProofSeconds"),
    proveOpenSeconds: median("proveOpenSeconds"),
    proveSealed4Seconds: median("proveSealed4Seconds"),
    proveSealed8Seconds: median("proveSealed8Seconds"),
    proveSealed16Seconds: median("proveSealed16Seconds"),
    proveShare8Seconds: median("proveShare8Seconds"),
  };
}

function provers(): Record<keyof ProofSeconds, () => Promise<unknown>> {
  const identity = new Identity("bench");
  const voter = resident(0);
  const members = [voter.commitment, ...Array.from({ length: MEMBERS - 2 }, (_, i) => BigInt(i + 1))];
  const group = new Group([...members, identity.commitment]);
  const path = new RollTree([...members, identity.commitment]).voterPath(0);
  const semaphore = semaphoreArtifacts(DEPTH) as ProofArtifacts & { wasm: string; zkey: string };
  const totals = [2n, 3n, 5n, 7n].map((scalar) => multiply(GENERATOR, scalar));
  const statement = { chainId: CHAIN, committee: COMMITTEE, trustee: 1, phase: "share", poll: POLL } as const;
  const sealed = (size: keyof typeof PAPERS) => {
    const { rules, votes } = PAPERS[size];
    const poll = { chainId: CHAIN, poll: POLL, key: multiply(GENERATOR, SECRET), rules } as const;
    return proveBallot(sealBallot(poll, votes, 77n), own(`ballot${size}`));
  };
  return {
    semaphoreGenerateProofSeconds: () => generateProof(identity, group, 1n, 2n, DEPTH, semaphore),
    proveOpenSeconds: () => proveMembership({ ...voter, path, message: 1n, scope: 2n }, semaphore),
    proveSealed4Seconds: () => sealed(4),
    proveSealed8Seconds: () => sealed(8),
    proveSealed16Seconds: () => sealed(16),
    proveShare8Seconds: () => proveShare(statement, SECRET, totals, own("share8")),
  };
}
