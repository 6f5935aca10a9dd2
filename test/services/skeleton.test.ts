import { readFileSync } from "node:fs";
import { expect } from "chai";
import { Pulse } from "../../scripts/services/pulse.ts";
import { buildServer } from "../../scripts/services/server.ts";
import { OtherStoreError, Store, StoreInUseError } from "../../scripts/services/store.ts";
import { visitorKeys } from "../../scripts/services/visitors.ts";
import { ServiceProcess, temporaryDirectory } from "./support/service.ts";
import { pause, until } from "./support/waiting.ts";

const TABLE = "CREATE TABLE IF NOT EXISTS things (name TEXT PRIMARY KEY) STRICT;";

describe("the skeleton of the services", () => {
  const directory = temporaryDirectory();

  it("lets one process at a time keep a file", () => {
    const file = `${directory}/one.sqlite`;
    const store = new Store(file, TABLE);
    expect(() => new Store(file, TABLE)).to.throw(StoreInUseError);
    store.close();
    new Store(file, TABLE).close();
  });

  it("undoes what a transaction began when it fails", () => {
    const store = new Store(`${directory}/undo.sqlite`, TABLE);
    expect(() =>
      store.transaction(() => {
        store.db.exec("INSERT INTO things VALUES ('a')");
        throw new Error("in the middle");
      }),
    ).to.throw("in the middle");
    expect(store.count("SELECT count(*) FROM things")).to.equal(0);
    store.close();
  });

  it("leaves nothing of what was deleted in the file", () => {
    const file = `${directory}/deleted.sqlite`;
    const store = new Store(file, TABLE);
    const secret = "an endpoint that somebody withdrew";
    store.db.prepare("INSERT INTO things VALUES (?)").run(secret);
    store.db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    expect(readFileSync(file).includes(secret), "it was there").to.equal(true);
    store.db.exec("DELETE FROM things");
    store.close();
    expect(readFileSync(file).includes(secret)).to.equal(false);
  });

  it("refuses a file of another chain", () => {
    const store = new Store(`${directory}/chain.sqlite`, TABLE);
    store.require({ chain: "31337" });
    store.require({ chain: "31337" });
    expect(() => store.require({ chain: "8453" })).to.throw(OtherStoreError, "31337");
    store.close();
  });

  it("counts a household's IPv6 addresses as one visitor, and holds no address", () => {
    const key = visitorKeys();
    expect(key({ ip: "2001:db8:1:2::1" })).to.equal(key({ ip: "2001:db8:1:2:aaaa:bbbb:cccc:dddd" }));
    expect(key({ ip: "2001:db8:1:2::1" })).not.to.equal(key({ ip: "2001:db8:1:3::1" }));
    expect(key({ ip: "2001:db8::1" })).to.equal(key({ ip: "2001:0db8:0:0:1::" }));
    expect(key({ ip: "::ffff:192.0.2.7" })).to.equal(key({ ip: "192.0.2.7" }));
    expect(key({ ip: "192.0.2.7" })).not.to.equal(key({ ip: "192.0.2.8" }));
    expect(key({ ip: "192.0.2.7" })).not.to.equal(visitorKeys()({ ip: "192.0.2.7" }));
  });

  it("counts visitors behind a proxy by what the proxy says, not by what they say themselves", async () => {
    const server = await buildServer({
      origins: [],
      perMinute: 2,
      bodyLimit: 100,
      behindProxy: true,
      health: () => ({ healthy: true }),
      say: () => undefined,
    });
    const ask = async (forwarded: string) =>
      (await server.inject({ url: "/health", headers: { "x-forwarded-for": forwarded } })).statusCode;
    const liar = [await ask("192.0.2.1, 198.51.100.7"), await ask("192.0.2.2, 198.51.100.7")];
    expect([...liar, await ask("192.0.2.3, 198.51.100.7")]).to.deep.equal([200, 200, 429]);
    expect(await ask("198.51.100.8")).to.equal(200);
    await server.close();
  });

  it("steps ever more slowly while it fails, at once when hurried, and stops for good", async () => {
    const times: number[] = [];
    const said: string[] = [];
    let failing = false;
    const pulse = new Pulse({
      name: "working",
      every: 20,
      longest: 10_000,
      step: async () => {
        times.push(Date.now());
        if (failing) throw new Error("out of order");
      },
      say: (text) => said.push(text),
    });
    await pulse.start();
    failing = true;
    await until("it failed five times", () => said.length === 5);
    const [first = 0, , , , fifth = 0] = times.slice(-5);
    // 40 + 80 + 160 + 320 ms lie between them.
    expect(fifth - first).to.be.at.least(590);
    expect(pulse.failing).to.equal(true);
    failing = false;
    pulse.hurry();
    await until("it works again", () => said.some((line) => line.includes("works again")), 300);
    await pulse.stop();
    const steps = times.length;
    await pause(100);
    expect(times).to.have.length(steps);
  });

  it("says in one line what is wrong with its arguments", async () => {
    for (const [options, words] of [
      [[], "--rpc is missing"],
      [["--rpc", "ftp://x"], "--rpc ftp://x is not an http or https URL"],
      [["--rpc", "http://127.0.0.1:1", "--levote", "0x12"], "--levote 0x12 is not an address"],
      [["--rpc", "http://127.0.0.1:1", "--port", "99999"], "--port 99999 is not a whole number"],
      [["--wrong"], "--wrong"],
    ] as const) {
      const service = new ServiceProcess("notifier", options);
      expect(await service.ended).to.equal(1);
      expect(service.output).to.contain(words);
      expect(service.output).not.to.contain("    at ");
    }
  }).timeout(60_000);
});
