import type { Config } from "../../app/config.ts";
import { openedReader } from "../../app/data/useRead.ts";
import { AppError } from "../../app/errors.ts";
import type { Reader } from "../../protocol/reader.ts";
import { keepIdentity } from "../device/identities.ts";
import { askToKeepStorage } from "../device/seal.ts";

export type BackupSource =
  | { kind: "words"; words: string }
  | { kind: "file"; text: string; password: string };

/**
 * Keeps an identity again on this device. Which roll it belongs to is found by reading the rolls' lists whole: asking for
 * one place would tell whose device this is (threat 11).
 * @param person gives the id of whoever it belongs to; asked only once the backup is known to be good.
 * @throws AppError "BackupUnreadable", "BackupWrongPassword", "BackupWrongWords", "BackupOtherChain", "BackupOnNoRoll"
 */
export async function restore(
  config: Config,
  source: BackupSource,
  person: () => Promise<string>,
): Promise<void> {
  const { reader, failureOf } = await openedReader(config);
  try {
    const secret = await secretOf(config, source);
    const { identityFrom } = await import("../../protocol/identity.ts");
    const { commitment } = identityFrom(secret);
    const roll = await rollOf(reader, commitment);
    await askToKeepStorage();
    await keepIdentity({ personId: await person(), chainId: config.chainId, roll, commitment }, secret, true);
  } catch (cause) {
    throw failureOf(cause);
  }
}

async function secretOf({ chainId }: Config, source: BackupSource): Promise<Uint8Array> {
  if (source.kind === "words") {
    const { secretFromWords } = await import("../../protocol/identity.ts");
    return secretFromWords(source.words);
  }
  const { readBackupFile } = await import("../../protocol/backupFile.ts");
  const content = await readBackupFile(source.text, source.password);
  if (content.chainId !== chainId) throw new AppError("BackupOtherChain");
  return content.secret;
}

async function rollOf(reader: Reader, commitment: bigint): Promise<`0x${string}`> {
  for (const { address } of await reader.rolls()) {
    const members = await reader.rollMembers(address);
    if (members.some((member) => member.commitment === commitment)) return address;
  }
  throw new AppError("BackupOnNoRoll");
}
