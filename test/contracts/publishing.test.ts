import { expect } from "chai";
import { type Address, getAddress, keccak256, parseEventLogs, stringToBytes } from "viem";
import {
  acceptOrganiser,
  cancelPoll,
  createInvitationRoll,
  createOpenRoll,
  type PollParameters,
  proposeOrganiser,
  publishOpenPoll,
} from "../../dapp/src/protocol/actions.ts";
import { leVoteAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { Phase } from "../../dapp/src/protocol/phase.ts";
import { createdIn, POLL_DOCUMENT, pollParameters, rollDocument, SCHEDULE, Town } from "../support/town.ts";
import { buildWorld, refusal, type World } from "../support/world.ts";

const { rollClosesAt, opensAt, closesAt } = SCHEDULE;

describe("publishing a poll", () => {
  let world: World;
  let town: Town;

  beforeEach(async () => {
    world = await buildWorld();
    town = await Town.found(world);
  });
  afterEach(() => world.close());

  const publish = (changes: Partial<PollParameters> = {}, document = POLL_DOCUMENT, from = 0) =>
    world.send(publishOpenPoll(world.leVote, pollParameters(town.roll, changes), document), from);

  it("emits and keeps all that it was published with", async () => {
    const receipt = await publish();
    const [event] = parseEventLogs({ abi: leVoteAbi, logs: receipt.logs, eventName: "PollPublished" });
    const poll = createdIn(receipt);
    const parameters = pollParameters(town.roll);
    expect(event?.args).to.deep.equal({
      poll,
      roll: town.roll,
      organiser: world.account(0),
      kind: 1,
      parameters,
      document: POLL_DOCUMENT,
    });
    const read = world.openPoll(poll).read;
    expect(await read.parameters()).to.deep.equal(parameters);
    expect(await read.documentHash()).to.equal(keccak256(stringToBytes(POLL_DOCUMENT)));
    expect([await world.factory.read.pollKind([poll]), await read.phase()]).to.deep.equal([
      1,
      Phase.Scheduled,
    ]);
    expect(await read.organiser()).to.equal(world.account(0));
  });

  it("is the roll's organiser's alone, and moves with that role (threat 6)", async () => {
    expect(await refusal(publish({}, POLL_DOCUMENT, 3))).to.deep.equal({
      name: "LeVote_NotOrganiser",
      args: [town.roll, world.account(3)],
    });
    await world.send(proposeOrganiser(town.roll, world.account(3)));
    await world.send(acceptOrganiser(town.roll), 3);
    await publish({}, POLL_DOCUMENT, 3);
    expect((await refusal(publish())).name).to.equal("LeVote_NotOrganiser");
  });

  it("is refused on a counterfeit roll: one that another LeVote made, an implementation, no contract at all (threat 6)", async () => {
    const elsewhere = await buildWorld();
    const foreign = createdIn(
      await elsewhere.send(createInvitationRoll(elsewhere.leVote, rollDocument("Elsewhere"))),
    );
    await elsewhere.close();
    const { invitationRoll, openRoll } = world.deployment.implementations;
    for (const roll of [foreign, invitationRoll, openRoll, world.leVote, world.account(0)] as Address[]) {
      expect(await refusal(publish({ roll }))).to.deep.equal({
        name: "LeVote_NotARoll",
        args: [getAddress(roll)],
      });
    }
  });

  it("refuses dates in the past, reversed, or closer than the chain's windows", async () => {
    const { rollClosing, voting } = world.chain.windows;
    const wrong: Partial<PollParameters>[] = [
      { rollClosesAt: (await world.now()) - 1 },
      { rollClosesAt: 0 },
      { opensAt: rollClosesAt },
      { opensAt: rollClosesAt + rollClosing - 1 },
      { opensAt: rollClosesAt - 1 },
      { closesAt: opensAt },
      { closesAt: opensAt - 1 },
      { closesAt: opensAt + voting - 1 },
    ];
    for (const changes of wrong) {
      const all = { ...SCHEDULE, ...changes };
      expect(await refusal(publish(changes))).to.deep.equal({
        name: "LeVote_WrongSchedule",
        args: [all.rollClosesAt, all.opensAt, all.closesAt],
      });
    }
    const now = await world.now();
    await world.at(now + 10);
    await publish({
      rollClosesAt: now + 10,
      opensAt: now + 10 + rollClosing,
      closesAt: now + 10 + rollClosing + voting,
    });
  });

  it("takes a document of 48 KiB and refuses one byte more, or none", async () => {
    const longest = "x".repeat(48 * 1024);
    await publish({}, longest);
    expect(await refusal(publish({}, `${longest}x`))).to.deep.equal({
      name: "LeVote_DocumentTooLong",
      args: [49_153n, 49_152n],
    });
    expect((await refusal(publish({}, ""))).name).to.equal("LeVote_DocumentEmpty");
    const roll = (document: string) => world.send(createInvitationRoll(world.leVote, document));
    await roll("x".repeat(4_096));
    expect(await refusal(roll("x".repeat(4_097)))).to.deep.equal({
      name: "LeVote_DocumentTooLong",
      args: [4_097n, 4_096n],
    });
    expect((await refusal(roll(""))).name).to.equal("LeVote_DocumentEmpty");
  });

  it("refuses a minimum roll in which turnout would be the vote", async () => {
    for (const minimumRoll of [0, 1]) {
      expect(await refusal(publish({ minimumRoll }))).to.deep.equal({
        name: "LeVote_MinimumRollTooSmall",
        args: [minimumRoll],
      });
    }
  });

  it("refuses a minimum roll that no roll can hold: the poll could never freeze", async () => {
    expect(await refusal(publish({ minimumRoll: 2 ** 20 + 1 }))).to.deep.equal({
      name: "LeVote_MinimumRollTooLarge",
      args: [2 ** 20 + 1],
    });
    await publish({ minimumRoll: 2 ** 20 });
  });

  it("gives each content one address, which nobody else's content can take (threat 20)", async () => {
    const poll = createdIn(await publish());
    expect(await refusal(publish())).to.deep.equal({ name: "LeVote_AlreadyExists", args: [poll] });
    const others = await Promise.all([
      world.ask(publishOpenPoll(world.leVote, pollParameters(town.roll), `${POLL_DOCUMENT} `)),
      world.ask(
        publishOpenPoll(world.leVote, pollParameters(town.roll, { closesAt: closesAt + 1 }), POLL_DOCUMENT),
      ),
      world.ask(publishOpenPoll(world.leVote, pollParameters(town.roll, { minimumRoll: 3 }), POLL_DOCUMENT)),
    ]);
    expect(new Set([poll, ...others]).size).to.equal(4);

    const mine = createOpenRoll(world.leVote, rollDocument("Square"));
    const stood = await world.ask(mine);
    expect(await world.ask(mine, 2)).not.to.equal(stood);
    await world.send(mine, 2);
    expect(createdIn(await world.send(mine))).to.equal(stood);
    expect((await refusal(world.send(mine))).name).to.equal("LeVote_AlreadyExists");
  });
});

describe("cancelling a poll", () => {
  let world: World;
  let town: Town;
  let poll: Address;

  beforeEach(async () => {
    world = await buildWorld();
    town = await Town.found(world);
    await town.enrol(0, 2);
    await town.admit();
    poll = await town.publish();
  });
  afterEach(() => world.close());

  const cancel = (from = 0) => world.send(cancelPoll(poll, "Two options were mixed up."), from);

  it("is the organiser's until the second before opening, also when the roll is frozen", async () => {
    expect(await refusal(cancel(4))).to.deep.equal({ name: "Poll_NotOrganiser", args: [world.account(4)] });
    await world.at(rollClosesAt);
    await town.freeze(poll);
    await world.at(opensAt - 1);
    await cancel();
    await world.moveTo(closesAt);
    expect(await world.openPoll(poll).read.phase()).to.equal(Phase.Cancelled);
  });

  it("is refused from the opening second on, and twice", async () => {
    const other = await town.publish({}, '{"other":1}');
    await world.send(cancelPoll(other, "Once."));
    expect(await refusal(world.send(cancelPoll(other, "Twice.")))).to.deep.equal({
      name: "Poll_TooLateToCancel",
      args: [Phase.Cancelled],
    });
    await world.at(rollClosesAt);
    await town.freeze(poll);
    for (const [second, phase] of [
      [opensAt, Phase.Open],
      [closesAt, Phase.Tallied],
    ] as const) {
      await world.at(second);
      expect(await refusal(cancel())).to.deep.equal({ name: "Poll_TooLateToCancel", args: [phase] });
    }
  });

  it("never goes back a phase: scheduled, open, tallied", async () => {
    await world.at(rollClosesAt);
    await town.freeze(poll);
    const seen: number[] = [];
    for (const second of [opensAt - 1, opensAt, closesAt - 1, closesAt, closesAt + 1]) {
      await world.moveTo(second);
      seen.push(await world.openPoll(poll).read.phase());
    }
    const { Scheduled, Open, Tallied } = Phase;
    expect(seen).to.deep.equal([Scheduled, Open, Open, Tallied, Tallied]);
  });
});
