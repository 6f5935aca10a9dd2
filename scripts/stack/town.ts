import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AppConfig, type Deployment, deploymentOn } from "../../dapp/src/protocol/deployment.ts";
import { chainOf } from "../chains.ts";
import { GENESIS } from "../demo/calendar.ts";
import { startClerk } from "../demo/clerk.ts";
import { type DemoTown, seedTown } from "../demo/seed.ts";
import { serveApp } from "./app.ts";
import { buildApp, buildContracts, contractsFingerprint, PROJECT } from "./builds.ts";
import { findGraphNode, NoGraphNodeError, startGraphNode } from "./graphNode.ts";
import { startIpfs } from "./ipfs.ts";
import { type Journal, Recorder, readJournal, replay } from "./journal.ts";
import { type LocalNode, startClock, startNode } from "./node.ts";
import { claim, Parts, StoppedError } from "./parts.ts";
import { type Ports, requireFree } from "./ports.ts";
import { startPostgres } from "./postgres.ts";
import { type OnProgress, step } from "./progress.ts";
import { buildSubgraph, renderSubgraph } from "./subgraph.ts";

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

/** A part that tests can take away while the rest runs. */
export interface StoppablePart {
  stop(): Promise<void>;
}

export interface Town {
  config: AppConfig;
  deployment: Deployment;
  demo: DemoTown | null;
  urls: { app: string; node: string; graphql: string | null };
  node: LocalNode;
  /** Null where graph-node cannot be installed. */
  graphNode: StoppablePart | null;
  /** Whether the town of an earlier start goes on. */
  continued: boolean;
  /** Stops everything; nothing is left behind. */
  stop(): Promise<void>;
}

/** Starts a whole town: chain, contracts, indexer, residents, app. @throws PortBusyError, AlreadyRunningError */
export async function startTown(options: TownOptions): Promise<Town> {
  const { directory, signal } = options;
  const parts = new Parts();
  const halt = () => void parts.stop().catch(() => undefined);
  signal?.addEventListener("abort", halt, { once: true });
  try {
    mkdirSync(join(directory, "logs"), { recursive: true });
    await parts.add(null, await claim(directory));
    return await start(options, parts);
  } catch (error) {
    await parts.stop();
    throw signal?.aborted ? new StoppedError() : error;
  } finally {
    signal?.removeEventListener("abort", halt);
  }
}

