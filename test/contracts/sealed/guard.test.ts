import { expect } from "chai";
import { type Hex, numberToHex } from "viem";
import { sealedPollAbi } from "../../../dapp/src/protocol/generated/abi.ts";
import { finalizePoll, publishShare } from "../../../dapp/src/protocol/sealed/actions.ts";
import { ciphertextWords } from "../../../dapp/src/protocol/sealed/coordinates.ts";
import { GENERATOR, multiply } from "../../../dapp/src/protocol/sealed/curve.ts";
import { Council } from "../../support/council.ts";
import { GuardedPoll, TRUSTEE } from "../../support/guardedPoll.ts";
import { type Lie, lieAbout, lieIn } from "../../support/lyingNode.ts";
import { SCHEDULE } from "../../support/town.ts";

const { closesAt } = SCHEDULE;
const CLOSED = 3;
const PUBLIC_CHAIN = 8453;
const publicChain = lieIn("eth_chainId", () => numberToHex(PUBLIC_CHAIN));
const closed = lieAbout(sealedPollAbi, "phase", CLOSED);
const later = lieIn<{ timestamp: Hex }>("eth_getBlockByNumber", (block) => ({
  ...block,
  timestamp: numberToHex(closesAt),
}));

describe("a trustee's device", function () {
  this.timeout(300_000);
  let scene: GuardedPoll;

  before(async () => {
    scene = await GuardedPoll.build();
  });
  afterEach(() => scene.restore());
  after(() => scene.world.close());

  it("is given the totals of a closed poll, by one node and by two that agree, and its share counts", async () => {
    await scene.close();
    const alone = await scene.ask([scene.honest]);
    const { R, totals, ballots: count } = await scene.ask([scene.honest, scene.honest]);
    expect(alone.R).to.deep.equal(R);
    expect(count).to.equal(3);
    expect(ciphertextWords(totals)).to.deep.equal(
      await scene.world.sealedPoll(scene.election.poll).read.encryptedTotals(),
    );
    const { share, proof } = await scene.council.sharing(scene.election.poll, TRUSTEE);
    expect(share.points).to.deep.equal(R.map((point) => multiply(point, scene.secret)));
    await scene.world.send(publishShare(scene.election.poll, share, proof), 4);
    expect(await scene.fault([scene.honest])).to.equal("alreadyShared");
  });

  it("still opens it years later", async () => {
    await scene.world.moveTo(closesAt + 315_360_000);
    expect(await scene.fault([scene.honest, scene.honest])).to.equal(null);
  });

  it("opens nothing of a poll still open, even in its last second, and nothing of one that is opened", async () => {
    expect(await scene.fault([scene.honest])).to.equal("notClosed");
    await scene.world.moveTo(closesAt - 1);
    expect(await scene.fault([scene.honest, scene.honest])).to.equal("notClosed");
    await scene.close();
    const shares = [];
    for (const trustee of [1, 3]) shares.push(await scene.council.share(scene.election.poll, trustee));
    await scene.world.send(finalizePoll(scene.election.poll, shares, [2n, 1n, 0n, 0n]));
    expect(await scene.fault([scene.honest])).to.equal("notClosed");
  });

  it("opens nothing of a poll still open whose node says that it is closed", async () => {
    for (const lies of [[closed], [later], [lieAbout(sealedPollAbi, "ballots", 3), closed]] as Lie[][]) {
      expect(await scene.fault([scene.lied(...lies)])).to.equal("notClosed");
      expect(await scene.fault([scene.honest, scene.lied(...lies)])).to.equal("nodesDisagree");
      expect(await scene.fault([scene.lied(...lies), scene.honest])).to.equal("nodesDisagree");
    }
    // One node that lies about everything can only be found out by a second one.
    expect(await scene.fault([scene.lied(closed, later), scene.honest])).to.equal("nodesDisagree");
  });

  it("opens nothing when the closing could still be undone", async () => {
    await scene.close();
    // As on a public chain: the newest final block is older than the closing second.
    const { number } = await scene.world.clients.reader.getBlock();
    const lagging = lieIn<object>("eth_getBlockByNumber", (block, params) => {
      const [asked] = params as [string];
      return asked === "finalized" ? { ...block, number: numberToHex(number - 1n) } : block;
    });
    const changes = { chainId: PUBLIC_CHAIN, now: closesAt };
    expect(await scene.fault([scene.lied(publicChain, lagging)], changes)).to.equal("notFinal");
    expect(await scene.fault([scene.lied(publicChain)], changes)).to.equal(null);
    expect(await scene.fault([scene.honest], changes)).to.equal("wrongChain");
  });

  it("opens nothing on a public chain while its own clock is before closing, whatever the nodes say", async () => {
    const early = { chainId: PUBLIC_CHAIN, now: closesAt - 1 };
    const liar = scene.lied(publicChain, closed, later);
    expect(await scene.fault([liar], early)).to.equal("notClosed");
    await scene.close();
    expect(await scene.fault([scene.lied(publicChain)], early)).to.equal("notClosed");
  });

  it("opens nothing below the minimum turnout, whatever a node says the minimum is", async () => {
    await scene.close();
    expect(await scene.fault([scene.honest, scene.honest], { poll: scene.strict })).to.equal("tooFewBallots");
    // The minimum stands in the poll's address: no node can lower it.
    const lies = [
      closed,
      lieAbout(sealedPollAbi, "ballots", 3),
      lieAbout(sealedPollAbi, "minimumTurnout", 2),
    ];
    expect(await scene.fault([scene.lied(...lies)], { poll: scene.strict })).to.equal("tooFewBallots");
  });

  it("opens nothing for another committee, with another's secret, or as another trustee", async () => {
    await scene.close();
    const other = await Council.name(scene.world, 1, 1);
    expect(await scene.fault([scene.honest], { committee: other.address })).to.equal("otherCommittee");
    expect(await scene.fault([scene.honest], { trustee: 1 })).to.equal("otherSecret");
    expect(await scene.fault([scene.honest], { trusteeKey: GENERATOR })).to.equal("otherSecret");
  });

  it("opens nothing of an address that LeVote does not know, nor of an open poll", async () => {
    await scene.close();
    for (const poll of [scene.open, scene.roll, scene.council.address, scene.world.account(7)]) {
      expect(await scene.fault([scene.honest], { poll }), poll).to.equal("unknownPoll");
    }
  });

  it("asks for at least one node", async () => {
    expect(await scene.ask([]).catch((error: Error) => error.name)).to.equal("RangeError");
  });
});
