import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { AppConfig, Deployment } from "../../dapp/src/protocol/deployment.ts";
import { chainOf } from "../chains.ts";
import { GENESIS } from "../demo/calendar.ts";
import { startClerk } from "../demo/clerk.ts";
import { Provers } from "../demo/provers.ts";
import { type DemoTown, seedTown } from "../demo/seed.ts";
import { serveApp } from "./app.ts";
import { buildApp, buildContracts, contractsFingerprint, PROJECT } from "./builds.ts";
import { DEPLOYMENTS, type EarlierTown, JOURNAL, readTown, writeDemo } from "./earlier.ts";
import { NoGraphNodeError } from "./graphNode.ts";
import { type Indexer, startIndexer } from "./indexer.ts";
import { Recorder, replay } from "./journal.ts";
import { type LocalNode, startClock, startNode } from "./node.ts";
import { claim, Parts, StoppedError } from "./parts.ts";
import { type Ports, requireFree } from "./ports.ts";
import { type OnProgress, step } from "./progress.ts";

const CHAIN_ID = 31337;

export interface TownOptions {
  ports: Ports;
  /** Where the town lives between starts: journal, addresses, invitations, logs. */
  directory: string;
  /** Begin anew, whatever the directory holds. */
  fresh: boolean;
  /** Build the demonstration town; without it LeVote stands alone on the chain. */
  seed: boolean;
  onProgress?: OnProgress;
  /** Stops a start that is under way. */
  signal?: AbortSignal;
}

export interface Town {
  config: AppConfig;
  deployment: Deployment;
  demo: DemoTown | null;
  urls: { app: string; node: string; graphql: string | null };
  node: LocalNode;
  /** Null where graph-node cannot be installed. */
  indexer: Indexer | null;
  /** Whether the town of an earlier start goes on. */
  continued: boolean;
  /** Stops everything; nothing is left behind. */
  stop(): Promise<void>;
}

/** Starts a whole town: chain, contracts, indexer, residents, app. @throws PortBusyError, AlreadyRunningError */
export async function startTown(options: TownOptions): Promise<Town> {
  const parts = new Parts();
  const abort = new AbortController();
  const forward = () => abort.abort();
  options.signal?.addEventListener("abort", forward, { once: true });
  try {
    return await start(options, parts, abort.signal);
  } catch (error) {
    abort.abort();
    await parts.stop();
    throw options.signal?.aborted ? new StoppedError() : error;
  } finally {
    options.signal?.removeEventListener("abort", forward);
  }
}

