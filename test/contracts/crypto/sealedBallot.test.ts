import { expect } from "chai";
import { network } from "hardhat";
import { sealBallot } from "../../../dapp/src/protocol/sealed/ballot.ts";
import { proveBallot } from "../../../dapp/src/protocol/sealed/ballotProof.ts";
import { fold } from "../../../dapp/src/protocol/sealed/transcript.ts";
import type { VerificationKey } from "../../../scripts/verifiers.ts";
import { artifacts, verificationKey } from "../../circuits/support/circuit.ts";
import { choice, NULLIFIER, sealedPoll } from "../../circuits/support/poll.ts";
import { deployGroth16 } from "../../support/crypto/harness.ts";
import {
  at,
  ballots,
  keyBytes,
  poll,
  type Statement,
  signal,
  stopSnarkjs,
} from "../../support/crypto/proofs.ts";

const { viem } = await network.create();

describe("The two proofs of a sealed ballot", () => {
  const harness = deployGroth16(viem);
  after(stopSnarkjs);

  it("the contracts hold the committed circuits' keys", async () => {
    const keys = await (await harness).read.circuitKeys();
    const names = ["ballot4", "ballot8", "ballot16", "share8"];
    expect(keys).to.deep.equal(names.map((name) => keyBytes(verificationKey(name) as VerificationKey)));
  });

  it("go through one check under the folded Semaphore key and the circuit's key", async () => {
    const { read } = await harness;
    const sealed = sealBallot(sealedPoll([choice]), [0, 0, 1, 0], NULLIFIER);
    const { h, points } = await proveBallot(sealed, artifacts("ballot4"));
    const { values, rho } = sealed.transcript;
    const [ballot4] = await read.circuitKeys();
    const base = await read.fold([poll.depth, poll.root, poll.scope]);
    const keys = [await read.ballotKey([poll.depth, base]), ballot4];
    const { nullifier, message, proof } = at(ballots, 0);
    const membership: Statement = { key: 0n, proof, inputs: [nullifier, signal(message)] };
    const rules = (inputs: bigint[]): Statement => ({ key: 1n, proof: points, inputs });
    const both = (inputs: bigint[]) => read.check([keys, 2n, [membership, rules(inputs)]]);

    const c = fold(values, rho);
    expect(await both([h, c, rho])).to.equal(true);
    expect(await both([h + 1n, c, rho])).to.equal(false);
    expect(await both([h, c + 1n, rho])).to.equal(false);
    expect(await both([h, c, rho + 1n])).to.equal(false);
    expect(await both([c, h, rho])).to.equal(false);
  });
});
