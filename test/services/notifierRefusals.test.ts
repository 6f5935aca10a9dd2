import { expect } from "chai";
import { type NotifierError, subscribeToRoll, unsubscribe } from "../../dapp/src/protocol/notifications.ts";
import { isPushEndpoint } from "../../scripts/notifier/endpoints.ts";
import type { Service } from "../../scripts/services/lifecycle.ts";
import { Town } from "../support/town.ts";
import { buildWorld, type World } from "../support/world.ts";
import { NodeServer } from "./support/nodeServer.ts";
import { APP, healthOf, notifierOf } from "./support/notifier.ts";
import { Device } from "./support/pushService.ts";
import { temporaryDirectory } from "./support/service.ts";

const FIREFOX = "https://updates.push.services.mozilla.com/wpush/v2/abc";

describe("what the notifier refuses", function () {
  this.timeout(60_000);
  const directory = temporaryDirectory();
  let world: World;
  let node: NodeServer;
  let town: Town;
  let notifier: Service;

  before(async () => {
    world = await buildWorld();
    node = await NodeServer.start(world.connection.provider);
    town = await Town.found(world);
    notifier = await notifierOf(world, node, directory, { rules: { hosts: [], allowLocal: false } });
  });
  after(async () => {
    await notifier.stop();
    await node.down();
    await world.close();
  });

  const subscription = (endpoint = FIREFOX) => new Device(endpoint).subscription;

  async function put(body: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${notifier.url}/subscriptions`, {
      method: "PUT",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      error: text && (JSON.parse(text) as { error: string }).error,
      response,
    };
  }

  it("takes a well-formed subscription at a known push service", async () => {
    expect((await put({ roll: town.roll, subscription: subscription() })).status).to.equal(204);
    await unsubscribe(notifier.url, FIREFOX);
  });

  const wrong: Record<string, (good: ReturnType<typeof subscription>) => unknown> = {
    "no JSON": () => "{",
    "an empty object": () => ({}),
    "a roll that is no address": (good) => ({ roll: "0x12", subscription: good }),
    "no keys": ({ endpoint }) => ({ roll: town.roll, subscription: { endpoint } }),
    "a short auth secret": (good) => ({
      roll: town.roll,
      subscription: { ...good, keys: { ...good.keys, auth: "AAAA" } },
    }),
    "a key that is no point": (good) => ({
      roll: town.roll,
      subscription: { ...good, keys: { ...good.keys, p256dh: Buffer.alloc(65, 4).toString("base64url") } },
    }),
    "an endpoint that is no URL": (good) => ({
      roll: town.roll,
      subscription: { ...good, endpoint: "push" },
    }),
  };
  for (const [what, body] of Object.entries(wrong)) {
    it(`answers 400 "malformed" to ${what}`, async () => {
      expect(await put(body(subscription()))).to.include({ status: 400, error: "malformed" });
    });
  }

  it("answers 415 to another type, 413 to a large body, 404 to an unknown path", async () => {
    const good = { roll: town.roll, subscription: subscription() };
    expect(await put(good, { "content-type": "text/plain" })).to.include({ status: 415, error: "notJson" });
    expect(await put("x".repeat(20_000))).to.include({ status: 413, error: "tooLarge" });
    const response = await fetch(`${notifier.url}/subscribers`);
    expect(response.status).to.equal(404);
    expect(await response.json()).to.include({ error: "unknownPath" });
  });

  it("answers 404 to a roll that this Le Vote does not know", async () => {
    const roll = world.account(3);
    expect(await put({ roll, subscription: subscription() })).to.include({
      status: 404,
      error: "unknownRoll",
    });
  });

  it("posts to push services only, never to an address of the asker's choice", async () => {
    const hostile = [
      "http://updates.push.services.mozilla.com/wpush",
      "https://127.0.0.1/",
      "http://localhost:8545/",
      "https://[::1]/",
      "https://169.254.169.254/latest/meta-data",
      "https://example.org/",
      "https://updates.push.services.mozilla.com.example.org/",
      "https://example.org/updates.push.services.mozilla.com",
      "https://updates.push.services.mozilla.com@example.org/",
      "https://user:word@updates.push.services.mozilla.com/",
      "https://updates.push.services.mozilla.com:8443/",
      "https://evilpush.services.mozilla.com/",
      "https://notify.windows.com.example.org/",
      "file:///etc/passwd",
    ];
    for (const endpoint of hostile) {
      const { status, error } = await put({ roll: town.roll, subscription: subscription(endpoint) });
      expect([endpoint, status, error]).to.deep.equal([endpoint, 400, "unknownPushService"]);
    }
    expect((await healthOf(notifier.url)).subscriptions).to.equal(0);
    const known = [
      FIREFOX,
      "https://fcm.googleapis.com/fcm/send/abc",
      "https://wns2-par02p.notify.windows.com/w/?token=abc",
      "https://web.push.apple.com/abc",
    ];
    const rules = { hosts: [], allowLocal: false };
    expect(known.filter((endpoint) => !isPushEndpoint(endpoint, rules))).to.deep.equal([]);
    expect(isPushEndpoint("https://push.example.org/x", { ...rules, hosts: ["*.example.org"] })).to.equal(
      true,
    );
    expect(isPushEndpoint("https://example.org/x", { ...rules, hosts: ["*.example.org"] })).to.equal(false);
  });

  it("serves the pages of its own app and no others", async () => {
    const body = { roll: town.roll, subscription: subscription() };
    expect(await put(body, { origin: "https://elsewhere.example.org" })).to.include({
      status: 403,
      error: "foreignOrigin",
    });
    const { response } = await put(body, { origin: APP });
    expect(response.headers.get("access-control-allow-origin")).to.equal(APP);
    expect(response.headers.get("access-control-allow-credentials")).to.equal(null);
    expect(response.headers.get("set-cookie")).to.equal(null);
    const preflight = await fetch(`${notifier.url}/subscriptions`, {
      method: "OPTIONS",
      headers: { origin: APP, "access-control-request-method": "DELETE" },
    });
    expect(preflight.headers.get("access-control-allow-methods")).to.contain("DELETE");
    await unsubscribe(notifier.url, FIREFOX);
  });

  it("answers 503, and says when to come back, while the node is down; a roll it knows needs none", async () => {
    const other = await Town.found(world, { name: "A roll never asked for" });
    await put({ roll: town.roll, subscription: subscription() });
    await node.down();
    const { status, error, response } = await put({ roll: other.roll, subscription: subscription() });
    expect([status, error]).to.deep.equal([503, "nodeDown"]);
    expect(Number(response.headers.get("retry-after"))).to.be.greaterThan(0);
    expect((await put({ roll: town.roll, subscription: subscription() })).status).to.equal(204);
    await node.up();
    await unsubscribe(notifier.url, FIREFOX);
  });

  it("answers alike whether an endpoint had subscribed or not", async () => {
    await put({ roll: town.roll, subscription: subscription() });
    const answers: unknown[] = [];
    for (const endpoint of [FIREFOX, "https://web.push.apple.com/never-seen"]) {
      const response = await fetch(`${notifier.url}/subscriptions`, {
        method: "DELETE",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ endpoint }),
      });
      answers.push([response.status, await response.text()]);
    }
    expect(answers).to.deep.equal([
      [204, ""],
      [204, ""],
    ]);
    expect((await healthOf(notifier.url)).subscriptions).to.equal(0);
  });

  it("lets one device be told of fifty rolls, not more", async () => {
    const crowded = await notifierOf(world, node, directory, { data: `${directory}/rolls.sqlite` });
    const device = subscription();
    for (let i = 0; i < 50; i++) {
      const roll = (await Town.found(world, { name: `Roll ${i}`, letters: 1 })).roll;
      await subscribeToRoll(crowded.url, roll, device);
    }
    const error = await subscribeToRoll(crowded.url, town.roll, device).then(
      () => null,
      (refused: NotifierError) => refused,
    );
    expect([error?.fault, error?.code]).to.deep.equal(["refused", "tooManyRolls"]);
    await crowded.stop();
  });

  it("stops listening to a flood from one visitor, and says for how long", async () => {
    const flooded = await notifierOf(world, node, directory, {
      data: `${directory}/flood.sqlite`,
      perMinute: 20,
    });
    const answers = await Promise.all(
      Array.from({ length: 60 }, () =>
        fetch(`${flooded.url}/subscriptions`, {
          method: "PUT",
          headers: { "content-type": "application/json" },
          body: "{}",
        }),
      ),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).to.have.length(40);
    expect(answers.filter(({ status }) => status === 400)).to.have.length(20);
    expect(Number(refused[0]?.headers.get("retry-after"))).to.be.within(1, 60);
    expect(await refused[0]?.json()).to.include({ error: "tooMany" });
    await flooded.stop();
  });
});