async function start(options: TownOptions, parts: Parts, abort: AbortSignal): Promise<Town> {
  const { ports, directory, onProgress = () => undefined } = options;
  const logs = join(directory, "logs");
  mkdirSync(logs, { recursive: true });
  const claimed = await claim(directory);
  parts.add(claimed, claimed.release);
  await requireFree(ports);

  const tell = (text: string) => onProgress({ kind: "note", text });
  const earlier = options.fresh ? undefined : readTown(directory, options.seed, tell);

  // Both cores have much to do at first: whatever needs nothing of the others begins at once.
  const changed = (was: boolean) => (was ? "built" : "unchanged");
  const appBuilt = parts.branch(
    step(onProgress, "App", () => buildApp(join(logs, "app.log"), abort), changed),
  );
  const standing = parts.branch(stand());
  const indexing = parts.branch(index());
  const { now, node, recorder, deployment, provers } = await standing;
  abort.throwIfAborted();

  const demo = earlier ? earlier.demo : provers ? await parts.branch(seed(provers)) : null;
  await startClock(node.chain);
  if (!earlier) await recorder.markBuilt();
  recorder.watch((error) => parts.stopping || tell(`The journal stopped: ${error.message}`));
  parts.add(recorder, async () => {
    recorder.stop();
    if (!node.hasEnded()) await recorder.record();
  });
  const indexer = await indexing;
  await appBuilt;
  abort.throwIfAborted();
  if (demo) {
    const keep = () => writeDemo(directory, demo);
    parts.add(null, await startClerk({ chain: node.chain, deployment, town: demo, keep, onProgress }));
  }

  const config: AppConfig = {
    chainId: CHAIN_ID,
    name: deployment.name,
    rpcUrls: [node.url],
    leVote: deployment.leVote,
    startBlock: deployment.startBlock,
    subgraphUrl: indexer?.url ?? null,
    demonstration: true,
  };
  const app = await serveApp(join(PROJECT, "dapp/dist"), config, ports.app);
  parts.add(app, app.stop);
  return {
    config,
    deployment,
    demo,
    urls: { app: app.url, node: node.url, graphql: indexer?.url ?? null },
    node,
    indexer,
    continued: earlier !== undefined,
    stop: () => parts.stop(),
  };

  /** The contracts on a chain, as the last start left them or new. */
  async function stand() {
    await step(onProgress, "Contracts", () => buildContracts(join(logs, "contracts.log"), abort), changed);
    const now = Math.floor(Date.now() / 1000);
    // They take a moment to load what they need, while the chain and the contracts come up.
    const provers = options.seed && !earlier ? new Provers() : null;
    if (provers) parts.add(provers, () => provers.stop());
    const genesis = earlier?.journal.head.genesis ?? now + GENESIS;
    const node = await step(onProgress, "Chain", async () => {
      const running = await startNode({ port: ports.node, chainId: CHAIN_ID, genesis }, logs);
      claimed.note("nodeServer", running.pid);
      return parts.add(running, running.stop);
    });
    return { now, node, provers, ...(await (earlier ? resume(node, earlier) : deployAnew(node, genesis))) };
  }

  async function resume(node: LocalNode, { journal: { blocks }, deployment }: EarlierTown) {
    const repeated = () => `${blocks.length} blocks repeated`;
    await step(onProgress, "Town of the last start", () => replay(node.chain, blocks), repeated);
    const recorder = Recorder.resume(join(directory, JOURNAL), node.chain, blocks.at(-1)?.number ?? 0);
    return { recorder, deployment };
  }

  async function deployAnew(node: LocalNode, genesis: number) {
    const head = { version: 1, chainId: CHAIN_ID, genesis, contracts: contractsFingerprint() } as const;
    const recorder = Recorder.begin(join(directory, JOURNAL), node.chain, head);
    const at = ({ leVote }: Deployment) => `LeVote at ${leVote}`;
    const deployment = await step(onProgress, "Deployment", () => deployTown(node, directory), at);
    return { recorder, deployment };
  }

  async function index(): Promise<Indexer | null> {
    const source = standing.then(({ node, deployment: { leVote, startBlock } }) => ({
      node: node.url,
      subgraph: { network: "le-vote-local", leVote, startBlock },
    }));
    // Where nobody comes to wait for it, a failed start is told by the rest.
    source.catch(() => undefined);
    try {
      const onProgram = (name: string, pid: number) => claimed.note(name, pid);
      const running = await startIndexer({ ports, directory: logs, source, onProgram, abort }, onProgress);
      return parts.add(running, running.stop);
    } catch (error) {
      if (!(error instanceof NoGraphNodeError)) throw error;
      tell(error.message);
      return null;
    }
  }

  function seed(provers: Provers): Promise<DemoTown> {
    return step(onProgress, "Residents, polls and ballots", async () => {
      const town = await seedTown({ chain: node.chain, deployment, provers, now, onProgress: tell, abort });
      writeDemo(directory, town);
      return town;
    });
  }
}

/** One path to the contracts, as for networks; Hardhat is loaded only when it is needed. */
async function deployTown(node: LocalNode, directory: string): Promise<Deployment> {
  const { deploy, recordDeployment } = await import("../deploy.ts");
  const deployment = await deploy(node.chain as Parameters<typeof deploy>[0], chainOf(CHAIN_ID));
  rmSync(join(directory, DEPLOYMENTS), { force: true });
  return recordDeployment(join(directory, DEPLOYMENTS), deployment);
}
