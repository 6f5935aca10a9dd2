import { expect } from "chai";
import { cancelPoll } from "../../dapp/src/protocol/actions.ts";
import {
  noticeTag,
  notifierFacts,
  subscribeToRoll,
  unsubscribe,
} from "../../dapp/src/protocol/notifications.ts";
import type { Service } from "../../scripts/services/lifecycle.ts";
import { SCHEDULE, Town } from "../support/town.ts";
import { buildWorld, type World } from "../support/world.ts";
import { NodeServer } from "./support/nodeServer.ts";
import { healthOf, notifierOf } from "./support/notifier.ts";
import { PushService, readVapid } from "./support/pushService.ts";
import { ServiceProcess, temporaryDirectory } from "./support/service.ts";
import { pause, until } from "./support/waiting.ts";

describe("the notifier", function () {
  this.timeout(120_000);
  const directory = temporaryDirectory();
  let world: World;
  let node: NodeServer;
  let push: PushService;
  let town: Town;
  let notifier: Service | undefined;

  beforeEach(async () => {
    world = await buildWorld();
    node = await NodeServer.start(world.connection.provider);
    push = await PushService.start();
    town = await Town.found(world);
    await town.enrol(0, 2);
    await town.admit();
  });
  afterEach(async () => {
    await notifier?.stop();
    notifier = undefined;
    await push.stop();
    await node.down();
    await world.close();
  });

  const data = () => ({ data: `${directory}/${Math.random()}.sqlite` });

  async function open(poll: `0x${string}`) {
    await world.at(SCHEDULE.rollClosesAt);
    await town.freeze(poll);
    await world.moveTo(SCHEDULE.opensAt);
  }

  it("tells a subscribed device of a poll at publication and at opening, encrypted for it and signed", async () => {
    notifier = await notifierOf(world, node, directory, data());
    const device = push.device();
    await subscribeToRoll(notifier.url, town.roll, device.subscription);
    const poll = await town.publish();
    await until("the publication is told", () => device.notices.length === 1);
    await open(poll);
    await until("the opening is told", () => device.notices.length === 2);

    const { roll } = town;
    expect(device.notices).to.deep.equal([
      { version: 1, kind: "published", roll, poll },
      { version: 1, kind: "open", roll, poll },
    ]);
    expect(new Set(device.notices.map(noticeTag))).to.have.length(2);
    expect(new Set(device.sizes), "kinds look alike to the push service").to.have.length(1);
    const facts = await notifierFacts(notifier.url);
    for (const headers of device.headers) {
      const { key, claims } = readVapid(headers);
      expect(key).to.equal(facts.publicKey);
      expect(claims.aud).to.equal(push.origin);
      expect(claims.sub).to.equal("mailto:clerk@example.org");
      expect(Number(headers.ttl)).to.be.within(1, 28 * 86_400);
    }
    expect(facts).to.include({ chainId: world.chainId, leVote: world.leVote });
  });

  it("tells only those who subscribed to the poll's roll", async () => {
    notifier = await notifierOf(world, node, directory, data());
    const other = await Town.found(world, { name: "Another roll" });
    const [here, elsewhere] = [push.device(), push.device()];
    await subscribeToRoll(notifier.url, town.roll, here.subscription);
    await subscribeToRoll(notifier.url, other.roll, elsewhere.subscription);
    await town.publish();
    await until("the publication is told", () => here.notices.length === 1);
    await pause(700);
    expect(elsewhere.notices).to.deep.equal([]);
  });

  it("tells once, though one subscribes several times", async () => {
    notifier = await notifierOf(world, node, directory, data());
    const device = push.device();
    for (let times = 0; times < 3; times++) {
      await subscribeToRoll(notifier.url, town.roll, device.subscription);
    }
    await town.publish();
    await until("the publication is told", () => device.notices.length === 1);
    await pause(700);
    expect(device.notices).to.have.length(1);
  });

  it("is silent after one call to unsubscribe, from one roll or from all", async () => {
    notifier = await notifierOf(world, node, directory, data());
    const [left, leftAll, stayed] = [push.device(), push.device(), push.device()];
    for (const { subscription } of [left, leftAll, stayed]) {
      await subscribeToRoll(notifier.url, town.roll, subscription);
    }
    await unsubscribe(notifier.url, left.subscription.endpoint, town.roll);
    await unsubscribe(notifier.url, leftAll.subscription.endpoint);
    expect((await healthOf(notifier.url)).subscriptions).to.equal(1);
    await town.publish();
    await until("the others are told", () => stayed.notices.length === 1);
    await pause(700);
    expect([left.asked, leftAll.asked]).to.deep.equal([0, 0]);
  });

  it("forgets endpoints that the push service no longer knows", async () => {
    notifier = await notifierOf(world, node, directory, data());
    const [gone, unknown, alive] = [push.device(), push.device(), push.device()];
    gone.status = 410;
    unknown.status = 404;
    for (const { subscription } of [gone, unknown, alive]) {
      await subscribeToRoll(notifier.url, town.roll, subscription);
    }
    await town.publish();
    await until("the others are told", () => alive.notices.length === 1);
    const { url } = notifier;
    await until("dead endpoints are gone", async () => (await healthOf(url)).subscriptions === 1);
    await pause(700);
    expect([gone.asked, unknown.asked]).to.deep.equal([1, 1]);
    expect(await healthOf(notifier.url)).to.include({ dead: 2, sent: 1, waiting: 0 });
  });

  it("tries again, more and more slowly, while a push service fails", async () => {
    notifier = await notifierOf(world, node, directory, data());
    const device = push.device();
    device.status = 503;
    await subscribeToRoll(notifier.url, town.roll, device.subscription);
    await town.publish();
    await until("it was tried twice", () => device.asked >= 2);
    expect(await healthOf(notifier.url)).to.include({ waiting: 1, sent: 0 });
    device.status = 201;
    await until("it arrives", () => device.notices.length === 1);
    await pause(700);
    expect(device.notices).to.have.length(1);
    expect(await healthOf(notifier.url)).to.include({ waiting: 0, sent: 1 });
  });

  it("says nothing of an opening that cannot happen", async () => {
    notifier = await notifierOf(world, node, directory, data());
    const device = push.device();
    await subscribeToRoll(notifier.url, town.roll, device.subscription);
    const cancelled = await town.publish();
    const unfrozen = await town.publish({ minimumRoll: 3 });
    await until("both are told", () => device.notices.length === 2);
    await world.send(cancelPoll(cancelled, "a mistake"));
    await world.moveTo(SCHEDULE.opensAt);
    await pause(900);
    expect(device.notices.map(({ kind }) => kind)).to.deep.equal(["published", "published"]);
    // The roll is frozen late: only now can one vote.
    await town.enrol(2, 3);
    await town.admit();
    await town.freeze(unfrozen);
    await until("the opening is told", () => device.notices.length === 3);
    expect(device.notices[2]).to.include({ kind: "open", poll: unfrozen });
  });

  it("keeps keys and subscriptions over a restart, tells what it missed, and nothing twice", async () => {
    const kept = data();
    notifier = await notifierOf(world, node, directory, kept);
    const device = push.device();
    await subscribeToRoll(notifier.url, town.roll, device.subscription);
    const first = await town.publish();
    await until("the first is told", () => device.notices.length === 1);
    const { publicKey } = await notifierFacts(notifier.url);
    await notifier.stop();

    const second = await town.publish({ minimumRoll: 3 });
    notifier = await notifierOf(world, node, directory, kept);
    expect((await notifierFacts(notifier.url)).publicKey).to.equal(publicKey);
    await until("the second is told", () => device.notices.length === 2);
    await notifier.stop();

    await open(first);
    notifier = await notifierOf(world, node, directory, kept);
    await until("the opening is told", () => device.notices.length === 3);
    await pause(700);
    expect(device.notices.map(({ kind, poll }) => [kind, poll])).to.deep.equal([
      ["published", first],
      ["published", second],
      ["open", first],
    ]);
  });

  it("goes on after being killed with messages on their way, and after the node was down", async () => {
    const options = ["--rpc", node.url, "--levote", world.leVote, "--port", "0"];
    options.push("--data", `${directory}/killed.sqlite`, "--allow-local-endpoints");
    options.push("--interval", "50", "--first-retry", "300", "--contact", "mailto:clerk@example.org");
    const running = new ServiceProcess("notifier", options);
    const url = await running.url();
    const device = push.device();
    await subscribeToRoll(url, town.roll, device.subscription);
    device.status = 500;
    await node.down();
    await town.publish();
    await until("it notices", () => running.output.includes("reading the chain: failed"));
    await node.up();
    await until("it was tried", () => device.asked >= 1);
    await running.kill();
    device.status = 201;
    const again = new ServiceProcess("notifier", options);
    await again.url();
    await until("it arrives", () => device.notices.length === 1);
    await pause(1000);
    expect(device.notices).to.have.length(1);
    expect(await again.stop()).to.equal(0);
    const said = running.output + again.output;
    expect(said).to.contain("works again");
    for (const secret of [device.subscription.endpoint, device.subscription.keys.auth, town.roll]) {
      expect(said).not.to.contain(secret);
    }
  });
});
