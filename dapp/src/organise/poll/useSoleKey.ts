import { useMemo } from "react";
import type { Address } from "viem";
import type { Config } from "../../app/config.ts";
import { useCommittees } from "../../app/data/records.ts";
import { failureOf } from "../../app/failure.ts";
import { publicClientOf } from "../../app/wallet/chain.ts";
import { writeDocument } from "../../protocol/documents.ts";
import { createCommittee } from "../../protocol/sealed/actions.ts";
import type { SecretRow } from "../../trustee/device/secretStore.ts";
import { drawSecrets } from "../../trustee/device/secrets.ts";
import { useSecretRows } from "../../trustee/device/useSecretRow.ts";
import { soleDocument, soleKeyOf, soleStep } from "./soleKey.ts";

/** The account's key on this device and what it still needs; undefined while it is read. */
export function useSoleKey(account: Address | undefined) {
  const rows = useSecretRows();
  const committees = useCommittees();
  const key = useMemo(
    () =>
      account && rows.data && committees.data ? soleKeyOf(rows.data, committees.data, account) : undefined,
    [account, rows.data, committees.data],
  );
  return {
    key,
    step: key === undefined ? undefined : soleStep(key),
    error: rows.error ?? committees.error,
  };
}

/**
 * Draws a key for a group of one, before the group exists: its address follows from what will be created, so the backup
 * file can name it.
 */
export async function drawSoleKey(config: Config, account: Address): Promise<SecretRow> {
  const document = writeDocument(soleDocument(new Date()));
  const action = createCommittee(config.leVote, 1, [account], document);
  const { result } = await publicClientOf(config)
    .simulateContract({ ...action, account })
    .catch((cause: unknown) => {
      throw failureOf(cause);
    });
  const place = { chainId: config.chainId, committee: result, trustee: 1 };
  return drawSecrets(place, { threshold: 1, size: 1 }, { creator: account, document });
}

/** Creates the group of one as it was named when its key was drawn. */
export function createSole(leVote: Address, row: SecretRow) {
  if (!row.sole) throw new Error(`${row.id} was not drawn to be created`);
  return createCommittee(leVote, 1, [row.sole.creator], row.sole.document);
}
