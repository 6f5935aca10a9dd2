import { x25519 } from "@noble/curves/ed25519.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import {
  type Address,
  bytesToHex,
  concatBytes,
  encodeAbiParameters,
  type Hex,
  hexToBytes,
  keccak256,
  numberToHex,
  stringToHex,
} from "viem";
import { ORDER } from "./curve.ts";

/**
 * Dealt shares on their way to the other trustees: X25519, HKDF-SHA-256, AES-256-GCM, after HPKE's authenticated mode
 * (RFC 9180, 5.1.3): the secret comes from the recipient's key with a fresh key and with the dealer's own, so only the
 * dealer's key can have made what opens. All of it is bound to chain, committee, dealer and recipient.
 *
 * A sealed share is 32 + 48 = 80 bytes: the fresh public key, then the encrypted 32-byte scalar with its tag.
 */
export interface ShareRoute {
  chainId: number;
  committee: Address;
  /** Trustee numbers, from 1. */
  dealer: number;
  recipient: number;
}

export interface EncryptionKeys {
  secret: Uint8Array;
  /** 32 bytes, posted on chain when accepting. */
  public: Hex;
}

/** Bytes of a sealed share. */
export const SEALED_SHARE_BYTES = 80;
const TAG = stringToHex("Le Vote dealt share 1");

/** "malformed": wrong length or key; "forged": does not open, so not from this dealer for this recipient, or altered. */
export class SealedShareError extends Error {
  override readonly name = "SealedShareError";
  readonly fault: "malformed" | "forged";

  constructor(fault: "malformed" | "forged", cause?: unknown) {
    super(`a sealed share is ${fault}`, { cause });
    this.fault = fault;
  }
}

export function drawEncryptionKeys(): EncryptionKeys {
  return encryptionKeysOf(x25519.utils.randomSecretKey());
}

export function encryptionKeysOf(secret: Uint8Array): EncryptionKeys {
  return { secret, public: bytesToHex(x25519.getPublicKey(secret)) };
}

/** @param share the scalar for the recipient. @throws SealedShareError "malformed" for a key of small order. */
export async function sealShare(
  route: ShareRoute,
  dealer: EncryptionKeys,
  recipientKey: Hex,
  share: bigint,
): Promise<Hex> {
  const fresh = drawEncryptionKeys();
  const secret = concatBytes([agree(fresh.secret, recipientKey), agree(dealer.secret, recipientKey)]);
  const { key, iv, label } = await schedule(route, secret, fresh.public, dealer.public, recipientKey);
  const plain = hexToBytes(numberToHex(share, { size: 32 })) as Uint8Array<ArrayBuffer>;
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: label }, key, plain);
  return bytesToHex(concatBytes([hexToBytes(fresh.public), new Uint8Array(sealed)]));
}

/** @returns the scalar, which the recipient still compares with the dealer's commitments. @throws SealedShareError */
export async function openShare(
  route: ShareRoute,
  recipient: EncryptionKeys,
  dealerKey: Hex,
  sealed: Hex,
): Promise<bigint> {
  const bytes = hexToBytes(sealed);
  if (bytes.length !== SEALED_SHARE_BYTES) throw new SealedShareError("malformed");
  const fresh = bytesToHex(bytes.slice(0, 32));
  const secret = concatBytes([agree(recipient.secret, fresh), agree(recipient.secret, dealerKey)]);
  const { key, iv, label } = await schedule(route, secret, fresh, dealerKey, recipient.public);
  const body = bytes.slice(32) as Uint8Array<ArrayBuffer>;
  const plain = await crypto.subtle
    .decrypt({ name: "AES-GCM", iv, additionalData: label }, key, body)
    .catch((cause: unknown) => {
      throw new SealedShareError("forged", cause);
    });
  const share = BigInt(bytesToHex(new Uint8Array(plain)));
  if (share >= ORDER) throw new SealedShareError("malformed");
  return share;
}

/** @throws SealedShareError for keys that force a known result. */
function agree(secret: Uint8Array, key: Hex): Uint8Array {
  try {
    return x25519.getSharedSecret(secret, hexToBytes(key));
  } catch (cause) {
    throw new SealedShareError("malformed", cause);
  }
}

async function schedule(
  route: ShareRoute,
  secret: Uint8Array,
  fresh: Hex,
  dealerKey: Hex,
  recipientKey: Hex,
) {
  const label = hexToBytes(
    keccak256(
      encodeAbiParameters(
        [
          { type: "bytes" },
          { type: "uint256" },
          { type: "address" },
          { type: "uint256" },
          { type: "uint256" },
          { type: "bytes" },
        ],
        [
          TAG,
          BigInt(route.chainId),
          route.committee,
          BigInt(route.dealer),
          BigInt(route.recipient),
          `0x${[fresh, dealerKey, recipientKey].map((key) => key.slice(2)).join("")}`,
        ],
      ),
    ),
  ) as Uint8Array<ArrayBuffer>;
  const bytes = new Uint8Array(hkdf(sha256, secret, undefined, label, 44));
  const key = await crypto.subtle.importKey("raw", bytes.slice(0, 32), "AES-GCM", false, [
    "encrypt",
    "decrypt",
  ]);
  return { key, iv: bytes.slice(32), label };
}
