import type { Address } from "viem";
import type { Config } from "../../app/config.ts";
import { AppError } from "../../app/errors.ts";
import type { AnyAction } from "../../app/wallet/useSend.ts";
import { publishShare } from "../../protocol/sealed/actions.ts";
import { GENERATOR, multiply } from "../../protocol/sealed/curve.ts";
import { GuardError, type Openable, requireOpenable } from "../../protocol/sealed/guard.ts";
import type { SecretRow } from "../device/secretStore.ts";
import { committeeOnChain, nodesOf } from "../nodes.ts";
import { inWorker, type OnProving, shareMaterial } from "../proving.ts";
import { type Naming, trusteeKey } from "../visits/visitAction.ts";

/** What is told while a share is made. */
export type OnSharing = (stage: "guard" | Parameters<OnProving>[0], fraction?: number) => void;

/**
 * A trustee's share of a closed poll's totals with its proof. The guard stands before everything: nothing is multiplied
 * with the secret, estimated or tried on a node until it has agreed.
 * @throws AppError "Guard…" for what the guard refuses, and as `visitAction`; ProofError
 */
export async function shareAction(
  config: Config,
  poll: Address,
  row: SecretRow,
  names: Naming,
  tell: OnSharing,
): Promise<AnyAction> {
  tell("guard");
  const { chainId, leVote, startBlock } = config;
  const { trustee } = row;
  const committee = await committeeOnChain(config, row.committee);
  const secret = await trusteeKey({ chainId, committee, trustee }, row, names);
  const clients = nodesOf(config);
  const trusteePoint = multiply(GENERATOR, secret);
  const { R } = await requireOpenable({
    clients,
    chainId,
    leVote,
    startBlock,
    poll,
    committee: row.committee,
    trustee,
    trusteeKey: trusteePoint,
  }).catch(guardWords);
  const artifacts = await shareMaterial(tell);
  const statement = { chainId, committee: row.committee, trustee, phase: "share" as const, poll };
  const { share, proof } = await inWorker("share", { statement, secret, R, artifacts }, tell);
  return publishShare(poll, share, proof);
}

/** What the guard refused, under a name that errors.json knows. */
function guardWords(cause: unknown): Openable {
  if (!(cause instanceof GuardError)) throw cause;
  const fault = `${cause.fault.charAt(0).toUpperCase()}${cause.fault.slice(1)}`;
  throw new AppError(`Guard${fault}`, {}, { cause });
}
