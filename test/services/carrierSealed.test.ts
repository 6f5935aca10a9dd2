import { expect } from "chai";
import type { ClosedBallot } from "../../dapp/src/protocol/ballot.ts";
import { singleChoice } from "../../dapp/src/protocol/questionPresets.ts";
import { GENERATOR } from "../../dapp/src/protocol/sealed/curve.ts";
import type { ProofPoints } from "../../dapp/src/protocol/semaphoreProof.ts";
import type { Service } from "../../scripts/services/lifecycle.ts";
import { Council } from "../support/council.ts";
import { openSealed, type SealedElection, sealedBallot } from "../support/sealedBallots.ts";
import { resident } from "../support/town.ts";
import { bring, Polling, pollHealth } from "./support/carrier.ts";
import { temporaryDirectory } from "./support/service.ts";
import { until } from "./support/waiting.ts";

describe("the carrier of a sealed poll", function () {
  this.timeout(180_000);
  const directory = temporaryDirectory();
  let polling: Polling;
  let election: SealedElection;
  let carrier: Service;

  before(async () => {
    polling = await Polling.prepare(3);
    const council = await Council.assemble(polling.world, 1, 1);
    await polling.town.admit();
    const rules = [singleChoice({ options: 2, blank: true })];
    election = await openSealed(polling.town, council, { rules });
    await polling.fund(`${directory}/carrier.key`);
    carrier = await polling.carrier(election.poll, directory);
  });
  after(async () => {
    await carrier.stop();
    await polling.end();
  });

  async function ballot(voter: number, votes: number[]): Promise<ClosedBallot> {
    const { chainId } = polling.world;
    return { version: 1, kind: "sealed", chainId, ...(await sealedBallot(election, resident(voter), votes)) };
  }

  it("checks both proofs, and that they belong together", async () => {
    const [one, two] = [await ballot(0, [1, 0, 0]), await ballot(1, [0, 1, 0])];
    const [first, ...others] = one.ciphertexts;
    if (!first) throw new Error("a ballot without ciphertexts");
    const negated = one.membership.map((word, i) => (i === 1 ? word + 1n : word)) as unknown as ProofPoints;
    const wrong: Record<string, ClosedBallot> = {
      "another ciphertext": { ...one, ciphertexts: [{ R: GENERATOR, C: first.C }, ...others] },
      "somebody else's ciphertexts": { ...one, ciphertexts: two.ciphertexts },
      "somebody else's sealed votes with their proof": {
        ...one,
        ciphertexts: two.ciphertexts,
        rules: two.rules,
      },
      "somebody else's nullifier": { ...one, nullifier: two.nullifier },
      "another h": { ...one, rules: { ...one.rules, h: one.rules.h + 1n } },
      "a broken proof of membership": { ...one, membership: negated },
      "a ballot of another size": { ...one, ciphertexts: [...one.ciphertexts, ...one.ciphertexts] },
    };
    for (const [what, altered] of Object.entries(wrong)) {
      expect([what, ...(await bring(carrier.url, altered))]).to.deep.equal([what, 422, "invalid"]);
    }
  });

  it("brings sealed ballots to the chain", async () => {
    for (const [voter, votes] of [
      [0, [1, 0, 0]],
      [1, [0, 1, 0]],
      [2, [0, 0, 1]],
    ] as const) {
      expect(await bring(carrier.url, await ballot(voter, [...votes]))).to.deep.equal([202]);
    }
    await until("all are counted", async () => (await pollHealth(carrier.url)).counted === 3);
    expect(await polling.world.sealedPoll(election.poll).read.ballots()).to.equal(3);
  });
});
