import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { deploymentOn } from "../dapp/src/protocol/deployment.ts";
import { PROJECT } from "./stack/builds.ts";
import { SUBGRAPH_NAME } from "./stack/graphNode.ts";
import { runToEnd } from "./stack/processes.ts";
import { buildSubgraph, writeManifest } from "./stack/subgraph.ts";

const HELP = `npm run subgraph -- --chain 84532 --node URL --ipfs URL [--name NAME] [--key KEY]
    compiles the subgraph for the deployment on that chain and hands it to a graph-node

  --chain  decimal chain id, 31337 (the town that npm start runs) when left out
  --node   admin interface of the graph-node, http://127.0.0.1:8020 when left out
  --ipfs   IPFS node from which it reads, http://127.0.0.1:5001 when left out
  --name   of the subgraph, ${SUBGRAPH_NAME} when left out
  --key    deploy key, where the graph-node asks for one`;

/** Chains as graph-nodes call them. */
const NETWORKS: Record<string, string> = { 31337: "local", 84532: "base-sepolia", 8453: "base" };

const { values } = parseArgs({
  options: {
    chain: { type: "string", default: "31337" },
    node: { type: "string", default: "http://127.0.0.1:8020" },
    ipfs: { type: "string", default: "http://127.0.0.1:5001" },
    name: { type: "string", default: SUBGRAPH_NAME },
    key: { type: "string" },
    help: { type: "boolean" },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const { chain, node, ipfs, name, key } = values;
const network = NETWORKS[chain];
if (!network)
  throw new Error(`graph-node's name of chain ${chain} is not known: add it to scripts/subgraph.ts`);
const file = join(PROJECT, chain === "31337" ? ".local/deployments.json" : "scripts/deployments.json");
if (!existsSync(file)) throw new Error("nothing is deployed on this computer's chain: run npm start first");
const { leVote, startBlock } = deploymentOn(Number(chain), JSON.parse(readFileSync(file, "utf8")));

mkdirSync(join(PROJECT, "cache"), { recursive: true });
const log = join(PROJECT, "cache/subgraph.log");
await buildSubgraph(log);
writeManifest({ network, leVote, startBlock });
const graph = join(PROJECT, "node_modules/@graphprotocol/graph-cli/bin/run.js");
const options = { cwd: join(PROJECT, "subgraph"), env: { ...process.env, FORCE_COLOR: "0" }, log };
const access = key ? ["--deploy-key", key] : [];
// A name that is there already is no reason to stop: create says so and the next version is deployed under it.
if (!key) await runToEnd(process.execPath, [graph, "create", "--node", node, name], options).catch(nameTaken);
const target = ["--node", node, "--ipfs", ipfs, "--version-label", new Date().toISOString()];
await runToEnd(process.execPath, [graph, "deploy", ...target, ...access, name, "subgraph.yaml"], options);
console.log(`The subgraph ${name} follows LeVote at ${leVote} from block ${startBlock} on.`);

function nameTaken(error: Error): void {
  if (!/already exists/i.test(error.message)) throw error;
}
