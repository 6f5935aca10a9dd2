import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildApp, buildContracts, PROJECT } from "./stack/builds.ts";
import { ProgramError } from "./stack/processes.ts";
import { type ProgressEvent, progressLine, step } from "./stack/progress.ts";
import { buildSubgraph } from "./stack/subgraph.ts";

const { values } = parseArgs({ options: { help: { type: "boolean" } } });
if (values.help) {
  console.log(
    "npm run build   compiles contracts and subgraph and makes the app as static files (dapp/dist),",
  );
  console.log(
    "                each only if its sources changed. config.json beside index.html says which chain",
  );
  console.log("                and which LeVote the app talks to.");
  process.exit(0);
}

const cache = join(PROJECT, "cache");
mkdirSync(cache, { recursive: true });
const log = (name: string) => join(cache, `${name}.log`);
const tell = (event: ProgressEvent) => console.log(progressLine(event));
const changed = (was: boolean) => (was ? "built" : "unchanged");

const results = await Promise.allSettled([
  step(tell, "Contracts", () => buildContracts(log("contracts")), changed),
  step(tell, "App", () => buildApp(log("app")), changed),
  step(tell, "Subgraph", () => buildSubgraph(log("subgraph")), changed),
]);
for (const result of results) {
  if (result.status === "rejected")
    console.error(result.reason instanceof ProgramError ? `\n${result.reason.message}` : result.reason);
}
process.exit(results.every(({ status }) => status === "fulfilled") ? 0 : 1);
