import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { groth16, zKey } from "snarkjs";
import * as ceremony from "../../scripts/proving/ceremony.ts";
import { faults } from "../../scripts/proving/ceremonyFaults.ts";
import {
  type Ceremony,
  CeremonyError,
  isFinished,
  newestKey,
  phase1Record,
  readCeremony,
  stepKey,
  writeCeremony,
} from "../../scripts/proving/ceremonyRecord.ts";
import { type CompiledCircuit, compile } from "../../scripts/proving/compile.ts";
import sources from "./fixtures/circuits.json" with { type: "json" };
import { drawPhase1 } from "./support/phase1.ts";

const REHEARSAL = { rehearsal: true };

describe("A ceremony with several contributors", () => {
  const folder = mkdtempSync(join(tmpdir(), "ceremony-"));
  const keys = join(folder, "keys");
  const phase1 = join(folder, "phase1.ptau");
  const otherPhase1 = join(folder, "other.ptau");
  const tinyPhase1 = join(folder, "tiny.ptau");
  let circuits: Record<string, CompiledCircuit>;

  const found = () => faults(keys, phase1, circuits);
  const newest = () => newestKey(keys, "product", readCeremony(keys));

  async function refusal(promise: Promise<unknown>): Promise<string> {
    return promise.then(
      () => "accepted",
      (error: unknown) => (error instanceof CeremonyError ? error.message : `unforeseen: ${error}`),
    );
  }

  before(async () => {
    circuits = { product: await compile("product", sources.product, undefined, "test/circuits/fixtures") };
    await drawPhase1(phase1);
    await drawPhase1(otherPhase1);
    await drawPhase1(tinyPhase1, 1);
  });

  after(() => rmSync(folder, { recursive: true }));

  it("starts once, from a public phase-1 file, or from any as a rehearsal, that is large enough", async () => {
    expect(await refusal(ceremony.contribute(keys, "Ada", "early"))).to.include("no ceremony was started");
    expect(await refusal(ceremony.start(keys, phase1, circuits))).to.include("none of the public");
    const absent = join(folder, "absent.ptau");
    expect(await refusal(ceremony.start(keys, absent, circuits, REHEARSAL))).to.include(
      "there is no phase-1",
    );
    const r1cs = circuits.product?.r1cs ?? "";
    expect(await refusal(ceremony.start(keys, r1cs, circuits, REHEARSAL))).to.include("is no phase-1 file");
    expect(await refusal(ceremony.start(keys, tinyPhase1, circuits, REHEARSAL))).to.include("too small");
    const { phase1: record } = await ceremony.start(keys, phase1, circuits, REHEARSAL);
    expect(record).to.deep.equal(phase1Record(phase1)).and.to.include({ rehearsal: true });
    expect(await refusal(ceremony.start(keys, phase1, circuits, REHEARSAL))).to.include("already");
  });

  it("does not end with a beacon before anyone contributed", async () => {
    expect(await refusal(ceremony.beacon(keys, "ab".repeat(32), 10))).to.include("at least one contribution");
  });

  it("takes contributions one after the other, each with its own hash and a name", async () => {
    for (const name of ["", "two\nlines", "x".repeat(65)]) {
      expect(await refusal(ceremony.contribute(keys, name, "words"))).to.include("1 to 64 characters");
    }
    const first = await ceremony.contribute(keys, "Ada", "the same words");
    const second = await ceremony.contribute(keys, "Blaise, de l’Île", "the same words");
    expect(first.product)
      .to.match(/^[0-9a-f]{128}$/)
      .and.not.equal(second.product);
    expect(await found()).to.deep.equal([]);
    expect(isFinished(readCeremony(keys))).to.equal(false);
  });

  it("goes on only with the keys of the last step", async () => {
    const away = join(folder, "away");
    copyFileSync(newest(), away);
    rmSync(newest());
    expect(await refusal(ceremony.contribute(keys, "Émilie", "x"))).to.include("ask Blaise, de l’Île");
    writeFileSync(newest(), "not a key");
    expect(await refusal(ceremony.contribute(keys, "Émilie", "x"))).to.include("cannot be extended");
    copyFileSync(away, newest());
    await ceremony.contribute(keys, "Émilie", "x");
    expect(await found()).to.deep.equal([]);
  });

  it("ends with a beacon, after which nobody can add anything", async () => {
    expect(await refusal(ceremony.beacon(keys, "abc", 10))).to.include("hexadecimal");
    expect(await refusal(ceremony.beacon(keys, "ab", 9))).to.include("10 to 63");
    await ceremony.beacon(keys, `0x${"0123456789ABCDEF".repeat(4)}`, 10);
    expect(isFinished(readCeremony(keys))).to.equal(true);
    expect(await refusal(ceremony.contribute(keys, "Late", "x"))).to.include("ended");
    expect(await found()).to.deep.equal([]);
  });

  it("makes keys that prove and verify", async () => {
    const wasm = circuits.product?.wasm ?? "";
    const { proof, publicSignals } = await groth16.fullProve({ rho: 30, in: [2, 3, 5] }, wasm, newest());
    const verification = await zKey.exportVerificationKey(newest());
    expect(await groth16.verify(verification, publicSignals, proof)).to.equal(true);
    expect(await groth16.verify(verification, ["31"], proof)).to.equal(false);
  });

  describe("is found out when", () => {
    let genuine: { key: Buffer; record: Ceremony };

    before(() => {
      genuine = { key: readFileSync(newest()), record: readCeremony(keys) };
    });
    afterEach(async () => {
      writeCeremony(keys, genuine.record);
      writeFileSync(newest(), genuine.key);
      expect(await found()).to.deep.equal([]);
    });

    const rewrite = (change: (record: Ceremony) => void) => {
      const record = structuredClone(genuine.record);
      change(record);
      writeCeremony(keys, record);
    };

    it("phase 1 or the circuit is another", async () => {
      expect((await faults(keys, otherPhase1, circuits)).join()).to.include("not the phase-1 file");
      const other = { product: { ...circuits.product, r1cs: circuits.product?.wasm } as CompiledCircuit };
      expect((await faults(keys, phase1, other)).join()).to.include("not the one of the ceremony");
      expect((await faults(keys, phase1, { ...circuits, ...{ extra: other.product } })).join()).to.include(
        "extra: the circuit is not the one",
      );
    });

    it("the newest key is an earlier one: a contribution was undone", async () => {
      copyFileSync(stepKey(keys, "product", 1), newest());
      expect((await found()).join()).to.include("other contributions");
      rmSync(newest());
      expect((await found()).join()).to.include("missing");
    });

    it("a byte of a contribution or of the key was changed, wherever it stands", async () => {
      const size = genuine.key.length;
      for (const at of [40, size >> 2, size >> 1, size - 300, size - 100, size - 20]) {
        const tampered = Buffer.from(genuine.key);
        tampered[at] = (tampered[at] ?? 0) ^ 1;
        writeFileSync(newest(), tampered);
        expect(await found(), `byte ${at} of ${size}`).to.have.length(1);
      }
    });

    it("the record names somebody else, or another order, hash or beacon, or one contribution more", async () => {
      const changes: ((record: Ceremony) => void)[] = [
        ({ contributions: [first] }) => Object.assign(first as object, { name: "A notary" }),
        ({ contributions: list }) => list.splice(0, 2, ...list.slice(0, 2).reverse()),
        ({ contributions: [first] }) => Object.assign(first as object, { hashes: { product: "00" } }),
        ({ contributions: list }) => Object.assign(list.at(-1)?.beacon as object, { hash: "ff" }),
        ({ contributions: list }) => Object.assign(list.at(-1)?.beacon as object, { turns: 11 }),
      ];
      for (const change of changes) {
        rewrite(change);
        expect((await found()).join(), String(change)).to.include("other contributions");
      }
      rewrite(({ contributions: list }) =>
        list.unshift({ ...(list[0] as (typeof list)[0]), name: "A notary" }),
      );
      copyFileSync(stepKey(keys, "product", 4), newest());
      expect((await found()).join()).to.include("other contributions");
      rmSync(newest());
    });

    it("the record is damaged or points out of the folder", async () => {
      const file = join(keys, "ceremony.json");
      for (const text of ["", "{}", JSON.stringify({ ...genuine.record, circuits: { "../../key": "00" } })]) {
        writeFileSync(file, text);
        expect(await refusal(found())).to.include("damaged");
      }
    });
  });
});
