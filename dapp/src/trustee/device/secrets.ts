import { type CommitteeShape, drawPolynomial } from "../../protocol/sealed/committee.ts";
import { drawEncryptionKeys, encryptionKeysOf } from "../../protocol/sealed/shareCipher.ts";
import type { TrusteeBackup } from "../../protocol/sealed/trusteeBackup.ts";
import { askToKeepStorage, deviceKey, seal, unseal } from "../../vote/device/seal.ts";
import { announce } from "../../vote/device/tabs.ts";
import { addRow, putRow, rowId, type SecretRow, type TrusteePlace, updateRow } from "./secretStore.ts";
import { readSecrets, type TrusteeSecrets, writeSecrets } from "./secretText.ts";

type Beside = Pick<SecretRow, "backedUp" | "sole">;

async function rowOf(place: TrusteePlace, secrets: TrusteeSecrets, beside: Beside): Promise<SecretRow> {
  const id = rowId(place);
  const { chainId, committee, trustee } = place;
  const plain = new TextEncoder().encode(writeSecrets(secrets));
  return {
    id,
    chainId,
    committee,
    trustee,
    ...beside,
    encryptionKey: encryptionKeysOf(secrets.encryptionSecret).public,
    secrets: await seal(await deviceKey(), `trustee:${id}`, plain),
    createdAt: Date.now(),
  };
}

/**
 * Draws all that this trustee will ever need to draw, the polynomial it deals later too: one backup file made now is
 * then enough for good, because what the others deal can be opened from the chain.
 */
export async function drawSecrets(
  place: TrusteePlace,
  shape: CommitteeShape,
  sole: SecretRow["sole"] = null,
): Promise<SecretRow> {
  await askToKeepStorage();
  const { secret: encryptionSecret } = drawEncryptionKeys();
  const drawn = { encryptionSecret, polynomial: [...drawPolynomial(shape)], secret: null };
  const row = await addRow(await rowOf(place, drawn, { backedUp: false, sole }));
  announce();
  return row;
}

/** Puts what a backup file opened to on this device, in place of anything else for the same trustee. */
export async function keepBackup(backup: TrusteeBackup): Promise<void> {
  await askToKeepStorage();
  await putRow(await rowOf(backup, backup, { backedUp: true, sole: null }));
  announce();
}

/** Keeps the key that came of all deals, which the backup needs not hold: it follows from it and the chain. */
export async function keepKey(row: SecretRow, secret: bigint): Promise<void> {
  const { secrets } = await rowOf(row, { ...(await openSecrets(row)), secret }, row);
  await updateRow(row.id, { secrets });
  announce();
}

/** Notes that a file was shown to open to the row's secrets. */
export async function noteBackup(row: SecretRow): Promise<void> {
  await updateRow(row.id, { backedUp: true });
  announce();
}

/** @throws CannotOpen */
export async function openSecrets(row: SecretRow): Promise<TrusteeSecrets> {
  const bytes = await unseal(await deviceKey(), `trustee:${row.id}`, row.secrets);
  return readSecrets(new TextDecoder().decode(bytes));
}
