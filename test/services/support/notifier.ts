import { join } from "node:path";
import { type NotifierOptions, startNotifier } from "../../../scripts/notifier/service.ts";
import type { World } from "../../support/world.ts";
import type { NodeServer } from "./nodeServer.ts";

export const APP = "https://vote.example.org";

/** A notifier in this process, on a free port. */
export function notifierOf(
  world: World,
  node: NodeServer,
  directory: string,
  changes: Partial<NotifierOptions> = {},
) {
  return startNotifier({
    rpcUrls: [node.url],
    leVote: world.leVote,
    startBlock: 0,
    host: "127.0.0.1",
    port: 0,
    data: join(directory, "notifier.sqlite"),
    origins: [APP],
    contact: "mailto:clerk@example.org",
    rules: { hosts: [], allowLocal: true },
    confirmations: 0,
    interval: 50,
    firstRetry: 50,
    perMinute: 1000,
    behindProxy: false,
    say: () => undefined,
    ...changes,
  });
}

export async function healthOf(url: string): Promise<Record<string, unknown>> {
  return (await (await fetch(`${url}/health`)).json()) as Record<string, unknown>;
}
