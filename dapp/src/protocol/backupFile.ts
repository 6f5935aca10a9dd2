import { scryptAsync } from "@noble/hashes/scrypt.js";
import * as v from "valibot";
import { type Address, isAddress } from "viem";
import { BackupError, SECRET_BYTES } from "./identity.ts";

/** Work of opening a backup file, against guessed passwords: 2^17 · 8 · 128 bytes = 128 MiB. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, dkLen: 32 };

/** What one backup file keeps: one identity for one roll. */
export interface BackupContent {
  chainId: number;
  roll: Address;
  secret: Uint8Array;
}

const base64 = v.pipe(v.string(), v.base64());
const fileSchema = v.object({
  format: v.literal("le-vote-identity"),
  version: v.literal(1),
  chainId: v.pipe(v.number(), v.integer()),
  roll: v.pipe(
    v.string(),
    v.check((text) => isAddress(text, { strict: false })),
  ),
  salt: base64,
  iv: base64,
  /** AES-256-GCM of the secret; chain and roll are authenticated beside it. */
  sealed: base64,
});

/** @returns the file's text. @param password at least what the app asks for; it is normalised (NFKC) here. */
export async function writeBackupFile(content: BackupContent, password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const key = await keyFrom(password, salt);
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: label(content.chainId, content.roll) },
    key,
    new Uint8Array(content.secret),
  );
  const file = {
    format: "le-vote-identity",
    version: 1,
    chainId: content.chainId,
    roll: content.roll,
    salt: toBase64(salt),
    iv: toBase64(iv),
    sealed: toBase64(new Uint8Array(sealed)),
  } satisfies v.InferInput<typeof fileSchema>;
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** @throws BackupError "file" or "password". */
export async function readBackupFile(text: string, password: string): Promise<BackupContent> {
  const file = parseFile(text);
  const roll = file.roll as Address;
  const key = await keyFrom(password, fromBase64(file.salt));
  const secret = await crypto.subtle
    .decrypt(
      { name: "AES-GCM", iv: fromBase64(file.iv), additionalData: label(file.chainId, roll) },
      key,
      fromBase64(file.sealed),
    )
    .catch((cause: unknown) => {
      throw new BackupError("password", cause);
    });
  if (secret.byteLength !== SECRET_BYTES) throw new BackupError("file");
  return { chainId: file.chainId, roll, secret: new Uint8Array(secret) };
}

function parseFile(text: string): v.InferOutput<typeof fileSchema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new BackupError("file", cause);
  }
  const result = v.safeParse(fileSchema, json);
  if (!result.success) throw new BackupError("file");
  return result.output;
}

async function keyFrom(password: string, salt: Uint8Array): Promise<CryptoKey> {
  const bytes = await scryptAsync(new TextEncoder().encode(password.normalize("NFKC")), salt, SCRYPT);
  return crypto.subtle.importKey("raw", new Uint8Array(bytes), "AES-GCM", false, ["encrypt", "decrypt"]);
}

function label(chainId: number, roll: Address): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`le-vote-identity/1/${chainId}/${roll.toLowerCase()}`);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
