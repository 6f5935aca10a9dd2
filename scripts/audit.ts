import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isAddressEqual } from "viem";
import { audit } from "../dapp/src/protocol/audit/audit.ts";
import { CouldNotCheck } from "../dapp/src/protocol/audit/difference.ts";
import type { AuditReport } from "../dapp/src/protocol/audit/report.ts";
import { Source } from "../dapp/src/protocol/audit/source.ts";
import { checkpointFile } from "./audit/checkpointFile.ts";
import { compiledSource } from "./audit/compiled.ts";
import { knownDeployment, nodeAt } from "./audit/connection.ts";
import { type AuditOptions, readOptions, USAGE, UsageError } from "./audit/options.ts";
import { progressBar, verdict } from "./audit/telling.ts";

/** Checks a poll from the chain alone; see `docs/audit.md`. */

const PROJECT = fileURLToPath(new URL("..", import.meta.url));
const VERIFIED = 0;
const DIFFERS = 1;
const UNKNOWN = 2;

async function run(options: AuditOptions): Promise<AuditReport> {
  const bar = progressBar();
  const source = new Source({
    nodes: options.rpcs.map(nodeAt),
    onRetry: (node, reason, waiting) =>
      bar.say(`${node}: ${reason}; asked again in ${(waiting / 1000).toFixed(1)} s`),
  });
  const [chainId] = await source.askEach("eth_chainId", []);
  const known = knownDeployment(PROJECT, Number(chainId));
  const leVote = options.leVote ?? known?.leVote;
  if (!leVote)
    throw new CouldNotCheck(`this source names no LeVote on chain ${Number(chainId)}: give --levote`);
  try {
    return await audit({
      source,
      ...{ poll: options.poll, leVote, block: options.block },
      startBlock:
        options.fromBlock ?? BigInt(known && isAddressEqual(leVote, known.leVote) ? known.startBlock : 0),
      compiled: compiledSource(PROJECT),
      ...(options.checkpoint ? { checkpoints: checkpointFile(options.checkpoint) } : {}),
      onProgress: bar.show,
    });
  } finally {
    bar.end();
  }
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.log(USAGE);
    return VERIFIED;
  }
  const report = await run(options);
  const json = JSON.stringify(report, null, 2);
  if (options.json === "-") console.log(json);
  else if (options.json) writeFileSync(options.json, `${json}\n`);
  (options.json === "-" ? console.error : console.log)(verdict(report));
  return report.verdict === "VERIFIED" ? VERIFIED : DIFFERS;
}

process.exitCode = await main().catch((error: unknown) => {
  if (error instanceof UsageError) console.error(`${error.message}\n\n${USAGE}`);
  else if (error instanceof CouldNotCheck) console.error(`COULD NOT CHECK: ${error.message}`);
  // A fault of this program is no verdict on the poll either.
  else console.error("COULD NOT CHECK:", error);
  return UNKNOWN;
});
