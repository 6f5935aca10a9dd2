import { mkdirSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import type { Address } from "viem";
import { openPollAbi } from "../dapp/src/protocol/generated/abi.ts";
import type { DemoTown } from "./demo/seed.ts";
import { invitationsText, passwordsText, type Times, trusteeFile, welcome } from "./demo/tell.ts";
import { PROJECT } from "./stack/builds.ts";
import { AlreadyRunningError, StoppedError } from "./stack/parts.ts";
import { DEFAULT_PORTS, PORT_NAMES, PortBusyError, type PortName, type Ports } from "./stack/ports.ts";
import { ProgramError } from "./stack/processes.ts";
import { progressLine } from "./stack/progress.ts";
import { startTown, type Town } from "./stack/town.ts";

const PORTS = Object.keys(DEFAULT_PORTS) as PortName[];

const HELP = `npm start                 starts a whole town on this computer: chain, indexer, residents, polls, app
npm start -- --fresh      begins anew instead of going on from the last start
npm start -- --empty      without the demonstration town (best with --fresh)
${PORTS.map((part) => `npm start -- ${`--${part}-port N`.padEnd(18)} ${PORT_NAMES[part]}, ${DEFAULT_PORTS[part]} when left out`).join("\n")}

Ctrl-C stops everything. What lasts from one start to the next is in .local/.`;

function readArguments(): { ports: Ports; fresh: boolean; seed: boolean } {
  const { values } = parseArgs({
    options: {
      help: { type: "boolean" },
      fresh: { type: "boolean" },
      empty: { type: "boolean" },
      ...Object.fromEntries(PORTS.map((part) => [`${part}-port`, { type: "string" as const }])),
    },
  });
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const ports = { ...DEFAULT_PORTS };
  for (const part of PORTS) {
    const given = (values as Record<string, unknown>)[`${part}-port`];
    if (given === undefined) continue;
    const port = Number(given);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      throw new RangeError(`--${part}-port ${given} is no port`);
    ports[part] = port;
  }
  return { ports, fresh: values.fresh === true, seed: values.empty !== true };
}

/** When the polls to try open and close. */
async function timesOf({ demo, node }: Town): Promise<Times | null> {
  if (!demo) return null;
  const read = (address: Address) =>
    node.chain.readContract({ address, abi: openPollAbi, functionName: "parameters" });
  const [upcoming, sealed] = await Promise.all([read(demo.polls.upcoming), read(demo.polls.sealed)]);
  return { upcomingOpens: upcoming.opensAt, sealedCloses: sealed.closesAt };
}

/** Writes what visitors need to play residents and trustees; nobody else may read it. @returns where it is. */
function writeSecrets(
  demo: DemoTown,
  app: string,
  directory: string,
): { invitations: string; trustees: string } {
  const invitations = join(directory, "invitations.txt");
  const trustees = join(directory, "trustees");
  const write = (path: string, text: string) => writeFileSync(path, text, { mode: 0o600 });
  write(invitations, invitationsText(demo, app));
  mkdirSync(trustees, { recursive: true, mode: 0o700 });
  for (const { trustee, backup } of demo.trustees) write(join(trustees, trusteeFile(trustee)), backup);
  write(join(trustees, "passwords.txt"), passwordsText(demo));
  return { invitations: relative(PROJECT, invitations), trustees: relative(PROJECT, trustees) };
}

/** Errors that say all there is to say; others are shown with where they came from. */
const PLAIN = [PortBusyError, AlreadyRunningError, ProgramError, RangeError];

/** Node's own words about an argument that does not exist say all, too. */
const isPlain = (error: unknown) =>
  PLAIN.some((kind) => error instanceof kind) ||
  (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_"));

async function main(): Promise<void> {
  const { ports, fresh, seed } = readArguments();
  const directory = join(PROJECT, ".local");
  const abort = new AbortController();
  let town: Town | undefined;
  let asked = false;

  const stop = async () => {
    // A terminal's Ctrl-C arrives more than once: from the terminal itself and from npm.
    if (asked) return;
    asked = true;
    console.log("\nStopping…");
    abort.abort();
    if (!town) return;
    await town.stop();
    console.log("Everything is stopped.");
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stop());

  process.once("disconnect", () => void stop());

  console.log("Le Vote: starting a town on this computer\n");
  const begun = performance.now();
  const onProgress = (event: Parameters<typeof progressLine>[0]) => console.log(progressLine(event));
  town = await startTown({ ports, directory, fresh, seed, onProgress, signal: abort.signal });
  const files = town.demo
    ? writeSecrets(town.demo, town.urls.app, directory)
    : { invitations: "", trustees: "" };
  console.log(
    `\nReady in ${((performance.now() - begun) / 1000).toFixed(0)} s${town.continued ? ", going on from the last start" : ""}.`,
  );
  console.log(welcome(town, ports, files, await timesOf(town)));
  if (asked) await town.stop();
}

try {
  await main();
} catch (error) {
  if (error instanceof StoppedError) {
    console.log("Everything is stopped.");
    process.exit(0);
  }
  console.error(isPlain(error) ? `\n${(error as Error).message}\n` : error);
  process.exit(1);
}
