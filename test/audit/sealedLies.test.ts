import type { Abi } from "viem";
import { committeeAbi, sealedPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { expectFound } from "./support/auditing.ts";
import { type Args, lieInLog, lieInLogs, lieInView, together } from "./support/lies.ts";
import { heldElections } from "./support/shared.ts";

const poll = sealedPollAbi as Abi;
const committee = committeeAbi as Abi;
const COUNTED = "SealedBallotCounted";
const replaced = (words: unknown, place: number, word: bigint) =>
  (words as bigint[]).map((old, i) => (i === place ? word : old));

describe("an audit of a sealed poll through a node that lies", function () {
  this.timeout(300_000);

  it("finds a share that was swapped for another trustee's", async () => {
    const elections = await heldElections();
    let other: Args = {};
    const lie = lieInLogs(poll, "SharePublished", (events) => {
      other = events[1]?.args ?? {};
      return events.map((event, i) => (i === 0 ? { ...event, args: { ...event.args, D: other.D } } : event));
    });
    const expected = { step: "shares", code: "shareInvalid", detail: /trustee 1 is not proven/ } as const;
    await expectFound(elections, elections.sealed, lie, expected);
  });

  it("finds a result that the shares do not open, log and view alike", async () => {
    const elections = await heldElections();
    const wrong = (totals: unknown) => replaced(replaced(totals, 0, 1n), 2, 1n);
    const lie = together(
      lieInLog(poll, "Finalized", 0, ({ totals }) => ({ totals: wrong(totals) })),
      lieInView(poll, elections.sealed, "totals", wrong),
    );
    const expected = { step: "result", code: "resultDiffers", detail: /does not open to 1, 0, 1/ } as const;
    await expectFound(elections, elections.sealed, lie, expected);
  });

  it("finds a result that was opened by too few trustees", async () => {
    const elections = await heldElections();
    const lie = lieInLog(poll, "Finalized", 0, () => ({ trustees: [3n] }));
    const expected = {
      step: "result",
      code: "resultInvalid",
      detail: /trustees 3 of a committee that takes 2/,
    } as const;
    await expectFound(elections, elections.sealed, lie, expected);
  });

  it("finds an encrypted total that is not the sum of the ballots", async () => {
    const elections = await heldElections();
    const lie = lieInView(poll, elections.sealed, "encryptedTotals", (told) => replaced(told, 6, 5n));
    const expected = { step: "totals", code: "totalsDiffer", detail: /C\.x of encrypted total 1/ } as const;
    await expectFound(elections, elections.sealed, lie, expected);
  });

  it("finds a ciphertext that was put into another's ballot", async () => {
    const elections = await heldElections();
    const lie = lieInLogs(poll, COUNTED, (events) =>
      events.map((event) => ({ ...event, args: { ...event.args, points: events[0]?.args.points } })),
    );
    const expected = { step: "ballots", code: "proofInvalid", detail: /ballot 1/ } as const;
    await expectFound(elections, elections.sealed, lie, expected);
  });

  it("finds a proof of the ballot's rules that is another's", async () => {
    const elections = await heldElections();
    const lie = lieInLogs(poll, COUNTED, (events) =>
      events.map((event) => ({
        ...event,
        args: { ...event.args, ballotProof: events[1]?.args.ballotProof },
      })),
    );
    const expected = { step: "ballots", code: "proofInvalid", detail: /ballot 0/ } as const;
    await expectFound(elections, elections.sealed, lie, expected);
  });

  it("finds a ciphertext off the curve", async () => {
    const elections = await heldElections();
    const lie = lieInLog(poll, COUNTED, 1, ({ points }) => ({ points: replaced(points, 0, 5n) }));
    const expected = {
      step: "ballots",
      code: "rulesBroken",
      detail: /ballot 1: its point 0 is not on the curve/,
    } as const;
    await expectFound(elections, elections.sealed, lie, expected);
  });

  it("finds a dealing that makes another key than the poll's", async () => {
    const elections = await heldElections();
    const lie = lieInLogs(committee, "SharesDealt", (events) =>
      events.map((event, i) =>
        i === 0 ? { ...event, args: { ...event.args, commitments: events[1]?.args.commitments } } : event,
      ),
    );
    const expected = {
      step: "committee",
      code: "confirmationInvalid",
      detail: /trustee 1 confirmed another key/,
    } as const;
    await expectFound(elections, elections.sealed, lie, expected);
  });

  it("finds a commitment off the curve", async () => {
    const elections = await heldElections();
    const lie = lieInLog(committee, "SharesDealt", 2, ({ commitments }) => ({
      commitments: replaced(commitments, 3, 5n),
    }));
    const expected = { step: "committee", code: "dealInvalid", detail: /commitment 1 of trustee 3/ } as const;
    await expectFound(elections, elections.sealed, lie, expected);
  });

  it("finds a confirmation whose proof is another trustee's", async () => {
    const elections = await heldElections();
    const lie = lieInLogs(committee, "KeyConfirmed", (events) =>
      events.map((event, i) =>
        i === 1
          ? { ...event, args: { ...event.args, proof: events[0]?.args.proof, h: events[0]?.args.h } }
          : event,
      ),
    );
    const expected = {
      step: "committee",
      code: "confirmationInvalid",
      detail: /proof of trustee 2/,
    } as const;
    await expectFound(elections, elections.sealed, lie, expected);
  });

  it("finds a trustee who never confirmed", async () => {
    const elections = await heldElections();
    const lie = lieInLogs(committee, "KeyConfirmed", (events) => events.slice(0, 2));
    const expected = {
      step: "committee",
      code: "committeeInvalid",
      detail: /KeyConfirmed of trustees 1, 2/,
    } as const;
    await expectFound(elections, elections.sealed, lie, expected);
  });
});
