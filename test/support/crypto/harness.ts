import type { HardhatViemHelpers } from "@nomicfoundation/hardhat-viem/types";
import { type Abi, getContract, parseAbi } from "viem";

/** The contracts of `test/contracts/crypto`, and Semaphore's verifier, with their functions typed. */

const groth16 = parseAbi([
  "struct Statement { uint256 key; uint256[8] proof; uint256[] inputs; }",
  "struct Ballot { uint256 nullifier; uint256 message; uint256[8] proof; }",
  "error Groth16_InputOutOfField(uint256 input)",
  "error Groth16_InputCount(uint256 given, uint256 expected)",
  "error Groth16_CheckFull()",
  "error SemaphoreKeys_DepthNotServed(uint256 depth)",
  "function check(bytes[] keys, uint256 limit, Statement[] statements) view returns (bool)",
  "function verify(bytes key, uint256[8] proof, uint256[] inputs) view returns (bool)",
  "function both(bytes key, bytes otherKey, Statement one, Statement other) view returns (bool)",
  "function semaphoreKey(uint256 depth) view returns (bytes)",
  "function circuitKeys() view returns (bytes ballot4, bytes ballot8, bytes ballot16, bytes share8)",
  "function ballotKey(uint256 depth, uint256[2] base) view returns (bytes)",
  "function foldInput(bytes key, uint256 input, uint256 value) view returns (bytes)",
  "function fold(uint256 depth, uint256 root, uint256 scope) view returns (uint256 x, uint256 y)",
  "function ballot(uint256 depth, uint256[2] base, Ballot one) view returns (bool)",
  "function ballots(uint256 depth, uint256[2] base, Ballot[] many) returns (bool)",
  "function bothGas(bytes key, bytes otherKey, Statement one, Statement other) view returns (uint256)",
  "function checkGas(bytes[] keys, Statement[] statements) view returns (uint256)",
  "function ballotGas(uint256 depth, uint256[2] base, Ballot one) view returns (uint256)",
  "function ballotsGas(uint256 depth, uint256[2] base, Ballot[] many) returns (uint256)",
]);

const babyJubJub = parseAbi([
  "error BabyJubJub_NotAPoint()",
  "function isOnCurve(uint256 x, uint256 y) view returns (bool)",
  "function isSmallOrder(uint256 x, uint256 y) view returns (bool)",
  "function sums(uint256[] left, uint256[] right) view returns (uint256[])",
  "function doubles(uint256 x, uint256 y) view returns (uint256[])",
  "function negative(uint256 x, uint256 y) view returns (uint256[] coordinates, bool cancels)",
  "function multiply(uint256 x, uint256 y, uint256 scalar) view returns (uint256[])",
  "function sumOfMultiples(uint256[] coordinates, uint256[] scalars) view returns (uint256[])",
  "function additions(uint256[] left, uint256[] right) view returns (uint256[])",
  "function affine(uint256[4] raw) view returns (uint256[])",
  "function sumsGas(uint256[] left, uint256[] right) view returns (uint256)",
  "function multiplyGas(uint256 x, uint256 y, uint256 scalar) view returns (uint256)",
]);

const verifier = parseAbi([
  "function verifyProof(uint256[2] a, uint256[2][2] b, uint256[2] c, uint256[4] signals, uint256 depth) view returns (bool)",
]);

async function deploy<const abi extends Abi>(viem: HardhatViemHelpers, name: string, abi: abi) {
  const { address } = await viem.deployContract(name);
  return getContract({ address, abi, client: await viem.getPublicClient() });
}

/** The libraries' functions, without a GAS opcode. */
export const deployGroth16 = (viem: HardhatViemHelpers) => deploy(viem, "Groth16Harness", groth16);
/** The same and the functions that measure. */
export const deployMeter = (viem: HardhatViemHelpers) => deploy(viem, "Groth16Meter", groth16);
export const deployBabyJubJub = (viem: HardhatViemHelpers) => deploy(viem, "BabyJubJubHarness", babyJubJub);
export const deploySemaphoreVerifier = (viem: HardhatViemHelpers) =>
  deploy(viem, "SemaphoreVerifier", verifier);
