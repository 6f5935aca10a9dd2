import { expect } from "chai";
import { network } from "hardhat";
import { deployMeter } from "../../support/crypto/harness.ts";
import {
  type Ballot,
  ballots,
  keyBytes,
  poll,
  secondKey,
  secondStatements,
  signal,
} from "../../support/crypto/proofs.ts";

const { viem } = await network.create();

/** Gas of the checks alone, without calldata. It does not vary; a change here is a change of code or of the EVM's prices. */
const snapshot = { one: 196_033n, batchOf32: 55_435n, twoKeys: 353_311n, both: 344_725n };

describe("Gas of Groth16 checks", () => {
  const meter = deployMeter(viem);
  const base = async () => (await meter).read.fold([poll.depth, poll.root, poll.scope]);

  it("one open ballot: four pairs, two scalar multiplications", async () => {
    const [ballot] = ballots as [Ballot];
    const gas = await (await meter).read.ballotGas([poll.depth, await base(), ballot]);
    expect(gas).to.equal(snapshot.one);
  });

  it("32 open ballots in one check: 34,000 a pair and two scalar multiplications each", async () => {
    const many = Array.from({ length: 32 }, (_, i) => ballots[i % ballots.length] as Ballot);
    const { result } = await (await meter).simulate.ballotsGas([poll.depth, await base(), many]);
    expect(result / 32n).to.equal(snapshot.batchOf32);
  });

  it("a Semaphore proof and one under another key with three inputs: seven pairs", async () => {
    const key = await (await meter).read.ballotKey([poll.depth, await base()]);
    const [{ nullifier, message, proof }] = ballots as [Ballot];
    const [second] = secondStatements(1n);
    if (second === undefined) throw new Error("a proof wanted");
    const keys = [key, keyBytes(secondKey)];
    expect(
      await (await meter).read.checkGas([
        keys,
        [{ key: 0n, proof, inputs: [nullifier, signal(message)] }, second],
      ]),
    ).to.equal(snapshot.twoKeys);
    const one = { key: 0n, proof, inputs: [nullifier, signal(message)] };
    expect(await (await meter).read.bothGas([key, keyBytes(secondKey), one, second])).to.equal(snapshot.both);
  });
});
