import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { Address, Hex } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { hardhat } from "viem/chains";
import { type JournalHead, Recorder, readJournal, replay } from "../../scripts/stack/journal.ts";
import { chainTime, type LocalNode, startClock, startNode } from "../../scripts/stack/node.ts";
import { freePorts } from "../../scripts/stack/ports.ts";

/** Its constructor keeps the block's time in slot 0 and returns no code. */
const KEEPS_TIME: Hex = "0x42600055";
const DAY = 86_400;

describe("The journal of the local chain", function () {
  this.timeout(120_000);
  const directory = mkdtempSync(join(tmpdir(), "le-vote-journal-"));
  const path = join(directory, "journal.jsonl");
  const genesis = Math.floor(Date.now() / 1000) - 10 * DAY;
  const head: JournalHead = { version: 1, chainId: 31337, genesis, contracts: "as they are" };
  const nodes: LocalNode[] = [];
  const stranger = privateKeyToAccount(generatePrivateKey());

  const start = async () => {
    const { node: port } = await freePorts();
    const node = await startNode({ port, chainId: 31337, genesis }, directory);
    nodes.push(node);
    return node;
  };

  /** All that a later start must find again. */
  const facts = async ({ chain }: LocalNode, accounts: readonly Address[], kept: Address) => ({
    balances: await Promise.all(accounts.map((address) => chain.getBalance({ address }))),
    nonces: await Promise.all(accounts.map((address) => chain.getTransactionCount({ address }))),
    time: await chain.getStorageAt({ address: kept, slot: "0x0" }),
  });

  after(async () => {
    for (const node of nodes) await node.stop();
    rmSync(directory, { recursive: true });
  });

  it("leads a new chain to the same state, at the same addresses, times and block numbers", async () => {
    const first = await start();
    const recorder = Recorder.begin(path, first.chain, head);
    const [one, two] = (await first.chain.getAddresses()) as [Address, Address];
    await first.chain.sendTransaction({ account: one, to: two, value: 5n });
    await first.chain.setNextBlockTimestamp({ timestamp: BigInt(genesis + DAY) });
    const deployed = await first.chain.sendTransaction({ account: one, data: KEEPS_TIME, gas: 200_000n });
    const kept = (await first.chain.getTransactionReceipt({ hash: deployed })).contractAddress as Address;
    await first.chain.mine({ blocks: 1000, interval: 2 });
    await first.chain.sendTransaction({ account: two, to: stranger.address, value: 10n ** 18n });
    // A wallet of its own signs and sends raw transactions; the node does not know its key.
    const fees = await first.chain.estimateFeesPerGas();
    const signed = await stranger.signTransaction({
      chainId: hardhat.id,
      type: "eip1559",
      to: one,
      value: 7n,
      gas: 21_000n,
      nonce: 0,
      ...fees,
    });
    await first.chain.sendRawTransaction({ serializedTransaction: signed });
    await recorder.markBuilt();
    const accounts = [one, two, stranger.address];
    const before = await facts(first, accounts, kept);
    const reached = await first.chain.getBlockNumber();
    await first.stop();

    const journal = readJournal(path);
    expect(journal?.head).to.deep.equal(head);
    expect(journal?.complete).to.equal(true);
    const second = await start();
    await replay(second.chain, journal?.blocks ?? []);
    expect(await facts(second, accounts, kept)).to.deep.equal(before);
    expect(BigInt(before.time ?? "0x0")).to.equal(BigInt(genesis + DAY));
    expect(await second.chain.getBlockNumber()).to.equal(reached);
  });

  it("ends with the clock on the wall, and the chain goes on by the second", async () => {
    const node = nodes.at(-1) as LocalNode;
    await startClock(node.chain);
    const [sender] = await node.chain.getAddresses();
    const hash = await node.chain.sendTransaction({
      account: sender as Address,
      to: stranger.address,
      value: 1n,
    });
    await node.chain.waitForTransactionReceipt({ hash });
    expect(Math.abs((await chainTime(node.chain)) - Date.now() / 1000)).to.be.below(5);
  });

  it("goes on with what comes after a replay, and leaves out a line cut short", async () => {
    const node = nodes.at(-1) as LocalNode;
    const known = readJournal(path)?.blocks ?? [];
    const recorder = Recorder.resume(path, node.chain, known.at(-1)?.number ?? 0);
    await recorder.record();
    appendFileSync(path, '{"number":99999,"timest');
    const blocks = readJournal(path)?.blocks ?? [];
    expect(blocks.length).to.equal(known.length + 1);
    expect(blocks.at(-1)?.transactions[0]?.value).to.equal("0x1");
  });

  it("is not complete before it says so", () => {
    const other = join(directory, "interrupted.jsonl");
    Recorder.begin(other, (nodes[0] as LocalNode).chain, head);
    expect(readJournal(other)).to.deep.equal({ head, blocks: [], complete: false });
    expect(readJournal(join(directory, "none.jsonl"))).to.equal(undefined);
  });
});
