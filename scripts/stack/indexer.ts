import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { findGraphNode, startGraphNode } from "./graphNode.ts";
import { startIpfs } from "./ipfs.ts";
import type { Ports } from "./ports.ts";
import { startPostgres } from "./postgres.ts";
import { type OnProgress, step } from "./progress.ts";
import { buildSubgraph, renderSubgraph, type SubgraphData } from "./subgraph.ts";

export interface IndexedChain {
  /** JSON-RPC of the chain. */
  node: string;
  subgraph: SubgraphData;
}

export interface IndexerSettings {
  ports: Omit<Ports, "node" | "app">;
  /** Holds the database, the rendered subgraph and the logs. */
  directory: string;
  /** What is indexed; it may still be on its way to the chain while the rest starts. */
  source: IndexedChain | Promise<IndexedChain>;
  /** Hears of each program that runs beside this process. */
  onProgram?: (name: string, pid: number) => void;
  /** Breaks a start off between its steps. */
  abort?: AbortSignal;
}

export interface Indexer {
  /** Where the subgraph's GraphQL answers. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Compiles the subgraph if need be and starts all that it takes to query it: PostgreSQL, an empty IPFS gateway and
 * graph-node. What fails to start leaves nothing behind.
 * @throws NoGraphNodeError where graph-node cannot be installed, before anything is started.
 */
export async function startIndexer(settings: IndexerSettings, onProgress: OnProgress): Promise<Indexer> {
  findGraphNode();
  const { ports, directory, source, onProgram, abort } = settings;
  mkdirSync(directory, { recursive: true });
  const rendered = join(directory, "subgraph");
  const started: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    // In order: what depends on another goes first.
    for (let part = started.pop(); part; part = started.pop()) await part.stop();
  };
  try {
    const built = (changed: boolean) => (changed ? "compiled" : "nothing changed");
    await step(onProgress, "Subgraph", () => buildSubgraph(join(directory, "subgraph.log"), abort), built);
    abort?.throwIfAborted();
    const postgres = await step(onProgress, "PostgreSQL", () =>
      startPostgres({
        port: ports.postgres,
        data: join(directory, "postgres"),
        log: join(directory, "postgres.log"),
        databases: ["graph"],
      }),
    );
    started.push(postgres);
    onProgram?.("postgres", postgres.pid);
    const { node, subgraph } = await source;
    abort?.throwIfAborted();
    renderSubgraph(subgraph, rendered);
    const ipfs = await startIpfs(ports.ipfs);
    started.push(ipfs);
    const graphNode = await step(
      onProgress,
      "graph-node",
      () =>
        startGraphNode({
          ports,
          postgres: postgres.url("graph"),
          network: subgraph.network,
          node,
          ipfs: ipfs.url,
          subgraph: rendered,
          log: join(directory, "graph-node.log"),
        }),
      ({ url }) => url,
    );
    started.push(graphNode);
    onProgram?.("gnd", graphNode.pid);
    return { url: graphNode.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
