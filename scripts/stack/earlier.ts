import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Deployment, deploymentOn } from "../../dapp/src/protocol/deployment.ts";
import { DEMO_VERSION, type DemoTown } from "../demo/seed.ts";
import { contractsFingerprint } from "./builds.ts";
import { type Journal, readJournal } from "./journal.ts";

/** Files in the directory of a town. */
export const JOURNAL = "journal.jsonl";
export const DEPLOYMENTS = "deployments.json";
export const DEMO = "demo.json";

/** What an earlier start left in its directory. */
export interface EarlierTown {
  journal: Journal;
  deployment: Deployment;
  demo: DemoTown | null;
}

/**
 * Reads an earlier start's town, if it was complete and is of the same contracts.
 * @param seeded whether it must have the demonstration's residents. @param tell hears why an earlier town is of no use.
 */
export function readTown(
  directory: string,
  seeded: boolean,
  tell: (why: string) => void,
): EarlierTown | undefined {
  const journal = readJournal(join(directory, JOURNAL));
  if (!journal) return undefined;
  const anew = (why: string) => tell(`${why}: the town begins anew.`);
  if (!journal.complete) return void anew("The last start was interrupted before the town was complete");
  if (journal.head.contracts !== contractsFingerprint())
    return void anew("The contracts have changed since the last start");
  const demoPath = join(directory, DEMO);
  const deployments = join(directory, DEPLOYMENTS);
  if (!existsSync(deployments) || (seeded && !existsSync(demoPath)))
    return void anew(`${directory} lacks a file of the last start`);
  const demo = seeded ? (JSON.parse(readFileSync(demoPath, "utf8")) as DemoTown) : null;
  if (demo && demo.version !== DEMO_VERSION)
    return void anew("The last start made its town from another version of the project");
  return {
    journal,
    deployment: deploymentOn(journal.head.chainId, JSON.parse(readFileSync(deployments, "utf8"))),
    demo,
  };
}

/** Keeps what visitors of the demonstration need. It holds letters, backup words and keys: nobody else may read it. */
export function writeDemo(directory: string, demo: DemoTown): void {
  writeFileSync(join(directory, DEMO), `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
}
