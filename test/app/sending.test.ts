import { expect } from "chai";
import type { TransactionReceipt } from "viem";
import { AppError } from "../../dapp/src/app/errors.ts";
import { failureOf } from "../../dapp/src/app/failure.ts";
import { type AnyAction, type Sender, sendAction } from "../../dapp/src/app/wallet/sendAction.ts";
import { afterRefusal, type BallotStatus, movedOn } from "../../dapp/src/vote/device/ballotStatus.ts";

const HASH = `0x${"11".repeat(32)}` as const;
const ACTION: AnyAction = { address: `0x${"22".repeat(20)}`, abi: [], functionName: "castVote", args: [] };
const refusal = () => Promise.reject(Object.assign(new Error("User rejected the request."), { code: 4001 }));

/** Sends through parts that write down when they are asked; those given replace the ones that succeed. */
async function sendThrough(parts: Partial<Record<keyof Sender | "write", () => Promise<never>>> = {}) {
  const diary: string[] = [];
  const enter = async <T>(name: keyof Sender | "write", answer: T): Promise<T> => {
    diary.push(name);
    return parts[name]?.() ?? answer;
  };
  const sender: Sender = {
    rehearse: () => enter("rehearse", { result: "0xpoll", gas: 1n }),
    wallet: () => enter("wallet", () => enter("write", HASH)),
    receipt: () => enter("receipt", { status: "success", blockNumber: 7n } as TransactionReceipt),
    caughtUp: (block) => enter("caughtUp", void expect(block).to.equal(7)),
  };
  const error = await sendAction(ACTION, sender, () => undefined, {
    onHandOver: async () => diary.push("handed over"),
    onRefused: async () => diary.push("refused"),
  }).then(
    () => null,
    (cause: unknown) => failureOf(cause).name,
  );
  return { diary, error };
}

describe("Sending", () => {
  it("counts as handed over only once the trial and the change of network have succeeded", async () => {
    const { diary, error } = await sendThrough();
    expect(error).to.equal(null);
    expect(diary).to.deep.equal(["rehearse", "wallet", "handed over", "write", "receipt", "caughtUp"]);
  });

  it("hands nothing over where the trial fails or the wallet is on another network", async () => {
    const broke = await sendThrough({
      rehearse: () => Promise.reject(new Error("insufficient funds for gas")),
    });
    expect(broke).to.deep.equal({ diary: ["rehearse"], error: "InsufficientFunds" });
    const lost = await sendThrough({ wallet: () => Promise.reject(new AppError("WrongChain")) });
    expect(lost).to.deep.equal({ diary: ["rehearse", "wallet"], error: "WrongChain" });
  });

  it("takes the handing over back when the wallet's owner declines or cannot pay, and only then", async () => {
    const declined = await sendThrough({ write: refusal });
    expect(declined.diary.slice(-3)).to.deep.equal(["handed over", "write", "refused"]);
    expect(declined.error).to.equal("UserRejected");
    const broke = await sendThrough({ write: () => Promise.reject(new Error("insufficient funds for gas")) });
    expect(broke.diary.slice(-2)).to.deep.equal(["write", "refused"]);
    const unknown = await sendThrough({ write: () => Promise.reject(new Error("the wallet is gone")) });
    expect(unknown.diary.slice(-2)).to.deep.equal(["handed over", "write"]);
  });
});

describe("Where a finished ballot is", () => {
  const ALL: BallotStatus[] = ["ready", "tried", "sending", "sent", "counted"];

  it("moves on and never back", () => {
    for (const [place, now] of ALL.entries())
      for (const [later, next] of ALL.entries())
        expect(movedOn(now, next)).to.equal(ALL[Math.max(place, later)]);
  });

  it("is not on its way after a refusal, yet only these bytes are ever sent", () => {
    expect(afterRefusal("sending", "ready")).to.equal("tried");
    expect(afterRefusal("sending", "tried")).to.equal("tried");
  });

  it("stays unknown after a refusal when an earlier sending may have left, and never takes back what was seen", () => {
    expect(afterRefusal("sending", "sending")).to.equal("sending");
    expect(afterRefusal("sent", "ready")).to.equal("sent");
    expect(afterRefusal("counted", "tried")).to.equal("counted");
  });
});
