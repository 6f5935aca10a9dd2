import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Ports } from "./ports.ts";
import { type Running, run } from "./processes.ts";
import { within } from "./waiting.ts";

export interface GraphNodeSettings {
  ports: Pick<Ports, "graphql" | "admin" | "status" | "metrics">;
  /** Connection URL of an empty or earlier database of this chain. */
  postgres: string;
  /** As the manifest names it. */
  network: string;
  /** JSON-RPC of the chain. */
  node: string;
  ipfs: string;
  /** Directory of a rendered subgraph, see subgraph.ts. */
  subgraph: string;
  /** File that receives its output. */
  log: string;
}

export interface GraphNode extends Running {
  /** Where the subgraph's GraphQL answers. */
  readonly url: string;
}

/** Name of the subgraph in its address. */
export const SUBGRAPH_NAME = "le-vote";
/** The name that graph-node's developer form gives by itself; ours is added once that one stands, for two at once collide. */
const FIRST_NAME = "subgraph-0";

const START_TIMEOUT = 60_000;

/** Thrown where graph-node cannot be installed: only Linux on x64 has a package. */
export class NoGraphNodeError extends Error {
  override readonly name = "NoGraphNodeError";
  constructor(platform = `${process.platform}-${process.arch}`) {
    super(
      `graph-node cannot be installed here (${platform}; its package is for linux-x64): the app reads the chain itself, ` +
        "or start the official images with: docker compose up (compose.yaml says how).",
    );
  }
}

/** @throws NoGraphNodeError */
export function findGraphNode(): string {
  const { resolve } = createRequire(import.meta.url);
  try {
    const program = join(dirname(resolve("@graphprotocol/gnd-linux-x64/package.json")), "bin/gnd");
    if (process.platform === "linux" && process.arch === "x64" && existsSync(program)) return program;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
  }
  throw new NoGraphNodeError();
}

/**
 * Starts graph-node and waits until it answers GraphQL, under the name {@link SUBGRAPH_NAME}.
 * It listens on all addresses of the machine and cannot be told otherwise.
 */
export async function startGraphNode(settings: GraphNodeSettings): Promise<GraphNode> {
  const { ports, postgres, network, node, ipfs, subgraph, log } = settings;
  const manifest = join(subgraph, "subgraph.yaml");
  const args = ["dev", "--manifests", `${manifest}:.`, "--database-dir", subgraph];
  args.push("--postgres-url", postgres, "--ethereum-rpc", `${network}:${node}`, "--ipfs", ipfs);
  args.push("--http-port", String(ports.graphql), "--admin-port", String(ports.admin));
  args.push("--index-node-port", String(ports.status), "--metrics-port", String(ports.metrics));
  const running = run(findGraphNode(), args, {
    cwd: subgraph,
    log,
    // It takes SIGTERM for a crash of its parent and leaves its work unfinished.
    signal: "SIGINT",
    env: {
      ...process.env,
      GRAPH_LOG: process.env.GRAPH_LOG ?? "info",
      ETHEREUM_POLLING_INTERVAL: "200",
      // With the cache the last block stays unseen when blocks come seconds apart.
      GRAPH_STORE_DISABLE_CHAIN_HEAD_PTR_CACHE: "true",
    },
  });
  const at = (name: string) => `http://127.0.0.1:${ports.graphql}/subgraphs/name/${name}`;
  try {
    const what = `graph-node (its words are in ${log})`;
    await within(START_TIMEOUT, what, () => answers(at(FIRST_NAME)), running.ended);
    const admin = `http://127.0.0.1:${ports.admin}`;
    await call(admin, "subgraph_create", { name: SUBGRAPH_NAME });
    await call(admin, "subgraph_deploy", { name: SUBGRAPH_NAME, ipfs_hash: manifest });
    await within(START_TIMEOUT, what, () => answers(at(SUBGRAPH_NAME)), running.ended);
  } catch (error) {
    await running.stop();
    throw error;
  }
  return { ...running, url: at(SUBGRAPH_NAME) };
}

/** @throws Error on a refusal. */
async function call(admin: string, method: string, params: object): Promise<void> {
  const answer = (await post(admin, { jsonrpc: "2.0", id: 1, method, params })) as {
    error?: { message: string };
  } | null;
  if (answer === null) throw new Error(`graph-node does not listen at ${admin}`);
  if (answer.error) throw new Error(`graph-node refused ${method}: ${answer.error.message}`);
}

async function answers(url: string): Promise<boolean> {
  const answer = (await post(url, { query: "{ _meta { block { number } } }" })) as { data?: unknown } | null;
  return answer?.data != null;
}

async function post(url: string, body: object): Promise<unknown> {
  let response: Response;
  try {
    const headers = { "content-type": "application/json" };
    response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
  } catch (error) {
    // Nothing listens yet.
    if (error instanceof TypeError) return null;
    throw error;
  }
  return response.json();
}
