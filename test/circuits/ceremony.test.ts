import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import * as snarkjs from "snarkjs";
import * as ceremony from "../../scripts/proving/ceremony.ts";
import { type CompiledCircuit, compile } from "../../scripts/proving/compile.ts";

const { groth16, powersOfTau, zKey } = snarkjs;
/** Not in the package's types. */
const { curves } = snarkjs as unknown as { curves: { getCurveFromName(name: string): Promise<object> } };

describe("A ceremony with several contributors", () => {
  const folder = mkdtempSync(join(tmpdir(), "ceremony-"));
  const keys = join(folder, "keys");
  const phase1 = join(folder, "phase1.ptau");
  const otherPhase1 = join(folder, "other.ptau");
  let circuits: Record<string, CompiledCircuit>;

  async function drawPhase1(file: string) {
    const curve = await curves.getCurveFromName("bn128");
    await powersOfTau.newAccumulator(curve, 4, `${file}.0`);
    await powersOfTau.contribute(`${file}.0`, `${file}.1`, "test", file);
    await powersOfTau.preparePhase2(`${file}.1`, file);
  }

  async function refusal(promise: Promise<unknown>): Promise<string> {
    return promise.then(
      () => "accepted",
      (error: unknown) => (error instanceof ceremony.CeremonyError ? error.message : String(error)),
    );
  }

  before(async () => {
    const product = { source: "product.circom", template: "Product", parameters: { factors: 3 } };
    circuits = {
      product: await compile("product", product, undefined, "test/circuits/fixtures"),
    };
    await drawPhase1(phase1);
    await drawPhase1(otherPhase1);
  });

  after(() => rmSync(folder, { recursive: true }));

  it("starts once, from a phase-1 file that is large enough", async () => {
    expect(await refusal(ceremony.contribute(keys, "Ada", "early"))).to.include("no ceremony was started");
    await ceremony.start(keys, phase1, circuits);
    expect(await refusal(ceremony.start(keys, phase1, circuits))).to.include("already");
  });

  it("does not end with a beacon before anyone contributed", async () => {
    expect(await refusal(ceremony.beacon(keys, "ab".repeat(32), 10))).to.include("at least one contribution");
  });

  it("takes contributions one after the other, each with its own hash", async () => {
    const first = await ceremony.contribute(keys, "Ada", "the same words");
    const second = await ceremony.contribute(keys, "Blaise", "the same words");
    expect(first.product)
      .to.match(/^[0-9a-f]{128}$/)
      .and.not.equal(second.product);
    expect(await ceremony.faults(keys, phase1, circuits)).to.deep.equal([]);
    expect(ceremony.isFinished(ceremony.readCeremony(keys))).to.equal(false);
  });

  it("ends with a beacon, after which nobody can add anything", async () => {
    expect(await refusal(ceremony.beacon(keys, "abc", 10))).to.include("hexadecimal");
    expect(await refusal(ceremony.beacon(keys, "ab", 9))).to.include("10 to 63");
    await ceremony.beacon(keys, "0123456789abcdef".repeat(4), 10);
    expect(ceremony.isFinished(ceremony.readCeremony(keys))).to.equal(true);
    expect(await refusal(ceremony.contribute(keys, "Late", "x"))).to.include("ended");
    expect(await ceremony.faults(keys, phase1, circuits)).to.deep.equal([]);
  });

  it("makes keys that prove and verify", async () => {
    const zkey = ceremony.newestKey(keys, "product", ceremony.readCeremony(keys));
    const wasm = circuits.product?.wasm ?? "";
    const { proof, publicSignals } = await groth16.fullProve({ rho: 30, in: [2, 3, 5] }, wasm, zkey);
    const verification = await zKey.exportVerificationKey(zkey);
    expect(await groth16.verify(verification, publicSignals, proof)).to.equal(true);
    expect(await groth16.verify(verification, ["31"], proof)).to.equal(false);
  });

  it("is found out when phase 1 is another, a contribution is missing or the record is embellished", async () => {
    expect(await ceremony.faults(keys, otherPhase1, circuits)).to.have.length.above(0);
    const newest = ceremony.newestKey(keys, "product", ceremony.readCeremony(keys));
    const original = join(folder, "original.zkey");
    copyFileSync(newest, original);
    copyFileSync(newest.replace("0003", "0001"), newest);
    expect((await ceremony.faults(keys, phase1, circuits)).join()).to.include("other contributions");
    copyFileSync(original, newest);

    const record = join(keys, "ceremony.json");
    const genuine = readFileSync(record, "utf8");
    const embellished = JSON.parse(genuine);
    embellished.contributions.unshift({ name: "A notary", kind: "contribution", hashes: { product: "00" } });
    writeFileSync(record, JSON.stringify(embellished));
    copyFileSync(newest, newest.replace("0003", "0004"));
    expect((await ceremony.faults(keys, phase1, circuits)).join()).to.include("other contributions");
    writeFileSync(record, genuine);
    expect(await ceremony.faults(keys, phase1, circuits)).to.deep.equal([]);
  });
});
