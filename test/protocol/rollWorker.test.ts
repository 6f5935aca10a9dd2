import { expect } from "chai";
import { freezeWitnessIn, type RollWorker, voterPathIn } from "../../dapp/src/protocol/rollClient.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import { answer } from "../../dapp/src/protocol/rollWorker.ts";

/** The worker's own answering, called in this thread: what crosses is copied as between threads. */
function sameThread(): RollWorker {
  const listeners: ((event: never) => void)[] = [];
  return {
    postMessage: (order) =>
      answer(structuredClone(order), (report) => {
        for (const listen of listeners) listen({ data: structuredClone(report) } as never);
      }),
    addEventListener: (type: string, listener: (event: never) => void) => {
      if (type === "message") listeners.push(listener);
    },
    terminate: () => undefined,
  };
}

const leaves = Array.from({ length: 1_100 }, (_, place) => BigInt(place + 7));

describe("a roll's tree built in a worker", () => {
  it("gives a voter the same path as one built here, and says how far it is", async () => {
    const heard: number[] = [];
    const path = await voterPathIn(
      { start: sameThread, onProgress: (fraction) => heard.push(fraction) },
      leaves,
      1_000n,
    );
    expect(path).to.deep.equal(new RollTree(leaves).voterPath(993));
    expect(heard.length).to.be.at.least(2);
    expect(heard).to.deep.equal([...heard].sort((a, b) => a - b));
    expect(heard.at(-1)).to.be.within(0.5, 1);
  });

  it("gives what freezing wants", async () => {
    const witness = await freezeWitnessIn({ start: sameThread }, leaves);
    expect(witness).to.deep.equal(new RollTree(leaves).freezeWitness());
  });

  it("says when the identity is not on the roll", async () => {
    const error = await voterPathIn({ start: sameThread }, leaves, 3n).catch((reason) => reason);
    expect(error).to.include({ name: "ProofError", fault: "path" });
  });

  it("says when there is nothing to freeze", async () => {
    const error = await freezeWitnessIn({ start: sameThread }, []).catch((reason) => reason);
    expect(error).to.include({ name: "ProofError", fault: "failed" });
  });
});
