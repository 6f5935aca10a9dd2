import { scryptAsync } from "@noble/hashes/scrypt.js";
import * as v from "valibot";
import { type Address, isAddress } from "viem";
import { BackupError } from "../identity.ts";
import { ORDER } from "./curve.ts";

/** Work of opening a backup file, against guessed passwords: 2^17 · 8 · 128 bytes = 128 MiB. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, dkLen: 32 };

/** All that a trustee needs to go on elsewhere, at every stage of making the key and after. */
export interface TrusteeBackup {
  chainId: number;
  committee: Address;
  /** 1 … n. */
  trustee: number;
  /** X25519 secret of the key posted when accepting, 32 bytes. */
  encryptionSecret: Uint8Array;
  /** The dealt polynomial; null before dealing. */
  polynomial: bigint[] | null;
  /** x_j; null until all have dealt. */
  secret: bigint | null;
}

const base64 = v.pipe(v.string(), v.base64());
const scalar = v.pipe(
  v.string(),
  v.regex(/^\d{1,77}$/),
  v.transform((digits) => BigInt(digits)),
  v.check((value) => value < ORDER),
);
const fileSchema = v.object({
  format: v.literal("le-vote-trustee"),
  version: v.literal(1),
  chainId: v.pipe(v.number(), v.integer()),
  committee: v.pipe(
    v.string(),
    v.check((text) => isAddress(text, { strict: false })),
  ),
  trustee: v.pipe(v.number(), v.integer(), v.minValue(1)),
  salt: base64,
  iv: base64,
  /** AES-256-GCM of the secrets as JSON; the fields above are authenticated beside it. */
  sealed: base64,
});
const secretsSchema = v.object({
  encryptionSecret: base64,
  polynomial: v.nullable(v.array(scalar)),
  secret: v.nullable(scalar),
});

type File = v.InferOutput<typeof fileSchema>;

/** @returns the file's text. @param password is normalised (NFKC) here. */
export async function writeTrusteeBackup(content: TrusteeBackup, password: string): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const secrets = {
    encryptionSecret: toBase64(content.encryptionSecret),
    polynomial: content.polynomial?.map(String) ?? null,
    secret: content.secret?.toString() ?? null,
  };
  const head = {
    format: "le-vote-trustee" as const,
    version: 1 as const,
    chainId: content.chainId,
    committee: content.committee,
    trustee: content.trustee,
  };
  const sealed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: label(head) },
    await keyFrom(password, salt),
    new TextEncoder().encode(JSON.stringify(secrets)),
  );
  const file: File = {
    ...head,
    salt: toBase64(salt),
    iv: toBase64(iv),
    sealed: toBase64(new Uint8Array(sealed)),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** @throws BackupError "file" or "password". */
export async function readTrusteeBackup(text: string, password: string): Promise<TrusteeBackup> {
  const file = parse(fileSchema, text);
  const plain = await crypto.subtle
    .decrypt(
      { name: "AES-GCM", iv: fromBase64(file.iv), additionalData: label(file) },
      await keyFrom(password, fromBase64(file.salt)),
      fromBase64(file.sealed),
    )
    .catch((cause: unknown) => {
      throw new BackupError("password", cause);
    });
  const secrets = parse(secretsSchema, new TextDecoder().decode(plain));
  return {
    chainId: file.chainId,
    committee: file.committee as Address,
    trustee: file.trustee,
    encryptionSecret: fromBase64(secrets.encryptionSecret),
    polynomial: secrets.polynomial,
    secret: secrets.secret,
  };
}

function parse<Schema extends v.GenericSchema>(schema: Schema, text: string): v.InferOutput<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new BackupError("file", cause);
  }
  const result = v.safeParse(schema, json);
  if (!result.success) throw new BackupError("file");
  return result.output;
}

async function keyFrom(password: string, salt: Uint8Array): Promise<CryptoKey> {
  const bytes = await scryptAsync(new TextEncoder().encode(password.normalize("NFKC")), salt, SCRYPT);
  return crypto.subtle.importKey("raw", new Uint8Array(bytes), "AES-GCM", false, ["encrypt", "decrypt"]);
}

function label({ chainId, committee, trustee }: Pick<File, "chainId" | "committee" | "trustee">) {
  return new TextEncoder().encode(`le-vote-trustee/1/${chainId}/${committee.toLowerCase()}/${trustee}`);
}

function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
