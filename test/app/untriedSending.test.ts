import { expect } from "chai";
import type { Hash, TransactionReceipt } from "viem";
import { type AnyAction, type Sender, sendAction } from "../../dapp/src/app/wallet/sendAction.ts";
import { confirmKey, publishShare, SHARE_GAS } from "../../dapp/src/protocol/sealed/actions.ts";
import { GENERATOR } from "../../dapp/src/protocol/sealed/curve.ts";

const POLL = "0x00000000000000000000000000000000000000b0";
const HASH = `0x${"ab".repeat(32)}` as Hash;
const PROOF = { h: 1n, points: [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n] as const };

/** Notes what a node was shown before the wallet was asked, and what the wallet was given. */
function recorder() {
  const tried: AnyAction[] = [];
  const written: { action: AnyAction; gas: bigint }[] = [];
  const sender: Sender = {
    rehearse: async (action) => {
      tried.push(action);
      return { result: undefined, gas: 1n };
    },
    wallet: async () => async (action, gas) => {
      written.push({ action, gas });
      return HASH;
    },
    receipt: async () =>
      ({ status: "success", blockNumber: 1n, transactionHash: HASH }) as unknown as TransactionReceipt,
    caughtUp: async () => undefined,
  };
  return { tried, written, sender };
}

describe("A trustee's share on its way", () => {
  it("is shown to no node before it is sent: neither tried nor estimated, with gas fixed beforehand", async () => {
    const { tried, written, sender } = recorder();
    const share = publishShare(POLL, { trustee: 1, points: [GENERATOR] }, PROOF);
    await sendAction(
      async () => share,
      sender,
      () => undefined,
    );
    expect(tried).to.deep.equal([]);
    expect(written.map(({ gas }) => gas)).to.deep.equal([SHARE_GAS]);
  });

  it("is the only exception: what opens nothing is tried first, so that a refusal costs nothing", async () => {
    const { tried, sender } = recorder();
    await sendAction(confirmKey(POLL, PROOF), sender, () => undefined);
    expect(tried.map(({ functionName }) => functionName)).to.deep.equal(["confirm"]);
  });
});
