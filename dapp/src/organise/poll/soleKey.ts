import type { Address } from "viem";
import { sameAddress } from "../../app/addresses.ts";
import type { CommitteeDocument } from "../../protocol/documents.ts";
import type { CommitteeRecord } from "../../protocol/reader.ts";
import type { SecretRow } from "../../trustee/device/secretStore.ts";
import { hasDone, isReady, isSole, VISITS } from "../../trustee/progress.ts";

/** A key that this device makes and keeps alone: what is kept here, and what the chain knows of it. */
export interface SoleKey {
  row: Pick<SecretRow, "committee" | "encryptionKey" | "backedUp" | "sole">;
  /** Null before it was created. */
  committee: CommitteeRecord | null;
}

/** From the file to the key, in order; what comes next is the first that is not done. */
export const SOLE_STEPS = ["backup", "create", ...VISITS] as const;
export type SoleStep = (typeof SOLE_STEPS)[number];

/**
 * The account's key on this device: a finished one before one that was begun, of these the latest.
 * @param rows this device's, oldest first.
 */
export function soleKeyOf<Row extends SoleKey["row"]>(
  rows: readonly Row[],
  committees: readonly CommitteeRecord[],
  account: Address,
): KeyOf<Row> | null {
  const keys = rows.map(
    (row): KeyOf<Row> => ({
      row,
      committee: committees.find(({ address }) => sameAddress(address, row.committee)) ?? null,
    }),
  );
  const own = keys.filter((key) => isOwn(key, account));
  return own.findLast(({ committee }) => committee && isReady(committee)) ?? own.at(-1) ?? null;
}

type KeyOf<Row extends SoleKey["row"]> = SoleKey & { row: Row };

function isOwn({ row, committee }: SoleKey, account: Address): boolean {
  if (!committee) return sameAddress(row.sole?.creator, account);
  if (!isSole(committee) || !sameAddress(committee.creator, account)) return false;
  // Accepted with another key: this one can never open anything.
  const accepted = committee.trustees[0]?.accepted;
  return !accepted || accepted.encryptionKey === row.encryptionKey;
}

/** What there is to do next; null when the key is ready. */
export function soleStep(key: SoleKey | null): SoleStep | null {
  if (!key?.row.backedUp) return "backup";
  const [trustee] = key.committee?.trustees ?? [];
  if (!trustee) return "create";
  return VISITS.find((visit) => !hasDone(trustee, visit)) ?? null;
}

/** Names the key by its day, so that a new one can be made when a device and its file are lost. */
export function soleDocument(at: Date): CommitteeDocument {
  const moment = (language: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "medium" }).format(at);
  return {
    version: 1,
    languages: ["fr", "en"],
    title: { fr: `Clé d’un seul appareil, ${moment("fr-FR")}`, en: `Key of one device, ${moment("en-GB")}` },
    trustees: [{ label: { fr: "Organisateur", en: "Organiser" } }],
  };
}
