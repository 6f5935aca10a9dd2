import { expect } from "chai";
import { measureSizes } from "../../scripts/bench/proofs.ts";
import { BUDGETED_SIZES, budgetOf } from "../../scripts/bench/proofsReport.ts";
import { CIRCUITS } from "../../scripts/proving/compile.ts";
import { differences, provenance } from "../../scripts/proving/keys.ts";
import { readManifest } from "../../scripts/proving/manifest.ts";
import { compiledCircuit, verificationKey } from "./support/circuit.ts";

/** Constraints after `--O2`; they do not vary. The budget and the prover's domain they must stay within. */
const CONSTRAINTS: Record<string, { count: number; budget: number; domain: number }> = {
  ballot4: { count: 5507, budget: budgetOf("constraints4"), domain: 2 ** 13 },
  ballot8: { count: 9669, budget: budgetOf("constraints8"), domain: 2 ** 14 },
  ballot16: { count: 18_143, budget: budgetOf("constraints16"), domain: 2 ** 15 },
  share8: { count: 14_522, budget: 2 ** 14, domain: 2 ** 14 },
};

/** Milliseconds: compiling takes a while on a busy machine. */
const PATIENCE = 300_000;

describe("The committed keys", () => {
  const manifest = readManifest();

  it("come from these sources, this compiler and this prover", () => {
    expect(manifest).to.include(provenance());
    expect(Object.keys(manifest.circuits)).to.have.members(Object.keys(CIRCUITS));
  });

  for (const name of Object.keys(CIRCUITS)) {
    it(`of ${name} are those of a fresh compilation, within its budget`, async () => {
      const circuit = await compiledCircuit(name);
      const limits = CONSTRAINTS[name];
      expect(circuit.constraints).to.equal(limits?.count);
      expect(circuit.constraints).to.be.at.most(limits?.budget ?? 0);
      // Besides its constraints the domain holds the public signals and the constant 1.
      expect(circuit.constraints + 4).to.be.at.most(limits?.domain ?? 0);
      expect(await differences(name, circuit, manifest.circuits[name])).to.deep.equal([]);
      expect(verificationKey(name)).to.include({ protocol: "groth16", nPublic: 3 });
    }).timeout(PATIENCE);
  }

  it("are what the bench counts, and a voter's download keeps its budget", async () => {
    const sizes = await measureSizes();
    const { ballot4, ballot8, ballot16 } = CONSTRAINTS;
    expect([sizes.constraints4, sizes.constraints8, sizes.constraints16]).to.deep.equal(
      [ballot4, ballot8, ballot16].map((limits) => limits?.count),
    );
    for (const key of BUDGETED_SIZES) expect(sizes[key], key).to.be.above(0).and.at.most(budgetOf(key));
    expect(sizes.sealed4MaterialMB).to.be.above(sizes.openMaterialMB);
  });

  it("say whose randomness is in them", () => {
    expect(manifest.contributions.length).to.be.at.least(1);
    if (manifest.kind === "development") {
      expect(manifest.contributions).to.deep.equal([{ name: "development", kind: "beacon" }]);
    }
  });
});
