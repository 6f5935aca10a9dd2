import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as abis from "../../dapp/src/protocol/generated/abi.ts";
import { fingerprint, PROJECT } from "./builds.ts";
import { runToEnd } from "./processes.ts";

/** What the compiled subgraph is told when it is put to work. */
export interface SubgraphData {
  /** The chain as graph-node calls it; the local chain may have any name. */
  network: string;
  /** LeVote's address. */
  leVote: string;
  /** Block from which LeVote's events can be read. */
  startBlock: number;
}

/**
 * ABIs by the names that the manifest knows. They are the generated ones, which CI compares with the contracts: so the
 * subgraph can be compiled beside the contracts.
 */
const ABIS: Record<string, unknown> = {
  ILeVote: abis.leVoteAbi,
  IInvitationRoll: abis.invitationRollAbi,
  ITokenRoll: abis.tokenRollAbi,
  IOpenRoll: abis.openRollAbi,
  IOpenPoll: abis.openPollAbi,
  ISealedPoll: abis.sealedPollAbi,
  ICommittee: abis.committeeAbi,
};

const SUBGRAPH = join(PROJECT, "subgraph");
export const SUBGRAPH_BUILD = join(SUBGRAPH, "build");

/** Stands for the deployment's data in the compiled manifest: what is compiled does not depend on it. */
const PLACEHOLDERS: SubgraphData = {
  network: "le-vote-chain",
  leVote: "0x1eafca111eafca111eafca111eafca111eafca11",
  startBlock: 1234567890,
};

/**
 * Compiles the subgraph if its sources changed; tells whether they had.
 * @param log file that receives the compiler's output.
 */
export async function buildSubgraph(log: string, abort?: AbortSignal): Promise<boolean> {
  writeAbis();
  writeManifest(PLACEHOLDERS);
  const now = fingerprint([
    "subgraph/src/**/*",
    "subgraph/schema.graphql",
    "subgraph/subgraph.yaml",
    "package-lock.json",
    "subgraph/generated/abis/*",
  ]);
  const stamp = join(PROJECT, "cache/le-vote-subgraph.sha256");
  const built = existsSync(stamp) ? readFileSync(stamp, "utf8") : undefined;
  if (built === now && existsSync(join(SUBGRAPH_BUILD, "subgraph.yaml"))) return false;
  const graph = join(PROJECT, "node_modules/@graphprotocol/graph-cli/bin/run.js");
  const options = { cwd: SUBGRAPH, env: { ...process.env, FORCE_COLOR: "0" }, log, abort };
  await runToEnd(process.execPath, [graph, "codegen", "--output-dir", "generated", "subgraph.yaml"], options);
  rmSync(SUBGRAPH_BUILD, { recursive: true, force: true });
  await runToEnd(process.execPath, [graph, "build", "--output-dir", "build", "subgraph.yaml"], options);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  return true;
}

/** Writes the compiled subgraph with a deployment's data to a directory, which is emptied first. */
export function renderSubgraph(data: SubgraphData, directory: string): void {
  rmSync(directory, { recursive: true, force: true });
  cpSync(SUBGRAPH_BUILD, directory, { recursive: true });
  const path = join(directory, "subgraph.yaml");
  let manifest = readFileSync(path, "utf8");
  for (const key of ["network", "leVote", "startBlock"] as const) {
    const placeholder = String(PLACEHOLDERS[key]);
    if (!manifest.includes(placeholder)) throw new Error(`the compiled manifest says nothing of ${key}`);
    manifest = manifest.replaceAll(placeholder, String(data[key]));
  }
  writeFileSync(path, manifest);
}

/** Writes subgraph/subgraph.yaml, from which graph-cli compiles, with a deployment's data. */
export function writeManifest(data: SubgraphData): void {
  const template = readFileSync(join(SUBGRAPH, "subgraph.template.yaml"), "utf8");
  writeFileSync(join(SUBGRAPH, "subgraph.yaml"), fill(template, data));
}

function fill(template: string, data: SubgraphData): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, key: string) => {
    if (!(key in data)) throw new Error(`subgraph.template.yaml wants an unknown ${key}`);
    return String(data[key as keyof SubgraphData]);
  });
}

function writeAbis(): void {
  const target = join(SUBGRAPH, "generated/abis");
  mkdirSync(target, { recursive: true });
  for (const [name, abi] of Object.entries(ABIS))
    writeFileSync(join(target, `${name}.json`), `${JSON.stringify(abi, null, 2)}\n`);
}
