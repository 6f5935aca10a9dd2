import { AppError } from "../../app/errors.ts";
import { database, type Lock, type PersonRow, type Sealed } from "./database.ts";
import { CannotOpen, deviceKey, seal, unseal } from "./seal.ts";
import { announce } from "./tabs.ts";

/** OWASP's figure for PBKDF2-HMAC-SHA-256 (Password Storage Cheat Sheet, 2023); about half a second on an old phone. */
const ITERATIONS = 600_000;
const CHECK = new TextEncoder().encode("Le Vote");

/** This person's lock is closed: ask for the password first. */
export class Locked extends AppError {
  constructor(personId: string) {
    super("Locked", { personId });
  }
}

/** Keys of people who unlocked in this tab. They end with the tab. */
const unlocked = new Map<string, CryptoKey>();

const checkPlace = (personId: string) => `person:${personId}`;

async function passwordKey(
  password: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  const bytes = new TextEncoder().encode(password.normalize("NFKC"));
  const material = await crypto.subtle.importKey("raw", bytes, "PBKDF2", false, ["deriveKey"]);
  const stretch = { name: "PBKDF2", hash: "SHA-256", salt, iterations };
  return crypto.subtle.deriveKey(stretch, material, { name: "AES-GCM", length: 256 }, false, [
    "encrypt",
    "decrypt",
  ]);
}

/** Oldest first. */
export async function people(): Promise<PersonRow[]> {
  const rows = await (await database()).getAll("people");
  return rows.sort((a, b) => a.createdAt - b.createdAt);
}

/** @param password empty for no lock of one's own. */
export async function addPerson(name: string, password: string): Promise<PersonRow> {
  const id = crypto.randomUUID();
  let lock: Lock = { kind: "none" };
  if (password !== "") {
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const key = await passwordKey(password, salt, ITERATIONS);
    lock = { kind: "password", salt, iterations: ITERATIONS, check: await seal(key, checkPlace(id), CHECK) };
    unlocked.set(id, key);
  }
  const person: PersonRow = { id, name: name.trim(), lock, createdAt: Date.now() };
  await (await database()).put("people", person);
  announce();
  return person;
}

/** @throws AppError "WrongPassword" */
export async function unlock(person: PersonRow, password: string): Promise<void> {
  if (person.lock.kind === "none") return;
  const key = await passwordKey(password, person.lock.salt, person.lock.iterations);
  try {
    await unseal(key, checkPlace(person.id), person.lock.check);
  } catch (cause) {
    if (cause instanceof CannotOpen) throw new AppError("WrongPassword", {}, { cause });
    throw cause;
  }
  unlocked.set(person.id, key);
  announce();
}

export function lock(personId: string): void {
  unlocked.delete(personId);
  announce();
}

export function isUnlocked(person: PersonRow): boolean {
  return person.lock.kind === "none" || unlocked.has(person.id);
}

/** Seals under the person's lock, then under the device's key. @throws Locked */
export async function sealFor(personId: string, place: string, value: unknown): Promise<Sealed> {
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const own = await ownKey(personId);
  const inner = own ? pack(await seal(own, place, plain)) : plain;
  return seal(await deviceKey(), place, inner);
}

/** @throws Locked, CannotOpen */
export async function unsealFor(personId: string, place: string, sealed: Sealed): Promise<unknown> {
  const own = await ownKey(personId);
  const inner = await unseal(await deviceKey(), place, sealed);
  const plain = own ? await unseal(own, place, unpack(inner)) : inner;
  return JSON.parse(new TextDecoder().decode(plain));
}

/** Null for people without a lock of their own. */
async function ownKey(personId: string): Promise<CryptoKey | null> {
  const person = await (await database()).get("people", personId);
  if (!person) throw new Error(`No such person on this device: ${personId}`);
  if (person.lock.kind === "none") return null;
  const key = unlocked.get(personId);
  if (!key) throw new Locked(personId);
  return key;
}

function pack({ nonce, data }: Sealed): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(nonce.length + data.byteLength);
  bytes.set(nonce);
  bytes.set(new Uint8Array(data), nonce.length);
  return bytes;
}

function unpack(bytes: Uint8Array<ArrayBuffer>): Sealed {
  return { nonce: bytes.slice(0, 12), data: bytes.slice(12).buffer };
}
