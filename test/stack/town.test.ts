import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { PublicClient } from "viem";
import { chainReader } from "../../dapp/src/protocol/chain.ts";
import { openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { Phase, phaseOf } from "../../dapp/src/protocol/phase.ts";
import { phaseFacts } from "../../dapp/src/protocol/reader.ts";
import { GENERATOR, multiply } from "../../dapp/src/protocol/sealed/curve.ts";
import { readTrusteeBackup } from "../../dapp/src/protocol/sealed/trusteeBackup.ts";
import {
  FOOTBRIDGE_BALLOTS,
  MARKET_BALLOTS,
  SCHOOL_STREET_BALLOTS,
  TWIN_TOWN_BALLOTS,
} from "../../scripts/demo/ballots.ts";
import { chainTime, mineAt } from "../../scripts/stack/node.ts";
import { AlreadyRunningError, StoppedError } from "../../scripts/stack/parts.ts";
import { freePorts, isFree, type Ports } from "../../scripts/stack/ports.ts";
import { startTown, type Town } from "../../scripts/stack/town.ts";
import { within } from "../../scripts/stack/waiting.ts";

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

async function readSealed(town: Town, which: "sealed" | "opened") {
  const poll = await readerOf(town).poll(town.demo?.polls[which] ?? "0x");
  const { sealed, ballots } = poll ?? {};
  const phase = poll && phaseOf(phaseFacts(poll), await chainTime(town.node.chain));
  return {
    phase,
    ballots,
    shares: sealed?.shares.map(({ trustee }) => trustee),
    totals: sealed?.result?.totals,
  };
}

function readerOf({ node, deployment: { leVote, startBlock } }: Town) {
  return chainReader({ client: node.chain as unknown as PublicClient, leVote, startBlock });
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
    if ((polls as unknown[]).length >= 5) break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return ((await ask(town, "{ polls { id } }")).polls as unknown[]).length;
}

describe("The demonstration town", function () {
  // The first start may have to compile everything.
  this.timeout(600_000);
  this.bail(true);
  const directory = mkdtempSync(join(tmpdir(), "le-vote-town-"));
  let ports: Ports;
  let town: Town | undefined;
  let first: Awaited<ReturnType<typeof facts>> | undefined;

  const facts = async (of: Town) => ({
    open: await read(of, "open"),
    upcoming: await read(of, "upcoming"),
    closed: await read(of, "closed"),
    sealed: await readSealed(of, "sealed"),
    opened: await readSealed(of, "opened"),
    leVote: of.deployment.leVote,
  });

  before(async () => {
    ports = await freePorts();
  });

  after(async () => {
    await town?.stop();
    rmSync(directory, { recursive: true });
  });

  it("has polls open, to come and with their results, open and sealed ones, all from real ballots", async () => {
    town = await startTown({ ports, directory, fresh: false, seed: true });
    expect(town.continued).to.equal(false);
    first = await facts(town);
    expect(first.open).to.deep.equal({ phase: Phase.Open, totals: sums(MARKET_BALLOTS) });
    expect(first.upcoming).to.deep.equal({ phase: Phase.Scheduled, totals: sums([]) });
    expect(first.closed).to.deep.equal({ phase: Phase.Tallied, totals: sums(FOOTBRIDGE_BALLOTS) });
    expect(first.sealed).to.deep.equal({
      phase: Phase.Open,
      ballots: TWIN_TOWN_BALLOTS.length,
      shares: [],
      totals: undefined,
    });
    expect(first.opened).to.deep.equal({
      phase: Phase.Tallied,
      ballots: SCHOOL_STREET_BALLOTS.length,
      shares: [1, 3],
      totals: sums(SCHOOL_STREET_BALLOTS),
    });
    expect(town.demo?.invitations).to.have.length(8);
    expect(Math.abs((await chainTime(town.node.chain)) - Date.now() / 1000)).to.be.below(5);
  });

  it("hands its trustees' backup files to visitors, with the passwords that open them", async () => {
    const { demo, deployment } = town as Town;
    const [first] = demo?.trustees ?? [];
    const { committee, trustee, secret } = await readTrusteeBackup(
      first?.backup ?? "",
      first?.password ?? "",
    );
    expect({ committee, trustee, chainId: deployment.chainId }).to.deep.equal({
      committee: demo?.committee,
      trustee: 1,
      chainId: deployment.chainId,
    });
    const record = await readerOf(town as Town).committee(committee);
    expect(record?.trustees.map(({ account }) => account)).to.deep.equal(
      demo?.trustees.map((it) => it.account),
    );
    expect(multiply(GENERATOR, secret ?? 0n)).to.deep.equal(record?.trustees[0]?.confirmed?.key);
  });

  it("answers GraphQL and serves the app with the addresses of this town", async () => {
    const running = town as Town;
    expect(await indexedPolls(running)).to.equal(5);
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
    expect(await indexedPolls(town)).to.equal(5);
  });

  it("fixes the roll of the poll to come when it closes, publishes another when that has opened, and remembers it", async () => {
    const running = town as Town;
    const known = running.demo?.polls.upcoming ?? "0x";
    const poll = await readerOf(running).poll(known);
    await mineAt(running.node.chain, (poll?.opensAt ?? 0) + 1);
    await within(120_000, "the next poll", () => running.demo?.polls.upcoming !== known);
    expect((await readerOf(running).poll(known))?.frozen?.rollSize).to.equal(12);
    const next = running.demo?.polls.upcoming;
    expect((await read(running, "upcoming")).phase).to.equal(Phase.Scheduled);
    await running.stop();
    town = await startTown({ ports, directory, fresh: false, seed: true });
    expect(town.demo?.polls.upcoming).to.equal(next);
    expect((await read(town, "upcoming")).phase).to.equal(Phase.Scheduled);
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
