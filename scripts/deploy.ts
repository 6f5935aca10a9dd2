import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  errorDeploymentResultToExceptionMessage,
  HardhatArtifactResolver,
} from "@nomicfoundation/hardhat-ignition/helpers";
import { DeploymentResultType, deploy as deployModule } from "@nomicfoundation/ignition-core";
import hre from "hardhat";
import { type Address, getAddress, type Hex, hexToNumber } from "viem";
import type { Deployment, Deployments } from "../dapp/src/protocol/deployment.ts";
import { type Chain, chainOf } from "./chains.ts";
import LeVoteModule from "./ignition/modules/LeVote.ts";
import { DevelopmentKeysError, requireCeremonyKeys } from "./proving/deployable.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
/** Where the networks' addresses are written. */
const DEPLOYMENTS = join(HERE, "deployments.json");

/** What deploying needs of a connection: EIP-1193. */
export interface Provider {
  request(call: { method: string; params?: unknown[] | object }): Promise<unknown>;
}

/**
 * Deploys everything, the same way for tests, the local town and networks.
 * @param directory keeps Ignition's journal there, so that an interrupted deployment goes on where it stopped and can be
 * verified. Without it, as for chains that are thrown away, nothing is written.
 * @throws DevelopmentKeysError before anything is sent, for a public chain without keys of a ceremony.
 * @throws Error with Ignition's account of what failed.
 */
export async function deploy(provider: Provider, chain: Chain, directory?: string): Promise<Deployment> {
  requireCeremonyKeys(chain);
  const startBlock = hexToNumber((await provider.request({ method: "eth_blockNumber" })) as Hex);
  const { rollClosing, voting } = chain.windows;
  const result = await deployModule({
    provider: provider as Parameters<typeof deployModule>[0]["provider"],
    artifactResolver: new HardhatArtifactResolver(hre.artifacts),
    ignitionModule: LeVoteModule,
    deploymentParameters: { LeVote: { rollClosing, voting, removalNotice: chain.removalNotice } },
    accounts: (await provider.request({ method: "eth_accounts" })) as string[],
    deploymentDir: directory,
    // Public chains keep Ignition's own, slower, defaults.
    config: chain.public ? {} : { blockPollingInterval: 50, requiredConfirmations: 1 },
  });
  if (result.type !== DeploymentResultType.SUCCESSFUL_DEPLOYMENT) {
    throw new Error(errorDeploymentResultToExceptionMessage(result));
  }
  const addressOf = (name: string): Address => {
    const contract = result.contracts[`LeVote#${name}`];
    if (!contract) throw new Error(`the deployment made no ${name}`);
    return getAddress(contract.address);
  };
  return {
    chainId: chain.chainId,
    name: chain.name,
    leVote: addressOf("LeVote"),
    semaphore: addressOf("Semaphore"),
    startBlock,
    implementations: {
      invitationRoll: addressOf("InvitationRoll"),
      tokenRoll: addressOf("TokenRoll"),
      openRoll: addressOf("OpenRoll"),
      committee: addressOf("Committee"),
      openPoll: addressOf("OpenPoll"),
      sealedPoll: addressOf("SealedPoll"),
      verifier: addressOf("SemaphoreVerifier"),
      poseidonT3: addressOf("PoseidonT3"),
    },
  };
}

/** Adds the deployment to a file of the common shape, keeping the start block of one that is already there. */
export function recordDeployment(file: string, deployment: Deployment): Deployment {
  const deployments = (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {}) as Deployments;
  const known = deployments[String(deployment.chainId)];
  const recorded =
    known?.leVote === deployment.leVote ? { ...deployment, startBlock: known.startBlock } : deployment;
  writeFileSync(file, `${JSON.stringify({ ...deployments, [deployment.chainId]: recorded }, null, 2)}\n`);
  return recorded;
}

async function main(network: string | undefined): Promise<void> {
  if (network === undefined) {
    const known = Object.keys(hre.config.networks).filter(
      (name) => hre.config.networks[name]?.type === "http",
    );
    throw new Error(`Usage: npm run deploy -- <${known.join("|")}>`);
  }
  const connection = await hre.network.create(network);
  const chainId = hexToNumber((await connection.provider.request({ method: "eth_chainId" })) as Hex);
  const directory = join(HERE, "ignition", "deployments", `chain-${chainId}`);
  const deployment = recordDeployment(
    DEPLOYMENTS,
    await deploy(connection.provider, chainOf(chainId), directory),
  );
  await connection.close();
  console.log(JSON.stringify(deployment, null, 2));
  console.log(`Verify the sources with: npx hardhat ignition verify chain-${chainId} --network ${network}`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    await main(process.argv[2]);
  } catch (error) {
    if (!(error instanceof DevelopmentKeysError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
