import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Deployment, deploymentOn } from "../../dapp/src/protocol/deployment.ts";
import type { DemoTown } from "../demo/seed.ts";
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
  return {
    journal,
    deployment: deploymentOn(journal.head.chainId, JSON.parse(readFileSync(deployments, "utf8"))),
    demo: seeded ? (JSON.parse(readFileSync(demoPath, "utf8")) as DemoTown) : null,
  };
}
