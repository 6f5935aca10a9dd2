import * as v from "valibot";
import type { Address } from "viem";

const address = v.pipe(
  v.string(),
  v.regex(/^0x[0-9a-fA-F]{40}$/, "not an address"),
  v.transform((text) => text as Address),
);
const blockNumber = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What the deploy script writes for one chain. */
export const deploymentSchema = v.object({
  chainId: v.pipe(v.number(), v.integer(), v.minValue(1)),
  name: v.string(),
  leVote: address,
  semaphore: address,
  /** Block from which LeVote's events can be read. */
  startBlock: blockNumber,
  implementations: v.record(v.string(), address),
});
export type Deployment = v.InferOutput<typeof deploymentSchema>;

/** The deployment file: by decimal chain id. */
export const deploymentsSchema = v.record(v.string(), deploymentSchema);
export type Deployments = v.InferOutput<typeof deploymentsSchema>;

/** `config.json`, which the app reads at its start. Local RPC URLs may be http. */
export const appConfigSchema = v.object({
  chainId: deploymentSchema.entries.chainId,
  name: v.string(),
  rpcUrls: v.pipe(v.array(v.pipe(v.string(), v.url())), v.minLength(1)),
  leVote: address,
  startBlock: blockNumber,
  subgraphUrl: v.nullable(v.pipe(v.string(), v.url())),
  /** Offer the demonstration wallet on the node's unlocked accounts. */
  demonstration: v.boolean(),
});
export type AppConfig = v.InferOutput<typeof appConfigSchema>;

/** @throws valibot's ValiError naming the first field that is wrong. */
export function parseAppConfig(value: unknown): AppConfig {
  return v.parse(appConfigSchema, value);
}

/** @throws Error when the chain is not in the file. */
export function deploymentOn(chainId: number, value: unknown): Deployment {
  const deployment = v.parse(deploymentsSchema, value)[String(chainId)];
  if (!deployment) throw new Error(`Le Vote is not deployed on chain ${chainId}`);
  return deployment;
}
