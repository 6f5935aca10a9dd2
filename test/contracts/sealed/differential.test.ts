import { expect } from "chai";
import fc from "fast-check";
import hre from "hardhat";
import { type Address, getContract, numberToHex, parseAbi } from "viem";
import { freezePoll } from "../../../dapp/src/protocol/actions.ts";
import { approval, budget } from "../../../dapp/src/protocol/questionPresets.ts";
import { FIELD } from "../../../dapp/src/protocol/sealed/curve.ts";
import { integerLagrange } from "../../../dapp/src/protocol/sealed/tally.ts";
import { challenge, digestOf, fold } from "../../../dapp/src/protocol/sealed/transcript.ts";
import { Council } from "../../support/council.ts";
import { publishSealed } from "../../support/sealedBallots.ts";
import { SCHEDULE, Town } from "../../support/town.ts";
import { buildWorld, refusal } from "../../support/world.ts";

const { viem } = await hre.network.create();

const harnessAbi = parseAbi([
  "error Transcript_ValueOutOfField(uint256 index)",
  "function coefficients(uint256[] trustees) pure returns (int256[] numerators, uint256 den)",
  "function transcript(uint256[] v, uint256 h) pure returns (bytes32 digest, uint256[] signals)",
]);

describe("sealed polls in Solidity and in TypeScript", function () {
  this.timeout(120_000);
  const deployed = async () => {
    const { address } = await viem.deployContract("SealedHarness");
    return getContract({ address, abi: harnessAbi, client: await viem.getPublicClient() });
  };
  let harness: ReturnType<typeof deployed>;
  before(() => {
    harness = deployed();
  });

  it("weigh the shares of any trustees alike", async () => {
    const { read } = await harness;
    const anyone = fc.uniqueArray(fc.integer({ min: 1, max: 16 }), { minLength: 1, maxLength: 16 });
    await fc.assert(
      fc.asyncProperty(anyone, async (chosen) => {
        const trustees = chosen.toSorted((a, b) => a - b);
        const { numerators, denominator } = integerLagrange(trustees);
        const answer = await read.coefficients([trustees.map(BigInt)]);
        expect(answer, trustees.join()).to.deep.equal([numerators, denominator]);
      }),
      { numRuns: 200 },
    );
  });

  it("give 1 for a single trustee and the known weights for 1 and 3, and for all sixteen", async () => {
    const { read } = await harness;
    expect(await read.coefficients([[5n]])).to.deep.equal([[1n], 1n]);
    expect(await read.coefficients([[1n, 3n]])).to.deep.equal([[3n, -1n], 2n]);
    const all = Array.from({ length: 16 }, (_, i) => i + 1);
    const [numerators, denominator] = (await read.coefficients([all.map(BigInt)])) as [bigint[], bigint];
    expect(numerators.reduce((sum, a) => sum + a, 0n)).to.equal(denominator);
  });

  it("draw the same digest, challenge and fold from any values", async () => {
    const { read } = await harness;
    const element = fc.oneof(fc.bigInt({ min: 0n, max: FIELD - 1n }), fc.constantFrom(0n, 1n, FIELD - 1n));
    await fc.assert(
      fc.asyncProperty(fc.array(element, { minLength: 1, maxLength: 43 }), element, async (values, h) => {
        const digest = digestOf(values);
        const rho = challenge(digest, h);
        expect(await read.transcript([values, h])).to.deep.equal([
          numberToHex(digest, { size: 32 }),
          [h, fold(values, rho), rho],
        ]);
      }),
      { numRuns: 100 },
    );
  });

  it("take no value at or above the field prime for another, in any place of any length", async () => {
    const { read } = await harness;
    const places = fc.integer({ min: 1, max: 43 }).chain((length) =>
      fc.record({
        values: fc.array(fc.bigInt({ min: 0n, max: FIELD - 1n }), { minLength: length, maxLength: length }),
        place: fc.integer({ min: 0, max: length - 1 }),
        beyond: fc.bigInt({ min: FIELD, max: 2n ** 256n - 1n }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(places, async ({ values, place, beyond }) => {
        const refused = await refusal(read.transcript([values.with(place, beyond), 1n]));
        expect(refused).to.deep.equal({ name: "Transcript_ValueOutOfField", args: [BigInt(place)] });
      }),
      { numRuns: 50, examples: [[{ values: [0n], place: 0, beyond: FIELD }]] },
    );
  });

  it("refuse to freeze a roll whose totals could exceed 2^22, and freeze one that just cannot", async () => {
    const world = await buildWorld();
    const town = await Town.found(world);
    const council = await Council.assemble(world, 1, 1);
    const yesNo = approval({ options: 2, blank: false, least: 0, most: 2 });
    const points = budget({ options: 2, blank: false, points: 128, spendAll: false });
    const poll = await publishSealed(town, council, { rules: [yesNo, points] });
    const code = (await hre.artifacts.readArtifact("HugeRoll")).deployedBytecode as Address;
    await world.clients.clock.setCode({ address: town.roll, bytecode: code });
    await world.moveTo(SCHEDULE.rollClosesAt);
    const freeze = (size: number) =>
      world.send(freezePoll(poll, { lastLeaf: BigInt(size), leftSiblings: [] }));
    const most = 2 ** 22 / 128;
    expect(await refusal(freeze(most + 1))).to.deep.equal({ name: "Poll_TotalsTooLarge", args: [1n] });
    await freeze(most);
    expect(await world.sealedPoll(poll).read.rollSize()).to.equal(most);
    await world.close();
  });
});
