import type { Config } from "../../app/config.ts";
import { AppError } from "../../app/errors.ts";
import type { AnyAction } from "../../app/wallet/useSend.ts";
import { acceptTrust, confirmKey, dealShares } from "../../protocol/sealed/actions.ts";
import type { SecretRow } from "../device/secretStore.ts";
import { keepKey, openSecrets } from "../device/secrets.ts";
import { committeeOnChain } from "../nodes.ts";
import type { Visit } from "../progress.ts";
import { inWorker, type OnProving, shareMaterial } from "../proving.ts";
import { BadDeal, keyFromDeals, makeDeal, OtherSecrets, type Seat } from "./dealing.ts";

/** What turns the numbers of trustees into the names that people know. */
export type Naming = (trustees: readonly number[]) => string;

/**
 * What a trustee sends on one visit.
 * @throws AppError "TrusteeBadDeal", "TrusteeOtherSecrets", "NodesDisagree"; ProofError
 */
export async function visitAction(
  visit: Visit,
  config: Config,
  row: SecretRow,
  names: Naming,
  onProgress: OnProving,
): Promise<AnyAction> {
  if (visit === "accept") return acceptTrust(row.committee, row.encryptionKey);
  const committee = await committeeOnChain(config, row.committee);
  const seat = { chainId: config.chainId, committee, trustee: row.trustee };
  if (visit === "deal") {
    const secrets = await openSecrets(row);
    const { commitments, shares } = await makeDeal(seat, secrets).catch(inWords(names));
    return dealShares(row.committee, commitments, shares);
  }
  const secret = await trusteeKey(seat, row, names);
  const { chainId, trustee } = seat;
  const statement = { chainId, committee: row.committee, trustee };
  const artifacts = await shareMaterial(onProgress);
  return confirmKey(
    row.committee,
    await inWorker("confirmation", { statement, secret, artifacts }, onProgress),
  );
}

/** x_j, kept or made from what everyone dealt. @throws as {@link visitAction} */
export async function trusteeKey(seat: Seat, row: SecretRow, names: Naming): Promise<bigint> {
  const secrets = await openSecrets(row);
  if (secrets.secret !== null) return secrets.secret;
  const secret = await keyFromDeals(seat, secrets).catch(inWords(names));
  await keepKey(row, secret);
  return secret;
}

const inWords = (names: Naming) => (cause: unknown) => {
  if (cause instanceof BadDeal) {
    throw new AppError("TrusteeBadDeal", { who: names(cause.dealers) }, { cause });
  }
  if (cause instanceof OtherSecrets) throw new AppError("TrusteeOtherSecrets", {}, { cause });
  throw cause;
};
