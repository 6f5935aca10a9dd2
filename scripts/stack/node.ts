import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTestClient, http, publicActions, walletActions } from "viem";
import { hardhat } from "viem/chains";
import { type Running, run } from "./processes.ts";

export interface NodeSettings {
  port: number;
  chainId: number;
  /** Time of the first block, UNIX seconds. */
  genesis: number;
}

/** Everything one can ask of the local chain, its clock included. */
export function connect(url: string) {
  return createTestClient({
    mode: "hardhat",
    chain: hardhat,
    transport: http(url, { timeout: 60_000, retryCount: 0 }),
    pollingInterval: 100,
    cacheTime: 0,
  })
    .extend(publicActions)
    .extend(walletActions);
}

export type LocalChain = ReturnType<typeof connect>;

export interface LocalNode extends Running {
  readonly url: string;
  readonly chain: LocalChain;
}

const project = fileURLToPath(new URL("../..", import.meta.url));

/** Starts Hardhat's node on 127.0.0.1. It makes a block for each transaction until {@link startClock}. */
export async function startNode(settings: NodeSettings, directory: string): Promise<LocalNode> {
  const log = join(directory, "node.log");
  const running = run(
    process.execPath,
    ["--import", "tsx", join(project, "scripts/stack/nodeServer.ts"), JSON.stringify(settings)],
    { cwd: project, log, ipc: true },
  );
  await new Promise<void>((resolve, reject) => {
    running.child.once("message", () => resolve());
    running.ended.then(
      ({ code, signal }) =>
        reject(
          new Error(`Hardhat's node ended before it was ready (${signal ?? code}); its words are in ${log}`),
        ),
      reject,
    );
  });
  const url = `http://127.0.0.1:${settings.port}`;
  return { ...running, url, chain: connect(url) };
}

/** UNIX seconds of the latest block. */
export async function chainTime(chain: LocalChain): Promise<number> {
  return Number((await chain.getBlock({ blockTag: "latest" })).timestamp);
}

/** Mines an empty block at the given time (UNIX seconds), which must lie after the latest block. */
export async function mineAt(chain: LocalChain, timestamp: number): Promise<void> {
  await chain.setNextBlockTimestamp({ timestamp: BigInt(timestamp) });
  await chain.mine({ blocks: 1 });
}

/**
 * Brings the chain to the clock on the wall and lets it make a block every second from now on.
 * A chain that was moved into the future stays ahead: time never goes back.
 */
export async function startClock(chain: LocalChain): Promise<void> {
  const latest = await chainTime(chain);
  const now = Math.floor(Date.now() / 1000);
  await mineAt(chain, Math.max(now, latest + 1));
  await chain.setAutomine(false);
  await chain.setIntervalMining({ interval: 1 });
}
