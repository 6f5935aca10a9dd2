import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { Phase } from "../../dapp/src/protocol/phase.ts";
import { FOOTBRIDGE_BALLOTS, MARKET_BALLOTS } from "../../scripts/demo/ballots.ts";
import { chainTime } from "../../scripts/stack/node.ts";
import { AlreadyRunningError, StoppedError } from "../../scripts/stack/parts.ts";
import { freePorts, isFree, type Ports } from "../../scripts/stack/ports.ts";
import { startTown, type Town } from "../../scripts/stack/town.ts";

const sums = (ballots: number[][]) =>
  Array.from({ length: 16 }, (_, slot) => ballots.reduce((sum, ballot) => sum + (ballot[slot] ?? 0), 0));

async function read({ node, demo }: Town, which: "open" | "upcoming" | "closed") {
  const poll = { address: demo?.polls[which] ?? "0x", abi: openPollAbi } as const;
  const totals = await node.chain.readContract({ ...poll, functionName: "totals" });
  return {
    phase: await node.chain.readContract({ ...poll, functionName: "phase" }),
    totals: totals.map(Number),
  };
}

async function ask(town: Town, query: string): Promise<Record<string, unknown>> {
  const answer = await fetch(town.urls.graphql ?? "", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
  });
  const { data } = (await answer.json()) as { data: Record<string, unknown> };
  return data;
}

async function indexedPolls(town: Town): Promise<number> {
  for (const until = Date.now() + 30_000; Date.now() < until; ) {
    const { polls } = await ask(town, "{ polls { id } }");
    if ((polls as unknown[]).length === 3) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return ((await ask(town, "{ polls { id } }")).polls as unknown[]).length;
}

describe("The demonstration town", function () {
  this.timeout(300_000);
  const directory = mkdtempSync(join(tmpdir(), "le-vote-town-"));
  let ports: Ports;
  let town: Town | undefined;
  let first: { open: unknown; upcoming: unknown; closed: unknown; leVote: string } | undefined;

  const facts = async (of: Town) => ({
    open: await read(of, "open"),
    upcoming: await read(of, "upcoming"),
    closed: await read(of, "closed"),
    leVote: of.deployment.leVote,
  });

  before(async () => {
    ports = await freePorts();
  });

  after(async () => {
    await town?.stop();
    rmSync(directory, { recursive: true });
  });

  it("has a poll that is open, one to come and one with its result, all from real ballots", async () => {
    town = await startTown({ ports, directory, fresh: false, seed: true });
    expect(town.continued).to.equal(false);
    first = await facts(town);
    expect(first.open).to.deep.equal({ phase: Phase.Open, totals: sums(MARKET_BALLOTS) });
    expect(first.upcoming).to.deep.equal({ phase: Phase.Scheduled, totals: sums([]) });
    expect(first.closed).to.deep.equal({ phase: Phase.Tallied, totals: sums(FOOTBRIDGE_BALLOTS) });
    expect(town.demo?.invitations).to.have.length(8);
    expect(Math.abs((await chainTime(town.node.chain)) - Date.now() / 1000)).to.be.below(5);
  });

  it("answers GraphQL and serves the app with the addresses of this town", async () => {
    const running = town as Town;
    expect(await indexedPolls(running)).to.equal(3);
    const config = await (await fetch(`${running.urls.app}config.json`)).json();
    expect(config).to.deep.equal(running.config);
  });

  it("refuses a second start in the same directory", async () => {
    const error = await startTown({ ports, directory, fresh: false, seed: true }).catch((caught) => caught);
    expect(error).to.be.instanceOf(AlreadyRunningError);
    expect(await read(town as Town, "open")).to.deep.equal(first?.open);
  });

  it("frees every port when it is stopped, and goes on where it was when started again", async () => {
    await town?.stop();
    for (const port of Object.values(ports)) expect(await isFree(port), String(port)).to.equal(true);
    town = await startTown({ ports, directory, fresh: false, seed: true });
    expect(town.continued).to.equal(true);
    expect(await facts(town)).to.deep.equal(first);
    expect(await indexedPolls(town)).to.equal(3);
    await town.stop();
  });

  it("leaves nothing running when its start is broken off", async () => {
    const abort = new AbortController();
    const error = await startTown({
      ports,
      directory: join(directory, "other"),
      fresh: true,
      seed: true,
      signal: abort.signal,
      onProgress: (event) => {
        if (event.kind === "begun" && event.step === "graph-node") abort.abort();
      },
    }).catch((caught) => caught);
    expect(error).to.be.instanceOf(StoppedError);
    for (const port of Object.values(ports)) expect(await isFree(port), String(port)).to.equal(true);
    expect(existsSync(join(directory, "other", "running.json"))).to.equal(false);
  });
});
