import { AppError } from "../../app/errors.ts";
import { BackupError } from "../../protocol/identity.ts";
import { readTrusteeBackup, type TrusteeBackup } from "../../protocol/sealed/trusteeBackup.ts";

/**
 * Opens a backup file that a trustee chose.
 * @throws AppError "TrusteeBackupUnreadable", "TrusteeBackupPassword": a trustee has no backup words to fall back on.
 */
export async function readBackup(file: File, password: string): Promise<TrusteeBackup> {
  const text = await file.text();
  return readTrusteeBackup(text, password).catch((cause: unknown) => {
    if (!(cause instanceof BackupError)) throw cause;
    const name = cause.fault === "password" ? "TrusteeBackupPassword" : "TrusteeBackupUnreadable";
    throw new AppError(name, {}, { cause });
  });
}
