import { expect } from "chai";
import chains from "../../scripts/chains.json" with { type: "json" };
import { type Chain, chainOf } from "../../scripts/chains.ts";
import { deploy } from "../../scripts/deploy.ts";
import { requireCeremonyKeys } from "../../scripts/proving/deployable.ts";
import { type Contribution, type Manifest, readManifest } from "../../scripts/proving/manifest.ts";

const contribution = (name: string): Contribution => ({ name, kind: "contribution" });
const beacon: Contribution = { name: "beacon", kind: "beacon" };
const finished: Pick<Manifest, "kind" | "contributions"> = {
  kind: "ceremony",
  contributions: [contribution("Ada"), contribution("Blaise"), beacon],
};

function refusal(
  chain: Pick<Chain, "name" | "public">,
  keys?: Pick<Manifest, "kind" | "contributions">,
): string {
  try {
    requireCeremonyKeys(chain, keys);
    return "accepted";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("A deployment to a public chain", () => {
  const everyone = Object.keys(chains).map((id) => chainOf(Number(id)));
  const base = chainOf(8453);

  it("is refused with development keys, in words that say what to do", () => {
    const said = refusal(base, { kind: "development", contributions: [{ ...beacon, name: "development" }] });
    for (const words of ["Nothing was deployed", "Base", "npm run ceremony", "npm run generate"]) {
      expect(said).to.include(words);
    }
  });

  it("is refused with keys that only call themselves a ceremony's", () => {
    const { contributions } = finished;
    for (const changed of [[], [beacon], contributions.slice(0, 2), [beacon, contribution("Ada")]]) {
      expect(refusal(base, { kind: "ceremony", contributions: changed })).to.include("Nothing was deployed");
    }
    expect(refusal(base, { kind: "development", contributions })).to.include("Nothing was deployed");
  });

  it("is allowed with keys of a finished ceremony; a local chain takes any", () => {
    expect(refusal(base, finished)).to.equal("accepted");
    expect(refusal(chainOf(31337), { kind: "development", contributions: [] })).to.equal("accepted");
  });

  it("asks the chain nothing before that, whichever public chain it is", async () => {
    const publicOnes = everyone.filter((chain) => chain.public);
    expect(publicOnes).to.have.length.above(1);
    for (const chain of publicOnes) {
      const asked: string[] = [];
      const provider = {
        request: async ({ method }: { method: string }) => {
          asked.push(method);
          throw new Error("reached");
        },
      };
      const error = await deploy(provider, chain).catch((reason: Error) => reason);
      if (readManifest().kind === "development") {
        expect((error as Error).name, chain.name).to.equal("DevelopmentKeysError");
        expect(asked).to.deep.equal([]);
      } else {
        expect((error as Error).message).to.equal("reached");
      }
    }
  });
});
