import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { groth16 } from "snarkjs";
import { keyPath, readManifest, verificationKeyPath, wasmPath } from "../../scripts/proving/manifest.ts";
import { PROJECT } from "../../scripts/stack/builds.ts";
import { drawPhase1 } from "./support/phase1.ts";

interface Outcome {
  code: number | null;
  said: string;
}

/** `npm run ceremony`, as people type it, on the small circuit. */
describe("The ceremony's command", function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), "ceremony-command-"));
  const ptau = join(folder, "phase1.ptau");
  const steps = join(folder, "ceremony");
  const keys = join(folder, "keys");

  function run(command: string, typed: string | null = null): Promise<Outcome> {
    const common = ["--circuits", "test/circuits/fixtures/circuits.json", "--folder", steps];
    const program = ["--import", "tsx", "scripts/ceremony.ts", ...command.split(" "), ...common];
    return new Promise((done, fail) => {
      const child = spawn(process.execPath, program, { cwd: PROJECT });
      let said = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream.on("data", (chunk: Buffer) => {
          said += chunk;
        });
      }
      child.once("error", fail);
      child.once("close", (code) => done({ code, said }));
      child.stdin.end(typed ?? "");
    });
  }

  /** What it says when it refuses: one sentence, no stack. */
  async function refused(command: string, typed?: string): Promise<string> {
    const { code, said } = await run(command, typed);
    expect(code, said).to.equal(1);
    expect(said).to.not.match(/\n {4}at /);
    return said;
  }

  async function done(command: string, typed?: string): Promise<string> {
    const { code, said } = await run(command, typed);
    expect(code, said).to.equal(0);
    return said;
  }

  before(() => drawPhase1(ptau));
  after(() => rmSync(folder, { recursive: true }));

  it("says how it is used", async () => {
    expect(await done("--help")).to.include("contribute --name YOU");
    expect(await refused("begin")).to.include("contribute --name YOU");
    expect(await refused("start --quickly")).to.include("--quickly");
  });

  it("starts, and refuses what comes in the wrong order or is missing", async () => {
    expect(await refused("verify --ptau no.ptau")).to.include("no ceremony was started");
    expect(await refused("start")).to.include("--ptau is missing");
    expect(await refused(`start --ptau ${ptau}`)).to.include("--rehearsal");
    expect(await done(`start --ptau ${ptau} --rehearsal`)).to.include("Started on phase1.ptau, SHA-256");
    expect(await refused(`start --ptau ${ptau} --rehearsal`)).to.include("already");
    expect(await refused("beacon --hash abcd")).to.include("at least one contribution");
    expect(await refused(`finish --ptau ${ptau} --keys ${keys}`)).to.include("ends with a beacon");
    expect(await refused("contribute")).to.include("--name is missing");
    expect(await refused("contribute --name Ada")).to.include("nothing was typed");
  });

  it("takes contributions of several people and tells each what to publish", async () => {
    const told: string[] = [];
    for (const name of ["Ada", "Blaise", "Emilie"]) {
      const said = await done(`contribute --name ${name}`, `what ${name} types\n`);
      told.push(/product: ([0-9a-f]{128})/.exec(said)?.[1] ?? "");
    }
    expect(new Set(told).size).to.equal(3);
    const said = await done(`verify --ptau ${ptau}`);
    for (const words of ["1. Ada", "2. Blaise", "3. Emilie", ...told]) expect(said).to.include(words);
  });

  it("finds a tampered contribution", async () => {
    const newest = join(steps, "product.0003.zkey");
    const genuine = readFileSync(newest);
    const tampered = Buffer.from(genuine);
    tampered[tampered.length >> 1] = (tampered[tampered.length >> 1] ?? 0) ^ 1;
    writeFileSync(newest, tampered);
    expect(await refused(`verify --ptau ${ptau}`)).to.include("product: ");
    writeFileSync(newest, genuine);
  });

  it("ends with the beacon, verifies and writes keys that say whose they are and that they are a rehearsal's", async () => {
    expect(await refused("beacon --hash xyz")).to.include("hexadecimal");
    await done(`beacon --hash ${"5a".repeat(32)} --turns 10`);
    expect(await refused("contribute --name Late", "late\n")).to.include("ended");
    expect(await refused(`finish --ptau ${ptau}`)).to.include("do not go into circuits/keys");
    expect(existsSync(keys)).to.equal(false);
    await done(`finish --ptau ${ptau} --keys ${keys}`);
    const manifest = readManifest(keys);
    expect(manifest.kind).to.equal("rehearsal");
    expect(manifest.contributions.map(({ name, kind }) => `${kind} ${name}`)).to.deep.equal([
      "contribution Ada",
      "contribution Blaise",
      "contribution Emilie",
      "beacon beacon",
    ]);
    const [wasm, zkey] = [wasmPath("product", keys), keyPath("product", keys)];
    const { proof, publicSignals } = await groth16.fullProve({ rho: 30, in: [2, 3, 5] }, wasm, zkey);
    const verification = JSON.parse(readFileSync(verificationKeyPath("product", keys), "utf8"));
    expect(await groth16.verify(verification, publicSignals, proof)).to.equal(true);
  });
});
