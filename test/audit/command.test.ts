import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import type { Abi } from "viem";
import type { AuditReport } from "../../dapp/src/protocol/audit/report.ts";
import { STEPS } from "../../dapp/src/protocol/audit/report.ts";
import { openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { askOf } from "./support/auditing.ts";
import { lieInView } from "./support/lies.ts";
import { type Character, type LyingNode, lyingNode } from "./support/lyingNode.ts";
import { heldElections } from "./support/shared.ts";

const PROJECT = fileURLToPath(new URL("../..", import.meta.url));

interface Ended {
  code: number | null;
  out: string;
  told: string;
}

function command(args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/audit.ts", ...args], { cwd: PROJECT });
  const ended: Ended = { code: null, out: "", told: "" };
  child.stdout.on("data", (part: Buffer) => {
    ended.out += part;
  });
  child.stderr.on("data", (part: Buffer) => {
    ended.told += part;
  });
  return new Promise((resolve) => child.once("close", (code) => resolve({ ...ended, code })));
}

describe("npm run audit", function () {
  this.timeout(300_000);
  const open: LyingNode[] = [];
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "audit-"));
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await Promise.all(open.map((node) => node.close()));
  });

  async function node(character: Character = {}): Promise<string> {
    const started = await lyingNode(askOf(await heldElections()), character);
    open.push(started);
    return started.url;
  }

  it("says VERIFIED with the result, ends with 0 and writes a report with the hashes of all inputs", async () => {
    const { world, sealed } = await heldElections();
    const json = join(folder, "report.json");
    const where = ["--rpc", await node(), "--rpc", await node(), "--levote", world.leVote];
    const { code, out, told } = await command(["--poll", sealed, ...where, "--json", json]);
    expect(code, told).to.equal(0);
    expect(out.trim().split("\n").at(-1)).to.match(/^VERIFIED: 0 0 2 0/);
    expect(told).to.match(/checking ballots/);

    const report = JSON.parse(readFileSync(json, "utf8")) as AuditReport;
    expect(report).to.have.all.keys(
      ...[
        "version",
        "verdict",
        "chainId",
        "leVote",
        "poll",
        "kind",
        "block",
        "nodes",
        "steps",
        "disagreement",
      ],
      ...["inputs", "ballots"],
    );
    expect(report).to.deep.include({
      version: 1,
      verdict: "VERIFIED",
      chainId: 31337,
      poll: sealed,
      kind: "sealed",
    });
    expect(report.steps.map(({ step }) => step)).to.have.members([...STEPS]);
    expect(report.nodes).to.have.lengthOf(2);
    expect(report.ballots.verified).to.equal(2);
    expect(report.ballots.msPerBallot).to.be.greaterThan(0);
    const { logs, documents, code: codes } = report.inputs;
    const hashes = [...Object.values(logs).map((digest) => digest.keccak256), ...Object.values(documents)];
    for (const hash of [...hashes, ...Object.values(codes)]) expect(hash).to.match(/^0x[0-9a-f]{64}$/);
    expect(Object.keys(codes)).to.include.members([
      "LeVote",
      "SealedPoll",
      "Committee",
      "poll",
      "roll",
      "committee",
    ]);
  });

  it("says what differs, ends with 1, and keeps standard output for the report where it is asked to", async () => {
    const { world, open: poll } = await heldElections();
    const abi = openPollAbi as Abi;
    const url = await node({ lie: lieInView(abi, poll, "ballots", () => 9) });
    const { code, out, told } = await command([
      "--poll",
      poll,
      "--rpc",
      url,
      "--levote",
      world.leVote,
      "--json",
      "-",
    ]);
    expect(code).to.equal(1);
    expect(JSON.parse(out)).to.deep.include({ verdict: "DIFFERS" });
    expect(told).to.match(/DIFFERS: totals: the poll says 9 ballots, the logs hold 3/);
  });

  it("ends with 2 where nothing could be checked: a wrong call, no LeVote known, no poll there", async () => {
    const { world, open: poll } = await heldElections();
    const url = await node();
    const wrong = await command(["--poll", "0x12", "--rpc", url]);
    expect([wrong.code, wrong.told]).to.satisfy(
      ([code, told]: [number, string]) => code === 2 && /Usage|--poll takes/.test(told),
    );
    const nobody = "0x000000000000000000000000000000000000dEaD";
    const absent = await command(["--poll", nobody, "--rpc", url, "--levote", world.leVote]);
    expect(absent.code).to.equal(2);
    expect(absent.told).to.match(/COULD NOT CHECK: no contract stands/);
    expect((await command(["--poll", poll])).code).to.equal(2);
  });
});
