import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import type { Abi, Address, TransactionReceipt } from "viem";
import { type AppServer, serveApp } from "../../scripts/stack/app.ts";
import { PROJECT } from "../../scripts/stack/builds.ts";
import { chainTime, mineAt } from "../../scripts/stack/node.ts";
import { freePorts, isFree, type Ports } from "../../scripts/stack/ports.ts";
import { startTown, type Town } from "../../scripts/stack/town.ts";
import { Device, PHONE } from "./browserDevice.ts";
import { launchChromium } from "./chromium.ts";
import { Wallet } from "./wallet.ts";

interface Call {
  address: Address;
  abi: Abi | readonly unknown[];
  functionName: string;
  args?: readonly unknown[];
}

/** A whole stack with a real browser in front of it. */
export class BrowserTown {
  readonly devices: Device[] = [];

  private constructor(
    readonly town: Town,
    readonly browser: Browser,
    /** Serves the app as on a network: no demonstration wallets. */
    readonly app: AppServer,
    readonly accounts: readonly Address[],
    readonly ports: readonly number[],
    readonly directory: string,
  ) {}

  static async start(): Promise<BrowserTown> {
    const directory = mkdtempSync(join(tmpdir(), "le-vote-browser-"));
    const ports: Ports = await freePorts();
    const town = await startTown({ ports, directory, fresh: true, seed: false });
    try {
      const { app: appPort } = await freePorts();
      const app = await serveApp(
        join(PROJECT, "dapp/dist"),
        { ...town.config, demonstration: false },
        appPort,
      );
      const accounts = await town.node.chain.getAddresses();
      const all = [...Object.values(ports), appPort];
      return new BrowserTown(town, await launchChromium(), app, accounts, all, directory);
    } catch (error) {
      await town.stop();
      throw error;
    }
  }

  /** Stops everything. @returns ports on which something still listens. */
  async stop(): Promise<number[]> {
    await this.browser.close();
    await this.app.stop();
    await this.town.stop();
    rmSync(this.directory, { recursive: true });
    const free = await Promise.all(this.ports.map(isFree));
    return this.ports.filter((_, place) => !free[place]);
  }

  /** @param place of the node's account in its wallet; without it there is no wallet. */
  async device(name: string, { place, viewport = PHONE }: { place?: number; viewport?: typeof PHONE } = {}) {
    const device = await Device.open(this.browser, name, viewport);
    this.devices.push(device);
    if (place !== undefined) {
      const { node, config } = this.town;
      device.wallet = await Wallet.into(device.context, node.url, config.chainId, this.account(place));
    }
    return device;
  }

  account(place: number): Address {
    const account = this.accounts[place];
    if (!account) throw new RangeError(`the node has no account ${place}`);
    return account;
  }

  now(): Promise<number> {
    return chainTime(this.town.node.chain);
  }

  /** Moves the chain's clock forward. @param time UNIX seconds. */
  async moveTo(time: number): Promise<void> {
    await mineAt(this.town.node.chain, time);
  }

  /** Sends what no screen of this test sends. */
  async send(call: Call, place = 0): Promise<TransactionReceipt> {
    const { chain } = this.town.node;
    const request = { ...call, abi: call.abi as Abi, account: this.account(place), chain: null };
    const hash = await chain.writeContract({ ...request, gas: 16_000_000n });
    return chain.waitForTransactionReceipt({ hash });
  }
}
