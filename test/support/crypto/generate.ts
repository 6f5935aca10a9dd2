import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Group } from "@semaphore-protocol/group";
import { Identity } from "@semaphore-protocol/identity";
import { generateProof } from "@semaphore-protocol/proof";
import { curves, type Groth16Proof, groth16, powersOfTau, zKey } from "snarkjs";

/**
 * Makes `proofs.json`, and `ProofFixtures.sol` for the Solidity tests: real Semaphore proofs at depth 10 of one roll and scope, and two small keys of one phase 1 with
 * proofs. Run it by hand when a circuit here or Semaphore's artifacts change: `node …/generate.ts`. Gas snapshots do not
 * depend on the values.
 */
const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const artifacts = fileURLToPath(
  new URL("../../../node_modules/@zk-kit/semaphore-artifacts/", import.meta.url),
);
const depth = 10;
const scope = 20_261_122n;

/** The proof as eight words in Semaphore's order: A, B (imaginary halves first), C. */
function words({ pi_a, pi_b, pi_c }: Groth16Proof): string[] {
  const [x, y] = pi_b;
  return [pi_a[0], pi_a[1], x?.[1], x?.[0], y?.[1], y?.[0], pi_c[0], pi_c[1]].map(String);
}

async function semaphore() {
  const identities = Array.from({ length: 6 }, (_, i) => new Identity(`fixture resident ${i}`));
  const group = new Group(identities.map(({ commitment }) => commitment));
  const files = {
    wasm: join(artifacts, `semaphore-${depth}.wasm`),
    zkey: join(artifacts, `semaphore-${depth}.zkey`),
  };
  const proofs = [];
  for (const [i, identity] of identities.entries()) {
    const made = await generateProof(identity, group, BigInt(i + 1), scope, depth, files);
    proofs.push({ nullifier: made.nullifier, message: made.message, points: made.points.map(String) });
  }
  return { depth, root: group.root.toString(), scope: scope.toString(), proofs };
}

function solidity({ root, scope, proofs }: Awaited<ReturnType<typeof semaphore>>): string {
  const branches = proofs.map(
    ({ nullifier, message, points }, i) => `        if (i == ${i}) {
            nullifier = ${nullifier};
            message = ${message};
            proof = [
${points.map((word) => `                uint256(${word})`).join(",\n")}
            ];
        }
`,
  );
  return `// SPDX-License-Identifier: GPL-3.0-or-later
// Written by test/support/crypto/generate.ts. Do not edit.
pragma solidity ^0.8.28;

/// @notice Real Semaphore proofs at depth ${depth} of one roll and scope.
library ProofFixtures {
    uint256 internal constant COUNT = ${proofs.length};
    uint256 internal constant DEPTH = ${depth};
    uint256 internal constant ROOT = ${root};
    uint256 internal constant SCOPE = ${scope};

    /// @notice Proof \`i\`; nullifier and message as given to the circuit's user.
    function at(
        uint256 i
    ) internal pure returns (uint256 nullifier, uint256 message, uint256[8] memory proof) {
${branches.join("")}    }
}
`;
}

async function smallCircuit(name: string, ptau: string, witnesses: Record<string, bigint>[], folder: string) {
  const circom = fileURLToPath(new URL("../../../node_modules/circom2/cli.js", import.meta.url));
  execFileSync(process.execPath, [circom, `${name}.circom`, "--r1cs", "--wasm", "-o", folder], {
    cwd: here("."),
  });
  const [first, last] = [join(folder, `${name}.0.zkey`), join(folder, `${name}.1.zkey`)];
  await zKey.newZKey(join(folder, `${name}.r1cs`), ptau, first);
  await zKey.contribute(first, last, "fixture", "not a secret");
  const wasm = join(folder, `${name}_js`, `${name}.wasm`);
  const proofs = [];
  for (const witness of witnesses) {
    const { proof, publicSignals } = await groth16.fullProve(witness, wasm, last);
    proofs.push({ inputs: publicSignals, points: words(proof) });
  }
  return { key: await zKey.exportVerificationKey(last), proofs };
}

const folder = mkdtempSync(join(tmpdir(), "fixtures-"));
const curve = await curves.getCurveFromName("bn128");
const [empty, ptau] = [join(folder, "empty.ptau"), join(folder, "final.ptau")];
const contributed = join(folder, "contributed.ptau");
await powersOfTau.newAccumulator(curve, 4, empty);
await powersOfTau.contribute(empty, contributed, "fixture", "not a secret");
await powersOfTau.preparePhase2(contributed, ptau);
const values = [3n, 5n, 7n, 11n];
const second = values.map((m, i) => ({ h: m * m, c: m * BigInt(i + 2), rho: BigInt(i + 2), m }));
const third = values.map((m) => ({ h: m ** 3n, c: m * m + m, m }));
const fixtures = {
  semaphore: await semaphore(),
  second: await smallCircuit("second", ptau, second, folder),
  third: await smallCircuit("third", ptau, third, folder),
};
writeFileSync(here("proofs.json"), `${JSON.stringify(fixtures, null, 2)}\n`);
writeFileSync(here("../../contracts/crypto/ProofFixtures.sol"), solidity(fixtures.semaphore));
rmSync(folder, { recursive: true });
await curve.terminate();
process.exit(0);
