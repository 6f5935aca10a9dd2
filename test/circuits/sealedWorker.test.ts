import { expect } from "chai";
import { ProofError } from "../../dapp/src/protocol/proof.ts";
import { sealBallot } from "../../dapp/src/protocol/sealed/ballot.ts";
import { TotalsError } from "../../dapp/src/protocol/sealed/discreteLog.ts";
import { messagePoint } from "../../dapp/src/protocol/sealed/encryption.ts";
import { verifyFolded } from "../../dapp/src/protocol/sealed/foldedProof.ts";
import { inSealedWorker, type SealedWorker } from "../../dapp/src/protocol/sealed/sealedClient.ts";
import { answerSealed, type SealedReport } from "../../dapp/src/protocol/sealed/sealedWorker.ts";
import { artifacts, verificationKey } from "./support/circuit.ts";
import { choice, NULLIFIER, sealedPoll } from "./support/poll.ts";

/** The worker's code behind a channel that copies what passes, as a browser's does. */
function worker(): SealedWorker & { ended: boolean } {
  const listeners: ((event: { data: SealedReport }) => void)[] = [];
  return {
    ended: false,
    postMessage(order) {
      const post = (report: SealedReport) => {
        for (const listener of listeners) listener({ data: structuredClone(report) });
      };
      void answerSealed(structuredClone(order), post);
    },
    addEventListener(type: string, listener: unknown) {
      if (type === "message") listeners.push(listener as (event: { data: SealedReport }) => void);
    },
    terminate() {
      this.ended = true;
    },
  };
}

describe("The worker of sealed polls", () => {
  it("proves a ballot, tells how far it is and is ended", async () => {
    const sealed = sealBallot(sealedPoll([choice]), [0, 1, 0, 0], NULLIFIER);
    const fractions: number[] = [];
    const used = worker();
    const ask = { inputs: sealed.inputs, transcript: sealed.transcript, artifacts: artifacts("ballot4") };
    const onProgress = ({ fraction }: { fraction: number }) => fractions.push(fraction);
    const proof = await inSealedWorker(used, "ballot", ask, { onProgress });
    expect(await verifyFolded(sealed.transcript.values, proof, verificationKey("ballot4"))).to.equal(true);
    expect(fractions.at(-1)).to.equal(1);
    expect(fractions).to.deep.equal(fractions.toSorted((left, right) => left - right));
    expect(used.ended).to.equal(true);
  });

  it("opens totals, and says when there are none in range", async () => {
    const points = [messagePoint(3n, 4n), messagePoint(0n, 5n)];
    expect(await inSealedWorker(worker(), "totals", { points, bound: 5 })).to.deep.equal([3n, 4n, 0n, 5n]);
    const failure = await inSealedWorker(worker(), "totals", { points, bound: 4 }).catch(
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(TotalsError);
  });

  it("does not prove other values than were prepared, and does not hang for ever", async () => {
    const sealed = sealBallot(sealedPoll([choice]), [0, 1, 0, 0], NULLIFIER);
    const inputs = { ...sealed.inputs, values: [1, 0, 0, 0] };
    const ask = { inputs, transcript: sealed.transcript, artifacts: artifacts("ballot4") };
    const failure = await inSealedWorker(worker(), "ballot", ask).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(ProofError).and.include({ fault: "failed" });
    const silent = { ...worker(), postMessage: () => undefined };
    const hung = await inSealedWorker(silent, "ballot", ask, { timeout: 20 }).catch(
      (error: unknown) => error,
    );
    expect(hung).to.be.instanceOf(ProofError).and.include({ fault: "timeout" });
  });
});
