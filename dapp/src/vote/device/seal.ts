import { AppError } from "../../app/errors.ts";
import { database, type Sealed } from "./database.ts";

const DEVICE_KEY = "device";
const NONCE_BYTES = 12;

/** A sealed record did not open: another key, another record's bytes, or damaged storage. */
export class CannotOpen extends AppError {
  constructor(place: string, cause: unknown) {
    super("CannotOpen", { place }, { cause });
  }
}

const encoder = new TextEncoder();

/** @param place names the record; bytes moved to another record do not open. */
export async function seal(key: CryptoKey, place: string, plain: Uint8Array<ArrayBuffer>): Promise<Sealed> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const algorithm = { name: "AES-GCM", iv: nonce, additionalData: encoder.encode(place) };
  return { nonce, data: await crypto.subtle.encrypt(algorithm, key, plain) };
}

/** @throws CannotOpen */
export async function unseal(
  key: CryptoKey,
  place: string,
  sealed: Sealed,
): Promise<Uint8Array<ArrayBuffer>> {
  const algorithm = { name: "AES-GCM", iv: sealed.nonce, additionalData: encoder.encode(place) };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, sealed.data));
  } catch (cause) {
    throw new CannotOpen(place, cause);
  }
}

/**
 * The device's own key. Its bytes cannot be read by any script, this one included; whoever holds the unlocked device and
 * its browser profile can still use it, which is why people may add a password.
 */
export async function deviceKey(): Promise<CryptoKey> {
  const db = await database();
  const kept = await db.get("keys", DEVICE_KEY);
  if (kept) return kept;
  const fresh = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
  // Another tab may have been faster; the first key stays, or what it sealed would be lost.
  const transaction = db.transaction("keys", "readwrite");
  const first = await transaction.store.get(DEVICE_KEY);
  if (!first) await transaction.store.put(fresh, DEVICE_KEY);
  await transaction.done;
  return first ?? fresh;
}

/** Asks the browser not to clear this page's storage by itself. @returns whether it promised. */
export async function askToKeepStorage(): Promise<boolean> {
  return (await navigator.storage?.persist?.()) ?? false;
}
