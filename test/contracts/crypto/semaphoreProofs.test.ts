import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Group } from "@semaphore-protocol/group";
import { Identity } from "@semaphore-protocol/identity";
import { generateProof } from "@semaphore-protocol/proof";
import { expect } from "chai";
import { network } from "hardhat";
import { keyWords, semaphoreDepths, semaphoreOrder, verifiers } from "../../../scripts/verifiers.ts";
import { deployGroth16, deploySemaphoreVerifier } from "../../support/crypto/harness.ts";
import { order, proofOf, secondKey, signal, stopSnarkjs } from "../../support/crypto/proofs.ts";
import { semaphoreKey } from "../../support/crypto/semaphoreKey.ts";

const { viem } = await network.create();
const artifacts = new URL("../../../node_modules/@zk-kit/semaphore-artifacts/", import.meta.url);

describe("Semaphore proofs", () => {
  const harness = deployGroth16(viem);
  const semaphore = deploySemaphoreVerifier(viem);
  after(stopSnarkjs);

  it("the generated constants are those of the verification keys", async () => {
    for (const [name, text] of verifiers()) {
      const committed = readFileSync(
        new URL(`../../../contracts/verifiers/${name}`, import.meta.url),
        "utf8",
      );
      expect(committed, name).to.equal(text);
    }
    for (const depth of semaphoreDepths) {
      const key = await (await harness).read.semaphoreKey([BigInt(depth)]);
      expect(key).to.equal(`0x${keyWords(semaphoreKey(depth), semaphoreOrder).join("")}`);
    }
  });

  it("the generator refuses keys with another γ, a point off its curve, or an input that is missing", () => {
    const [x, y] = secondKey.vk_alpha_1 as [string, string];
    expect(() => keyWords({ ...secondKey, vk_gamma_2: secondKey.vk_delta_2 })).to.throw(
      "γ is not the generator of G2",
    );
    expect(() => keyWords({ ...secondKey, vk_alpha_1: [y, x, "1"] })).to.throw();
    expect(() => keyWords({ ...secondKey, vk_beta_2: [...secondKey.vk_beta_2].reverse() })).to.throw();
    expect(() => keyWords(secondKey, [0, 1, 3])).to.throw("no input 3");
  });

  it("other depths are refused", async () => {
    for (const depth of [0n, 1n, 9n, 11n, 12n, 14n, 21n, 32n]) {
      await viem.assertions.revertWithCustomErrorWithArgs(
        (await harness).read.fold([depth, 1n, 1n]),
        await harness,
        "SemaphoreKeys_DepthNotServed",
        [depth],
      );
    }
  });

  it("a root at or above the order cannot be folded", async () => {
    await viem.assertions.revertWithCustomErrorWithArgs(
      (await harness).read.fold([10n, order, 1n]),
      await harness,
      "Groth16_InputOutOfField",
      [order],
    );
  });

  for (const depth of semaphoreDepths) {
    it(`a proof made now at depth ${depth} holds for its own root, scope, message and depth only`, async () => {
      const identity = new Identity();
      const group = new Group([1n, identity.commitment, 3n]);
      const [message, scope] = [77n, BigInt(`0x${"ab".repeat(32)}`)];
      const file = (kind: string) => fileURLToPath(new URL(`semaphore-${depth}.${kind}`, artifacts));
      const made = await generateProof(identity, group, message, scope, depth, {
        wasm: file("wasm"),
        zkey: file("zkey"),
      });
      const proof = proofOf(made.points);
      const nullifier = BigInt(made.nullifier);
      const { read } = await harness;
      const verdict = async (at: number, root: bigint, inScope: bigint, ballot = message) =>
        read.ballot([
          BigInt(at),
          await read.fold([BigInt(at), root, inScope]),
          { nullifier, message: ballot, proof },
        ]);

      expect(await verdict(depth, group.root, scope)).to.equal(true);
      expect(await verdict(depth, group.root + 1n, scope)).to.equal(false);
      expect(await verdict(depth, group.root, scope + 1n)).to.equal(false);
      expect(await verdict(depth, group.root, scope, message + 1n)).to.equal(false);
      expect(await verdict(depth === 10 ? 13 : 10, group.root, scope)).to.equal(false);
      const theirs = await (await semaphore).read.verifyProof([
        [proof[0], proof[1]],
        [
          [proof[2], proof[3]],
          [proof[4], proof[5]],
        ],
        [proof[6], proof[7]],
        [group.root, nullifier, signal(message), signal(scope)],
        BigInt(depth),
      ]);
      expect(theirs).to.equal(true);
    });
  }
});