async function start(options: TownOptions, parts: Parts): Promise<Town> {
  const { ports, directory, signal, onProgress = () => undefined } = options;
  const log = (name: string) => join(directory, "logs", `${name}.log`);
  const changed = (was: boolean) => (was ? "built" : "unchanged");
  await requireFree(ports);

  const appBuilt = step(onProgress, "App", () => buildApp(log("app"), signal), changed);
  const indexed = hasGraphNode(onProgress);
  const database = indexed
    ? step(onProgress, "PostgreSQL", async () => {
        const data = join(directory, "postgres");
        const running = await startPostgres({
          port: ports.postgres,
          data,
          log: log("postgres"),
          databases: ["town"],
        });
        return parts.add(running, running.stop);
      })
    : null;
  // Awaited further down; a failure before that must stop the start there, not the process here.
  for (const early of [appBuilt, database]) early?.catch(() => undefined);

  await step(onProgress, "Contracts", () => buildContracts(log("contracts"), signal), changed);
  const subgraphBuilt = indexed
    ? step(onProgress, "Subgraph", () => buildSubgraph(log("subgraph"), signal), changed)
    : null;
  subgraphBuilt?.catch(() => undefined);

  const earlier = options.fresh ? undefined : readTown(options, onProgress);
  const now = Math.floor(Date.now() / 1000);
  const genesis = earlier?.journal.head.genesis ?? now + GENESIS;
  const node = await step(onProgress, "Chain", async () => {
    const running = await startNode(
      { port: ports.node, chainId: CHAIN_ID, genesis },
      join(directory, "logs"),
    );
    return parts.add(running, running.stop);
  });

  const journal = join(directory, "journal.jsonl");
  let recorder: Recorder;
  let deployment: Deployment;
  if (earlier) {
    const { blocks } = earlier.journal;
    deployment = earlier.deployment;
    await step(
      onProgress,
      "Town of the last start",
      () => replay(node.chain, blocks),
      () => `${blocks.length} blocks repeated`,
    );
    recorder = Recorder.resume(journal, node.chain, blocks.at(-1)?.number ?? 0);
  } else {
    recorder = Recorder.begin(journal, node.chain, {
      version: 1,
      chainId: CHAIN_ID,
      genesis,
      contracts: contractsFingerprint(),
    });
    deployment = await step(
      onProgress,
      "Deployment",
      () => deployTown(node, directory),
      ({ leVote }) => `LeVote at ${leVote}`,
    );
  }

  const seeded = earlier
    ? Promise.resolve(earlier.demo)
    : options.seed
      ? step(onProgress, "Residents, polls and ballots", () => seed(options, node, deployment, now))
      : Promise.resolve(null);
  const graphNode = database && subgraphBuilt ? await startIndexer() : null;
  const demo = await seeded;
  await startClock(node.chain);
  if (!earlier) await recorder.markBuilt();
  recorder.watch(
    (error) => parts.stopping || onProgress({ kind: "note", text: `The journal stopped: ${error.message}` }),
  );
  await parts.add(recorder, async () => {
    recorder.stop();
    if (!node.hasEnded()) await recorder.record();
  });
  if (demo) await parts.add(null, startClerk(node.chain, deployment, demo, onProgress));

  await appBuilt;
  const config: AppConfig = {
    chainId: CHAIN_ID,
    name: deployment.name,
    rpcUrls: [node.url],
    leVote: deployment.leVote,
    startBlock: deployment.startBlock,
    subgraphUrl: graphNode?.url ?? null,
    demonstration: true,
  };
  const app = await serveApp(join(PROJECT, "dapp/dist"), config, ports.app);
  await parts.add(app, app.stop);
  return {
    config,
    deployment,
    demo,
    urls: { app: app.url, node: node.url, graphql: graphNode?.url ?? null },
    node,
    graphNode,
    continued: earlier !== undefined,
    stop: () => parts.stop(),
  };

  async function startIndexer() {
    const postgres = await database;
    await subgraphBuilt;
    if (!postgres) return null;
    return step(onProgress, "graph-node", async () => {
      const ipfs = await startIpfs(ports.ipfs);
      await parts.add(ipfs, ipfs.stop);
      const subgraph = join(directory, "subgraph");
      const { leVote, startBlock } = deployment;
      const network = "le-vote-local";
      renderSubgraph({ network, leVote, startBlock }, subgraph);
      const running = await startGraphNode({
        ports,
        postgres: postgres.url("town"),
        network,
        node: node.url,
        ipfs: ipfs.url,
        subgraph,
        log: log("graph-node"),
      });
      return parts.add(running, running.stop);
    });
  }
}

function hasGraphNode(onProgress: OnProgress): boolean {
  try {
    findGraphNode();
    return true;
  } catch (error) {
    if (!(error instanceof NoGraphNodeError)) throw error;
    onProgress({ kind: "note", text: error.message });
    return false;
  }
}

/** One path to the contracts, as for networks; Hardhat is loaded only when it is needed. */
async function deployTown(node: LocalNode, directory: string): Promise<Deployment> {
  const { deploy, recordDeployment } = await import("../deploy.ts");
  const deployment = await deploy(node.chain as Parameters<typeof deploy>[0], chainOf(CHAIN_ID));
  rmSync(join(directory, "deployments.json"), { force: true });
  return recordDeployment(join(directory, "deployments.json"), deployment);
}

async function seed(
  { directory, onProgress }: TownOptions,
  node: LocalNode,
  deployment: Deployment,
  now: number,
) {
  const demo = await seedTown({
    chain: node.chain,
    deployment,
    now,
    onProgress: (text) => onProgress?.({ kind: "note", text }),
  });
  // It holds letters and backup words.
  writeFileSync(join(directory, "demo.json"), `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  return demo;
}

interface EarlierTown {
  journal: Journal;
  deployment: Deployment;
  demo: DemoTown | null;
}

/** What an earlier start left in the directory, if it was complete and is of the same contracts. */
function readTown({ directory, seed: seeded }: TownOptions, onProgress: OnProgress): EarlierTown | undefined {
  const journal = readJournal(join(directory, "journal.jsonl"));
  if (!journal) return undefined;
  const anew = (why: string) => onProgress({ kind: "note", text: `${why}: the town begins anew.` });
  if (!journal.complete) return void anew("The last start was interrupted before the town was complete");
  if (journal.head.contracts !== contractsFingerprint())
    return void anew("The contracts have changed since the last start");
  const demoPath = join(directory, "demo.json");
  const deployments = join(directory, "deployments.json");
  if (!existsSync(deployments) || (seeded && !existsSync(demoPath)))
    return void anew(`${directory} lacks a file of the last start`);
  return {
    journal,
    deployment: deploymentOn(CHAIN_ID, JSON.parse(readFileSync(deployments, "utf8"))),
    demo: seeded ? (JSON.parse(readFileSync(demoPath, "utf8")) as DemoTown) : null,
  };
}
