import { expect } from "chai";
import { BaseError } from "viem";
import { eventsOf } from "../../dapp/src/protocol/chainEvents.ts";
import { openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { LogBook, type LogClient } from "../../dapp/src/protocol/logBook.ts";

const POLL = "0x00000000000000000000000000000000000000AA";
const EVENTS = eventsOf(openPollAbi, ["BallotCounted"]);

/** A node with one log in each block, that refuses ranges of more than `widest` blocks. */
class Node {
  head = 0n;
  /** Tells the logs of one chain from those of another. */
  chain = "first";
  readonly asked: [bigint, bigint][] = [];

  constructor(readonly widest: bigint) {}

  get client(): LogClient {
    const getLogs = async ({ fromBlock, toBlock }: { fromBlock: bigint; toBlock: bigint }) => {
      if (toBlock - fromBlock + 1n > this.widest)
        throw new BaseError("no", { details: "block range is too wide" });
      this.asked.push([fromBlock, toBlock]);
      const count = Number(toBlock - fromBlock + 1n);
      return Array.from({ length: count }, (_, i) => ({
        blockNumber: fromBlock + BigInt(i),
        chain: this.chain,
      }));
    };
    return { getLogs, getBlockNumber: async () => this.head } as unknown as LogClient;
  }
}

describe("a book of logs", () => {
  it("reads every block once, in pieces that the node accepts", async () => {
    const node = new Node(1_000n);
    node.head = 12_345n;
    const logs = await new LogBook(node.client, POLL, EVENTS, 5).read();
    expect(logs.map(({ blockNumber }) => Number(blockNumber))).to.deep.equal(
      Array.from({ length: 12_341 }, (_, i) => i + 5),
    );
  });

  it("reads only what is new and what may still change", async () => {
    const node = new Node(100_000n);
    node.head = 5_000n;
    const book = new LogBook(node.client, POLL, EVENTS, 0);
    await book.read();
    node.head = 5_010n;
    node.asked.length = 0;
    expect(await book.read()).to.have.length(5_011);
    expect(node.asked).to.deep.equal([[4_969n, 5_010n]]);
  });

  it("forgets what a reorganisation replaced, and everything of a chain that began anew", async () => {
    const node = new Node(100_000n);
    node.head = 100n;
    const book = new LogBook(node.client, POLL, EVENTS, 0);
    await book.read();
    node.chain = "second";
    const reorganised = (await book.read()) as unknown as { chain: string }[];
    expect(reorganised.filter(({ chain }) => chain === "second")).to.have.length(32);
    node.head = 50n;
    const anew = (await book.read()) as unknown as { chain: string }[];
    expect(anew.map(({ chain }) => chain)).to.deep.equal(new Array(51).fill("second"));
  });

  it("fails with the node's error when the node is down", async () => {
    const client = {
      getBlockNumber: async () => 10n,
      getLogs: () => Promise.reject(new Error("fetch failed")),
    };
    const book = new LogBook(client as unknown as LogClient, POLL, EVENTS, 0);
    expect(await book.read().catch((error) => error.message)).to.equal("fetch failed");
  });
});
