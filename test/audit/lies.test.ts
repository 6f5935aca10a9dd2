import { expect } from "chai";
import { type Abi, type Hex, numberToHex } from "viem";
import { invitationRollAbi, leVoteAbi, openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { ballotOf } from "../support/ballots.ts";
import { resident, SCHEDULE } from "../support/town.ts";
import { auditOf, expectFound } from "./support/auditing.ts";
import { behind, lieInLog, lieInLogs, lieInView, type ToldEvent, together } from "./support/lies.ts";
import type { Lie } from "./support/lyingNode.ts";
import { heldElections } from "./support/shared.ts";

const poll = openPollAbi as Abi;
const roll = invitationRollAbi as Abi;
const last = (events: ToldEvent[]) => events.at(-1) as ToldEvent;

describe("an audit through a node that lies", function () {
  this.timeout(300_000);

  it("finds a forged ballot whose proof was another's", async () => {
    const elections = await heldElections();
    const lie = lieInLogs(poll, "BallotCounted", (events) => [
      ...events,
      behind(last(events), { ballot: 3n, nullifier: 77n }),
    ]);
    const expected = { step: "ballots", code: "proofInvalid", detail: /ballot 3/ } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds a ballot that is left out between others", async () => {
    const elections = await heldElections();
    const lie = lieInLogs(poll, "BallotCounted", (events) => events.filter((_, i) => i !== 1));
    const expected = {
      step: "ballots",
      code: "ballotMissing",
      detail: /ballot 1 is not in the logs/,
    } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds that the last ballot is left out, by the poll's own count", async () => {
    const elections = await heldElections();
    const lie = lieInLogs(poll, "BallotCounted", (events) => events.slice(0, -1));
    const expected = {
      step: "totals",
      code: "totalsDiffer",
      detail: /says 3 ballots, the logs hold 2/,
    } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds a second vote of the same person", async () => {
    const elections = await heldElections();
    const lie = lieInLogs(poll, "BallotCounted", (events) => [
      ...events,
      behind(last(events), { ...(events[0] as ToldEvent).args, ballot: 3n }),
    ]);
    const expected = { step: "ballots", code: "nullifierRepeated", detail: /ballot 3 .* ballot 0/ } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds one ballot whose proof was tampered with, and names it", async () => {
    const elections = await heldElections();
    const lie = lieInLog(poll, "BallotCounted", 1, ({ proof }) => {
      const [x, ...rest] = proof as bigint[];
      return { proof: [(x as bigint) + 1n, ...rest] };
    });
    const expected = { step: "ballots", code: "proofInvalid", detail: /ballot 1/ } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds a vote that was changed on its way", async () => {
    const elections = await heldElections();
    const lie = lieInLog(poll, "BallotCounted", 2, () => ({ votes: 1n }));
    const expected = { step: "ballots", code: "proofInvalid", detail: /ballot 2/ } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds a ballot that breaks the rules", async () => {
    const elections = await heldElections();
    const lie = lieInLog(poll, "BallotCounted", 0, () => ({ votes: 0x0101n }));
    const expected = { step: "ballots", code: "rulesBroken", detail: /ballot 0/ } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds a ballot that came after closing", async () => {
    const elections = await heldElections();
    const logs = await elections.world.clients.reader.getLogs({ address: elections.open, fromBlock: 0n });
    const { blockNumber } = logs.at(-1) as { blockNumber: bigint };
    const lie: Lie = ({ method, params }, answer) =>
      method === "eth_getBlockByNumber" && params[0] === numberToHex(blockNumber)
        ? { ...(answer as object), timestamp: numberToHex(SCHEDULE.closesAt) }
        : answer;
    const expected = {
      step: "ballots",
      code: "ballotOutsideWindow",
      detail: /ballot 2 was counted at/,
    } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds a member slipped in, though admitted after the poll froze its roll", async () => {
    const elections = await heldElections();
    const logs = await elections.world.clients.reader.getLogs({ address: elections.open, fromBlock: 0n });
    const frozen = logs[1];
    const lie = movedTo((frozen?.blockNumber as bigint) - 1n);
    const expected = {
      step: "freezing",
      code: "frozenRollDiffers",
      detail: /5 members.* froze .*4 members/,
    } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds the ballot of a resident who was admitted after freezing, with a real proof of the later roll", async () => {
    const elections = await heldElections();
    const { world, town, open } = elections;
    const { nullifier, votes, proof } = (await ballotOf(world, {
      ...{ poll: open, tree: town.tree, voter: resident(5), votes: [1] },
    })) as { nullifier: bigint; votes: bigint; proof: readonly bigint[] };
    const lie = lieInLogs(poll, "BallotCounted", (events) => [
      ...events,
      behind(last(events), { ballot: 3n, nullifier, votes, proof }),
    ]);
    const expected = { step: "ballots", code: "proofInvalid", detail: /ballot 3/ } as const;
    await expectFound(elections, open, lie, expected);
  });

  it("finds a frozen root that is not the roll's, log and view alike", async () => {
    const elections = await heldElections();
    const lie = together(
      lieInLog(poll, "Frozen", 0, () => ({ root: 12_345n })),
      lieInView(poll, elections.open, "root", () => 12_345n),
    );
    const expected = { step: "freezing", code: "frozenRollDiffers", detail: /froze 12345/ } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds a total that is not the sum of the ballots, and its slot", async () => {
    const elections = await heldElections();
    const lie = lieInView(poll, elections.open, "totals", (told) =>
      (told as bigint[]).map((total, slot) => (slot === 2 ? total + 1n : total)),
    );
    const expected = { step: "totals", code: "totalsDiffer", detail: /slot 2: the poll says 2/ } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds a document that was changed after publishing", async () => {
    const elections = await heldElections();
    const lie = lieInLog(leVoteAbi as Abi, "PollPublished", 0, ({ document }) => ({
      document: (document as string).replace("park", "lake"),
    }));
    const expected = {
      step: "publication",
      code: "documentDiffers",
      detail: /document has the hash/,
    } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds an invitation that its batch never had", async () => {
    const elections = await heldElections();
    const lie = lieInLog(roll, "BatchOpened", 0, ({ leaves }) => ({
      leaves: [`0x${"11".repeat(32)}`, ...(leaves as Hex[]).slice(1)],
    }));
    const expected = {
      step: "invitations",
      code: "invitationInvalid",
      detail: /batch 0 make another root/,
    } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds a resident who joined without an invitation", async () => {
    const elections = await heldElections();
    const lie = lieInLogs(roll, "InvitationUsed", (events) => events.slice(0, -1));
    const expected = {
      step: "invitations",
      code: "invitationInvalid",
      detail: /resident 5 joined without/,
    } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("finds a commitment on the roll that was swapped for another", async () => {
    const elections = await heldElections();
    const lie = lieInLog(roll, "Joined", 1, () => ({ commitment: 4_242n }));
    const expected = { step: "roll", code: "rootDiffers", detail: /admitting residents 0 to 2/ } as const;
    await expectFound(elections, elections.open, lie, expected);
  });

  it("shows what two nodes answer differently, with the first node honest", async () => {
    const elections = await heldElections();
    const lie = lieInLog(poll, "BallotCounted", 1, () => ({ votes: 1n }));
    const report = await auditOf(elections, elections.open, { characters: [{}, { lie }] });
    const failed = report.steps.filter(({ outcome }) => outcome === "failed");
    expect(failed.map(({ step, finding }) => [step, finding?.code])).to.deep.equal([
      ["nodes", "nodesDisagree"],
    ]);
    expect(report.disagreement?.question).to.match(/logs of 0x.*: log 1$/);
    expect(report.disagreement?.answers).to.have.lengthOf(2);
  });
});

/** The last resident's joining and admission, told to have happened in this block. */
function movedTo(block: bigint): Lie {
  const moves = ["Joined", "InvitationUsed", "Admitted"].map((name, i) =>
    lieInLogs(roll, name, (events) => {
      const { args, log } = last(events);
      const place = { blockNumber: numberToHex(block), logIndex: numberToHex(100 + i) };
      return [...events.slice(0, -1), { args, log: { ...log, ...place } }];
    }),
  );
  return together(...moves);
}
