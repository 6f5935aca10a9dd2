import { expect } from "chai";
import { type Address, concatHex, type Hex, numberToHex, size } from "viem";
import { auditOf, expectFound } from "./support/auditing.ts";
import type { PastElections } from "./support/election.ts";
import type { Lie } from "./support/lyingNode.ts";
import { heldElections } from "./support/shared.ts";

const codeOf = async ({ world }: PastElections, address: Address) =>
  (await world.clients.reader.getCode({ address })) as Hex;

/** A node that tells of other code at an address. */
const lieInCode =
  (address: Address, change: (code: string) => string): Lie =>
  ({ method, params }, answer) =>
    method === "eth_getCode" && (params[0] as string).toLowerCase() === address.toLowerCase()
      ? change(answer as string)
      : answer;

describe("an audit of a counterfeit", function () {
  this.timeout(300_000);

  it("refuses a clone with a genuine poll's code that a stranger put elsewhere", async () => {
    const elections = await heldElections();
    const code = await codeOf(elections, elections.open);
    const maker = concatHex(["0x61", numberToHex(size(code), { size: 2 }), "0x3d81600a3d39f3", code]);
    const { contractAddress } = await elections.world.sendRaw(null, maker, 4);
    const report = await auditOf(elections, contractAddress as Address);
    expect(report.verdict).to.equal("DIFFERS");
    const [first] = report.steps.filter(({ outcome }) => outcome === "failed");
    expect([first?.step, first?.finding?.code]).to.deep.equal(["publication", "notPublished"]);
  });

  it("sees that a poll's content is not the one its address stands for", async () => {
    const elections = await heldElections();
    // The last byte of the content belongs to the question's word.
    const lie = lieInCode(elections.open, (code) => `${code.slice(0, -2)}05`);
    const expected = { step: "publication", code: "wrongAddress", detail: /at another address/ } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("refuses what is no clone, and what copies another contract", async () => {
    const elections = await heldElections();
    const plain = lieInCode(elections.open, () => "0x6000");
    const noClone = {
      step: "publication",
      code: "wrongAddress",
      detail: /not one of LeVote's clones/,
    } as const;
    await expectFound(elections, elections.open, plain, noClone);
    const other = lieInCode(elections.open, (code) => code.replace(/(363d73).{40}/, `$1${"ab".repeat(20)}`));
    const noPoll = { step: "publication", code: "wrongAddress", detail: /no poll of LeVote/ } as const;
    await expectFound(elections, elections.open, other, noPoll);
  });

  it("finds an implementation with one byte changed", async () => {
    const elections = await heldElections();
    const { openPoll } = elections.world.deployment.implementations;
    const lie = lieInCode(
      openPoll as Address,
      (code) => `${code.slice(0, 200)}${code[200] === "0" ? "1" : "0"}${code.slice(201)}`,
    );
    const expected = { step: "code", code: "codeDiffers", detail: /OpenPoll .* from byte 99/ } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds a library with other code behind a genuine implementation", async () => {
    const elections = await heldElections();
    const { poseidonT3 } = elections.world.deployment.implementations;
    const lie = lieInCode(
      poseidonT3 as Address,
      (code) => `${code.slice(0, -2)}${code.endsWith("00") ? "01" : "00"}`,
    );
    const expected = { step: "code", code: "codeDiffers", detail: /PoseidonT3/ } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds a roll that was deployed with another Semaphore", async () => {
    const elections = await heldElections();
    const { semaphore, implementations } = elections.world.deployment;
    const old = semaphore.slice(2).toLowerCase();
    const lie = lieInCode(implementations.invitationRoll as Address, (code) =>
      code.replaceAll(old, "ab".repeat(20)),
    );
    const expected = {
      step: "code",
      code: "codeDiffers",
      detail: /InvitationRoll .* deployed with 0x0*(ab){20}/,
    } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("does not take another contract for LeVote", async () => {
    const elections = await heldElections();
    const { semaphore } = elections.world.deployment;
    const report = await auditOf(elections, elections.open, { leVote: semaphore as Address });
    const [first] = report.steps;
    expect([first?.step, first?.finding?.code]).to.deep.equal(["code", "codeDiffers"]);
    expect(report.steps.slice(1).every(({ outcome }) => outcome === "skipped")).to.equal(true);
  });
});
