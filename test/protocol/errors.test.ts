import { expect } from "chai";
import {
  ContractFunctionRevertedError,
  createPublicClient,
  encodeErrorResult,
  http,
  InsufficientFundsError,
  UserRejectedRequestError,
} from "viem";
import { decodeError, decodeRevert, FAILURE_NAMES } from "../../dapp/src/protocol/errors.ts";
import { leVoteAbi, openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { IndexerError } from "../../dapp/src/protocol/indexerClient.ts";
import { InvitationError } from "../../dapp/src/protocol/invitations.ts";
import { ProofError } from "../../dapp/src/protocol/proof.ts";

const voted = encodeErrorResult({ abi: openPollAbi, errorName: "Poll_AlreadyVoted", args: [7n] });

describe("an error", () => {
  it("of a contract keeps its name and facts, however the node wraps it", () => {
    const viem = new ContractFunctionRevertedError({
      abi: openPollAbi,
      data: voted,
      functionName: "castVote",
    });
    const nested = Object.assign(new Error("execution reverted"), {
      cause: { error: { code: 3, data: { data: voted } } },
    });
    for (const error of [viem, nested, { data: voted }]) {
      expect(decodeError(error)).to.deep.equal({ name: "Poll_AlreadyVoted", args: [7n] });
    }
  });

  it("of another contract is told apart from one without a reason", () => {
    const data = encodeErrorResult({ abi: leVoteAbi, errorName: "LeVote_WrongQuestion", args: [2n] });
    expect(decodeRevert(data)).to.deep.equal({ name: "LeVote_WrongQuestion", args: [2n] });
    expect(decodeRevert("0xdeadbeef")).to.equal(null);
    expect(decodeError({ data: "0xdeadbeef" }).name).to.equal("RevertedWithoutReason");
  });

  it("of the wallet says what the person did or lacks", () => {
    expect(decodeError(new UserRejectedRequestError(new Error("no"))).name).to.equal("UserRejected");
    expect(decodeError({ cause: { code: 4001 } }).name).to.equal("UserRejected");
    expect(decodeError(new InsufficientFundsError()).name).to.equal("InsufficientFunds");
    expect(decodeError(new Error("Sender doesn't have enough funds to send tx")).name).to.equal(
      "InsufficientFunds",
    );
    expect(decodeError(Object.assign(new Error(), { name: "ConnectorChainMismatchError" })).name).to.equal(
      "WrongChain",
    );
  });

  it("of a node that is down says so", async () => {
    const client = createPublicClient({ transport: http("http://127.0.0.1:1", { retryCount: 0 }) });
    const error = await client.getBlockNumber().catch((reason) => reason);
    expect(decodeError(error).name).to.equal("NodeUnreachable");
  });

  it("of this library has a name of its own", () => {
    expect(decodeError(new ProofError("timeout", "")).name).to.equal("ProofTimeout");
    expect(decodeError(new InvitationError("wrongCode")).name).to.equal("InvitationWrongCode");
    expect(decodeError(new IndexerError("down")).name).to.equal("IndexerUnreachable");
  });

  it("that nobody foresaw keeps its message", () => {
    expect(decodeError(new Error("the sky fell"))).to.deep.equal({ name: "Unknown", args: ["the sky fell"] });
    expect(decodeError("text")).to.deep.equal({ name: "Unknown", args: ["text"] });
  });
});

describe("the list of failures", () => {
  it("has every error of the contracts once", () => {
    const errors = [...leVoteAbi, ...openPollAbi]
      .filter((item) => item.type === "error")
      .map(({ name }) => name);
    expect(errors.length).to.be.greaterThan(20);
    expect(FAILURE_NAMES).to.include.members(errors);
    expect(new Set(FAILURE_NAMES).size).to.equal(FAILURE_NAMES.length);
  });
});
