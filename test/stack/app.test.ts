import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type AppServer, serveApp } from "../../scripts/stack/app.ts";
import { freePorts } from "../../scripts/stack/ports.ts";

const CONFIG = {
  chainId: 31337,
  name: "Local town",
  rpcUrls: ["http://127.0.0.1:1234"],
  leVote: "0x0000000000000000000000000000000000000001",
  startBlock: 0,
  subgraphUrl: "http://127.0.0.1:4321/subgraphs/name/le-vote",
  demonstration: true,
} as const;

describe("The server of the built app", () => {
  const directory = mkdtempSync(join(tmpdir(), "le-vote-app-"));
  let server: AppServer;
  let port: number;

  /** As sent: `fetch` would tidy the path first. */
  const status = (path: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      get({ host: "127.0.0.1", port, path }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).on("error", reject);
    });

  before(async () => {
    mkdirSync(join(directory, "dist"));
    writeFileSync(join(directory, "dist/index.html"), "<p>ballot</p>");
    writeFileSync(join(directory, "secret.txt"), "not for everyone");
    port = (await freePorts()).app;
    server = await serveApp(join(directory, "dist"), { ...CONFIG, rpcUrls: [...CONFIG.rpcUrls] }, port);
  });

  after(async () => {
    await server.stop();
    rmSync(directory, { recursive: true });
  });

  it("sends the page with a policy that lets it talk to its chain and subgraph only", async () => {
    const answer = await fetch(server.url);
    expect(await answer.text()).to.equal("<p>ballot</p>");
    const policy = answer.headers.get("content-security-policy") ?? "";
    expect(policy).to.contain("default-src 'none'");
    expect(policy).to.contain("connect-src 'self' blob: http://127.0.0.1:1234 http://127.0.0.1:4321;");
    expect(policy).to.contain("frame-ancestors 'none'");
    expect(policy).to.contain("style-src-attr 'none'");
    expect(policy).to.contain("worker-src 'self' blob:");
    expect(policy).not.to.match(/script-src[^;]*'unsafe-(inline|eval)'/);
  });

  it("says where LeVote is in config.json", async () => {
    expect(await (await fetch(`${server.url}config.json`)).json()).to.deep.equal(CONFIG);
  });

  it("gives nothing outside of the app's folder, and no listing", async () => {
    for (const path of [
      "/../secret.txt",
      "/%2e%2e/secret.txt",
      "/..%2fsecret.txt",
      "/%2E%2E%2Fsecret.txt",
      "/none",
    ])
      expect(await status(path), path).to.equal(404);
  });

  it("refuses a path that cannot be decoded", async () => {
    expect(await status("/%zz")).to.equal(400);
  });
});
