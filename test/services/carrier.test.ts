import { mkdtempSync, readFileSync } from "node:fs";
import { expect } from "chai";
import { type Address, type Hex, parseTransaction } from "viem";
import { castBallot } from "../../dapp/src/protocol/actions.ts";
import { type FinishedBallot, type OpenBallot, serialiseBallot } from "../../dapp/src/protocol/ballot.ts";
import { toWord } from "../../dapp/src/protocol/semaphoreProof.ts";
import { BALLOT_TABLES, BallotBook } from "../../scripts/carrier/book.ts";
import type { Service } from "../../scripts/services/lifecycle.ts";
import { Store } from "../../scripts/services/store.ts";
import { SCHEDULE } from "../support/town.ts";
import { bring, Polling, pollHealth } from "./support/carrier.ts";
import { healthOf } from "./support/notifier.ts";
import { ServiceProcess, temporaryDirectory } from "./support/service.ts";
import { pause, until } from "./support/waiting.ts";

describe("the carrier", function () {
  this.timeout(180_000);
  const root = temporaryDirectory();
  let polling: Polling;
  let poll: Address;
  let directory: string;
  let key: string;
  let ballots: FinishedBallot[];
  const running: Service[] = [];

  // Every world is the same town, so that a proof made once serves all tests.
  beforeEach(async () => {
    polling = await Polling.prepare();
    poll = await polling.open();
    ballots = await Promise.all([0, 1, 2, 3].map((voter) => polling.ballot(poll, voter, voter)));
    directory = mkdtempSync(`${root}/`);
    key = `${directory}/carrier.key`;
    await polling.fund(key);
  });
  afterEach(async () => {
    for (const service of running.splice(0)) await service.stop();
    await polling.end();
  });

  const start = async (changes: Parameters<Polling["carrier"]>[2] = {}) => {
    const carrier = await polling.carrier(poll, directory, changes);
    running.push(carrier);
    return carrier;
  };
  const stop = async (carrier: Service) => {
    running.splice(running.indexOf(carrier), 1);
    await carrier.stop();
  };
  const ballot = (voter: number) => ballots[voter] as FinishedBallot;
  const sorted = (nullifiers: bigint[]) => [...nullifiers].sort((a, b) => (a < b ? -1 : 1));
  const nullifiers = (...voters: number[]) => sorted(voters.map((voter) => ballot(voter).nullifier));
  const processOptions = () => [
    ...["--poll", poll, "--rpc", polling.node.url, "--levote", polling.world.leVote, "--port", "0"],
    ...["--data", `${directory}/carrier.sqlite`, "--key", key, "--interval", "50", "--confirmations", "0"],
  ];

  it("brings ballots to the chain, counts them, and keeps none of their bytes after", async () => {
    const { url } = await start();
    for (const voter of [0, 1, 2]) expect(await bring(url, ballot(voter))).to.deep.equal([202]);
    await until("all are counted", async () => (await pollHealth(url)).counted === 3);
    expect(sorted(await polling.counted(poll))).to.deep.equal(nullifiers(0, 1, 2));
    expect(await polling.world.openPoll(poll).read.totals()).to.deep.equal([
      1n,
      1n,
      1n,
      ...Array(13).fill(0n),
    ]);
    expect(await pollHealth(url)).to.include({
      waiting: 0,
      sent: 0,
      counted: 3,
      refused: 0,
      late: 0,
      phase: "Open",
    });
    await stop(running[0] as Service);
    const kept = readFileSync(`${directory}/carrier.sqlite`).toString("latin1");
    expect(kept).to.contain(toWord(ballot(0).nullifier));
    expect(kept).not.to.contain(serialiseBallot(ballot(0)).slice(200, 400));
  });

  it("waits for others to travel with, and goes at once when the batch is full", async () => {
    const { url } = await start({ batch: 3, wait: 600_000 });
    await bring(url, ballot(0));
    await bring(url, ballot(1));
    await pause(500);
    expect(await polling.counted(poll)).to.have.length(0);
    await bring(url, ballot(2));
    await until("the batch is counted", async () => (await polling.counted(poll)).length === 3);
  });

  it("waits no longer when the poll is about to close", async () => {
    const { url } = await start({ wait: 600_000 });
    await bring(url, ballot(0));
    await polling.world.moveTo(SCHEDULE.closesAt - 100);
    await until("it is counted", async () => (await polling.counted(poll)).length === 1);
  });

  it("answers alike to the same ballot brought again, before and after it is counted, and brings it once", async () => {
    const { url } = await start({ wait: 300 });
    const twice = await Promise.all([bring(url, ballot(0)), bring(url, ballot(0)), bring(url, ballot(0))]);
    expect(twice).to.deep.equal([[202], [202], [202]]);
    await until("it is counted", async () => (await pollHealth(url)).counted === 1);
    expect(await bring(url, ballot(0))).to.deep.equal([202]);
    await pause(600);
    expect(await polling.transactions(key)).to.equal(1);
  });

  it("leaves out a ballot that was cast directly in the meantime, and brings the others", async () => {
    const { url } = await start({ wait: 1_000 });
    await bring(url, ballot(0));
    await bring(url, ballot(1));
    await polling.world.send(castBallot(ballot(0)), 5);
    await until("both are settled", async () => (await pollHealth(url)).counted === 2);
    expect(sorted(await polling.counted(poll))).to.deep.equal(nullifiers(0, 1));
    expect(await polling.transactions(key)).to.equal(1);
  });

  it("sets aside a ballot that the contract refuses, and brings the others", async () => {
    const store = new Store(`${directory}/carrier.sqlite`, BALLOT_TABLES);
    const book = new BallotBook(store);
    // What no check lets in, as if one of them had failed.
    book.add({ ...ballot(1), votes: 1n } as OpenBallot);
    for (const voter of [0, 2, 3]) book.add(ballot(voter));
    store.close();
    const said: string[] = [];
    const { url } = await start({ say: (text) => said.push(text) });
    await until("the others are counted", async () => (await pollHealth(url)).counted === 3);
    expect(await pollHealth(url)).to.include({ waiting: 0, sent: 0, refused: 1 });
    expect(sorted(await polling.counted(poll))).to.deep.equal(nullifiers(0, 2, 3));
    expect(said.join("\n")).to.contain("Poll_ProofInvalid");
  });

  it("loses nothing it acknowledged when killed before sending, and sends it once after", async () => {
    const killed = new ServiceProcess("carrier", [...processOptions(), "--wait", "600000"]);
    const url = await killed.url();
    expect(await bring(url, ballot(0))).to.deep.equal([202]);
    expect(await bring(url, ballot(1))).to.deep.equal([202]);
    await killed.kill();
    expect(await polling.counted(poll)).to.have.length(0);
    const { url: again } = await start();
    await until("both are counted", async () => (await pollHealth(again)).counted === 2);
    expect(sorted(await polling.counted(poll))).to.deep.equal(nullifiers(0, 1));
    expect(await polling.transactions(key)).to.equal(2);
    expect(killed.output).not.to.contain(toWord(ballot(0).nullifier));
  });

  it("sends the same bytes again when killed after signing and before the node had them", async () => {
    let signed: unknown;
    polling.node.intercept = async ({ method, params }) => {
      if (method !== "eth_sendRawTransaction") return;
      signed ??= params?.[0];
      throw Object.assign(new Error("the node is not ready"), { code: -32000 });
    };
    const killed = new ServiceProcess("carrier", [...processOptions(), "--wait", "0"]);
    await bring(await killed.url(), ballot(0));
    await until("it was signed", () => signed !== undefined);
    await killed.kill();
    const sent: unknown[] = [];
    polling.node.intercept = async ({ method, params }) => {
      if (method === "eth_sendRawTransaction") sent.push(params?.[0]);
    };
    const { url } = await start();
    await until("it is counted", async () => (await pollHealth(url)).counted === 1);
    expect(new Set(sent)).to.deep.equal(new Set([signed]));
    expect(await polling.counted(poll)).to.deep.equal([ballot(0).nullifier]);
  });

  it("goes on taking ballots while the node is down for a while, and brings them when it is back", async () => {
    const { url } = await start();
    await polling.node.down();
    expect(await bring(url, ballot(0))).to.deep.equal([202]);
    await pause(500);
    expect((await pollHealth(url)).waiting).to.equal(1);
    await polling.node.up();
    await until("it is counted", async () => (await pollHealth(url)).counted === 1);
    expect(await polling.transactions(key)).to.equal(1);
  });

  it("brings a ballot again that a reorganisation threw out, and forgets it only when it is final", async () => {
    const { clock } = polling.world.clients;
    const { url } = await start({ confirmations: 3 });
    const before = await clock.snapshot();
    await bring(url, ballot(0));
    await until("it is on the chain", async () => (await polling.counted(poll)).length === 1);
    await pause(300);
    expect(await pollHealth(url)).to.include({ sent: 1, counted: 0 });
    await clock.revert({ id: before });
    expect(await polling.counted(poll)).to.have.length(0);
    await until("it is on the chain again", async () => (await polling.counted(poll)).length === 1);
    await clock.mine({ blocks: 3 });
    await until("it is final", async () => (await pollHealth(url)).counted === 1);
  });

  it("shares a poll with another carrier: what both were given is counted once", async () => {
    const { url: one } = await start({ wait: 400 });
    const other = { data: `${directory}/other.sqlite`, key: `${directory}/other.key` };
    await polling.fund(other.key);
    const { url: two } = await start({ ...other, wait: 400 });
    for (const voter of [0, 1]) await bring(one, ballot(voter));
    for (const voter of [1, 0, 2]) await bring(two, ballot(voter));
    await until("one is done", async () => (await pollHealth(one)).counted === 2);
    await until("two is done", async () => (await pollHealth(two)).counted === 3);
    expect(sorted(await polling.counted(poll))).to.deep.equal(nullifiers(0, 1, 2));
  });

  it("sends with a higher fee what no block takes", async () => {
    const { clock } = polling.world.clients;
    await clock.setAutomine(false);
    const sent: { nonce?: number; data?: Hex; maxFeePerGas?: bigint }[] = [];
    polling.node.intercept = async ({ method, params }) => {
      if (method === "eth_sendRawTransaction") sent.push(parseTransaction(params?.[0] as Hex));
    };
    const { url } = await start({ patience: 300 });
    await bring(url, ballot(0));
    await pause(1_500);
    await clock.mine({ blocks: 1 });
    await clock.setAutomine(true);
    await until("it is counted", async () => (await pollHealth(url)).counted === 1);
    expect(await polling.transactions(key)).to.equal(1);
    const fees = [...new Set(sent.map(({ maxFeePerGas }) => maxFeePerGas as bigint))];
    expect(fees.length).to.be.greaterThan(1);
    expect(fees).to.deep.equal(sorted(fees));
    expect(new Set(sent.map(({ nonce, data }) => `${nonce} ${data}`))).to.have.length(1);
  });

  it("admits who joined, and freezes the roll, when it is time", async () => {
    await polling.town.enrol(4, 6);
    const next = await polling.town.publish({
      rollClosesAt: SCHEDULE.closesAt,
      opensAt: SCHEDULE.closesAt + 1_000,
      closesAt: SCHEDULE.closesAt + 2_000,
    });
    const carrier = await polling.carrier(next, directory);
    running.push(carrier);
    await pause(400);
    expect(await polling.transactions(key)).to.equal(0);
    await polling.world.moveTo(SCHEDULE.closesAt);
    await until("the roll is frozen", async () => (await polling.world.openPoll(next).read.root()) !== 0n);
    expect(await polling.world.openPoll(next).read.rollSize()).to.equal(6);
    await pause(400);
    expect(await polling.transactions(key), "one admission, one freezing").to.equal(2);
  });

  it("says so when what it took can no longer be brought", async () => {
    const said: string[] = [];
    const { url } = await start({ wait: 600_000, say: (text) => said.push(text) });
    await bring(url, ballot(0));
    await polling.node.down();
    await polling.world.moveTo(SCHEDULE.closesAt);
    await polling.node.up();
    await until("it is known to be late", async () => (await pollHealth(url)).late === 1);
    expect(said.join("\n")).to.contain("1 ballot(s)").and.contain("when the poll closed");
    expect(await bring(url, ballot(0))).to.deep.equal([410, "closed"]);
  });

  it("takes nothing that it could not pay for", async () => {
    const { url } = await start();
    await polling.fund(key, "0.000001");
    await until("it knows", async () => (await healthOf(url)).healthy === false);
    expect(await bring(url, ballot(0))).to.deep.equal([503, "unfunded"]);
    await polling.fund(key);
    await until("it knows", async () => (await healthOf(url)).healthy === true);
    expect(await bring(url, ballot(0))).to.deep.equal([202]);
  });
});
