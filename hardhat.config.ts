import { fileURLToPath } from "node:url";
import ignition from "@nomicfoundation/hardhat-ignition-viem";
import keystore from "@nomicfoundation/hardhat-keystore";
import mocha from "@nomicfoundation/hardhat-mocha";
import networkHelpers from "@nomicfoundation/hardhat-network-helpers";
import verify from "@nomicfoundation/hardhat-verify";
import viem from "@nomicfoundation/hardhat-viem";
import viemAssertions from "@nomicfoundation/hardhat-viem-assertions";
import { configVariable, defineConfig } from "hardhat/config";
import compiling from "./scripts/compiling.ts";

/** The compiler comes from the lock file: nothing is downloaded. */
const compiler = {
  version: "0.8.30",
  path: fileURLToPath(import.meta.resolve("solc/soljson.js")),
};

const settings = (viaIR: boolean) => ({
  ...compiler,
  settings: {
    viaIR,
    evmVersion: "cancun",
    optimizer: { enabled: true, runs: 10_000 },
  },
});

export default defineConfig({
  plugins: [compiling, ignition, keystore, mocha, networkHelpers, verify, viem, viemAssertions],
  solidity: {
    compilers: [settings(true)],
    // PoseidonT3 is hand-written assembly: through the IR it grows to 29 KB, over the limit for a contract's code.
    // Semaphore's own contracts were written for the older way of generating code, which takes a tenth of the time.
    overrides: {
      "poseidon-solidity/PoseidonT3.sol": settings(false),
      "@semaphore-protocol/contracts/Semaphore.sol": settings(false),
      "@semaphore-protocol/contracts/base/SemaphoreVerifier.sol": settings(false),
    },
    npmFilesToBuild: [
      "@semaphore-protocol/contracts/Semaphore.sol",
      "@semaphore-protocol/contracts/base/SemaphoreVerifier.sol",
      "poseidon-solidity/PoseidonT3.sol",
    ],
  },
  paths: {
    tests: { mocha: "test/contracts", solidity: "test/contracts" },
    ignition: "scripts/ignition",
  },
  test: {
    // A real proof takes a second, on a busy machine ten.
    mocha: { timeout: 120_000 },
    // The actors' few people and letters repeat themselves soon: long runs find nothing that these do not.
    solidity: { fuzz: { runs: 256 }, invariant: { runs: 24, depth: 60 } },
  },
  networks: {
    baseSepolia: {
      type: "http",
      chainType: "op",
      chainId: 84532,
      url: configVariable("BASE_SEPOLIA_RPC_URL"),
      accounts: [configVariable("DEPLOYER_PRIVATE_KEY")],
    },
    base: {
      type: "http",
      chainType: "op",
      chainId: 8453,
      url: configVariable("BASE_RPC_URL"),
      accounts: [configVariable("DEPLOYER_PRIVATE_KEY")],
    },
  },
  verify: {
    etherscan: { apiKey: configVariable("ETHERSCAN_API_KEY") },
  },
});
