import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildApp, buildContracts, PROJECT } from "./stack/builds.ts";
import { progressLine, step } from "./stack/progress.ts";

const { values } = parseArgs({ options: { help: { type: "boolean" } } });
if (values.help) {
  console.log("npm run build   compiles the contracts and makes the app as static files (dapp/dist),");
  console.log(
    "                each only if its sources changed. config.json beside index.html says which chain",
  );
  console.log("                and which LeVote the app talks to.");
  process.exit(0);
}

const logs = join(PROJECT, "cache");
mkdirSync(logs, { recursive: true });
const tell = (event: Parameters<typeof progressLine>[0]) => console.log(progressLine(event));
const changed = (was: boolean) => (was ? "built" : "nothing changed");
await step(tell, "Contracts", () => buildContracts(join(logs, "contracts.log")), changed);
await step(tell, "App", () => buildApp(join(logs, "app.log")), changed);
