import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from "graphql";
import { PROJECT } from "./stack/builds.ts";
import { startIndexer } from "./stack/indexer.ts";
import { startNode } from "./stack/node.ts";
import { freePorts } from "./stack/ports.ts";
import { progressLine } from "./stack/progress.ts";

/**
 * Writes the GraphQL schema that graph-node makes of `subgraph/schema.graphql`, as clients see it, by asking a
 * graph-node of its own. Types of queries are generated from it. `--check` writes nothing and fails when it differs.
 */
const FILE = join(PROJECT, "subgraph/api.graphql");
const HEADER =
  "# Written by `node --import tsx scripts/subgraphApi.ts` from what graph-node answers. Do not edit.\n\n";

const directory = mkdtempSync(join(tmpdir(), "le-vote-api-"));
const ports = await freePorts();
const node = await startNode(
  { port: ports.node, chainId: 31337, genesis: Math.floor(Date.now() / 1000) },
  directory,
);
try {
  const subgraph = { network: "local", leVote: `0x${"00".repeat(20)}`, startBlock: 0 };
  const indexer = await startIndexer({ ports, directory, node: node.url, subgraph }, (event) =>
    console.log(progressLine(event)),
  );
  try {
    compare(HEADER + (await printedSchema(indexer.url)));
  } finally {
    await indexer.stop();
  }
} finally {
  await node.stop();
  rmSync(directory, { recursive: true, force: true });
}

async function printedSchema(url: string): Promise<string> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: getIntrospectionQuery() }),
  });
  const { data } = (await response.json()) as { data: IntrospectionQuery };
  return `${printSchema(buildClientSchema(data))}\n`;
}

function compare(schema: string): void {
  const isSame = existsSync(FILE) && readFileSync(FILE, "utf8") === schema;
  if (isSame) console.log("subgraph/api.graphql: up to date");
  else if (process.argv.includes("--check")) {
    console.error("subgraph/api.graphql differs from what graph-node answers: write it anew and commit it");
    process.exitCode = 1;
  } else {
    writeFileSync(FILE, schema);
    console.log("subgraph/api.graphql: written");
  }
}
