import * as v from "valibot";
import { bytesToHex, type Hex, hexToBytes } from "viem";
import type { TrusteeBackup } from "../../protocol/sealed/trusteeBackup.ts";

/** What a trustee holds, as {@link TrusteeBackup} says it. */
export type TrusteeSecrets = Pick<TrusteeBackup, "encryptionSecret" | "polynomial" | "secret">;

const scalar = v.pipe(
  v.string(),
  v.regex(/^\d{1,77}$/),
  v.transform((digits) => BigInt(digits)),
);
const keptSecrets = v.object({
  encryptionSecret: v.pipe(
    v.string(),
    v.regex(/^0x[0-9a-f]{64}$/),
    v.transform((text) => text as Hex),
  ),
  polynomial: v.nullable(v.array(scalar)),
  secret: v.nullable(scalar),
});

export function writeSecrets({ encryptionSecret, polynomial, secret }: TrusteeSecrets): string {
  return JSON.stringify({
    encryptionSecret: bytesToHex(encryptionSecret),
    polynomial: polynomial?.map(String) ?? null,
    secret: secret?.toString() ?? null,
  });
}

/** @throws v.ValiError for anything else than `writeSecrets` wrote. */
export function readSecrets(text: string): TrusteeSecrets {
  const { encryptionSecret, ...rest } = v.parse(keptSecrets, JSON.parse(text));
  return { encryptionSecret: hexToBytes(encryptionSecret), ...rest };
}

/** Whether two sets of secrets lead to the same key, computed parts left out. */
export function sameSecrets(one: TrusteeSecrets, other: TrusteeSecrets): boolean {
  return (
    writeSecrets({ ...one, secret: null }) === writeSecrets({ ...other, secret: null }) &&
    (one.secret === null || other.secret === null || one.secret === other.secret)
  );
}
