import { scryptAsync } from "@noble/hashes/scrypt.js";
import { SimpleMerkleTree } from "@openzeppelin/merkle-tree";
import {
  type Address,
  bytesToBigInt,
  concat,
  encodeAbiParameters,
  getAddress,
  type Hex,
  hashTypedData,
  isAddress,
  keccak256,
  numberToHex,
  toBytes,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { type InvitationCode, newInvitationCode, readCode } from "./invitationCode.ts";

/** Most invitations in one batch. */
export const MAX_BATCH = 1000;

const SCRYPT = { N: 2 ** 14, r: 8, p: 1, dkLen: 32 };
/** Order of secp256k1. */
const CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** Where an invitation stands. `batch` and `index` count from 0. */
export interface InvitationPlace {
  chainId: number;
  roll: Address;
  batch: number;
  index: number;
}

export interface Invitation {
  place: InvitationPlace;
  code: InvitationCode;
}

/** @returns the one-time private key. Takes 50 to 250 ms, so that unused codes cannot be guessed from published leaves. */
export async function invitationKey({ place, code }: Invitation): Promise<Hex> {
  const { chainId, roll, batch, index } = place;
  const salt = keccak256(
    encodeAbiParameters(
      [{ type: "uint256" }, { type: "address" }, { type: "uint256" }, { type: "uint256" }],
      [BigInt(chainId), roll, BigInt(batch), BigInt(index)],
    ),
  );
  const stretched = await scryptAsync(toBytes(code), toBytes(salt), SCRYPT);
  return numberToHex((bytesToBigInt(stretched) % (CURVE_ORDER - 1n)) + 1n, { size: 32 });
}

/** OpenZeppelin's double hash of (index, key's address). */
export function invitationLeaf(index: number, key: Address): Hex {
  const encoded = encodeAbiParameters([{ type: "uint256" }, { type: "address" }], [BigInt(index), key]);
  return keccak256(concat([keccak256(encoded)]));
}

export interface InvitationBatch {
  invitations: Invitation[];
  leaves: Hex[];
  root: Hex;
}

/**
 * Makes the codes of one batch and the leaves to publish. Only the leaves leave the device; the codes go on letters.
 * @param batch the number the roll will give: its `batches()` now. Keys are bound to it.
 * @param onProgress called with the number of finished invitations.
 */
export async function makeBatch(
  place: Omit<InvitationPlace, "index">,
  size: number,
  onProgress?: (done: number) => void,
): Promise<InvitationBatch> {
  if (!Number.isInteger(size) || size < 1 || size > MAX_BATCH) throw new RangeError(`a batch of ${size}`);
  const invitations: Invitation[] = [];
  const leaves: Hex[] = [];
  for (let index = 0; index < size; index++) {
    const invitation = { place: { ...place, index }, code: newInvitationCode() };
    const key = await invitationKey(invitation);
    invitations.push(invitation);
    leaves.push(invitationLeaf(index, privateKeyToAccount(key).address));
    onProgress?.(index + 1);
  }
  return { invitations, leaves, root: batchTree(leaves).root as Hex };
}

function batchTree(leaves: readonly Hex[]): SimpleMerkleTree {
  return SimpleMerkleTree.of([...leaves], { sortLeaves: false });
}

export function batchRoot(leaves: readonly Hex[]): Hex {
  return batchTree(leaves).root as Hex;
}

/** @returns Merkle path of the leaf, from the leaf up. */
export function batchProof(leaves: readonly Hex[], index: number): Hex[] {
  return batchTree(leaves).getProof(index) as Hex[];
}

/** EIP-712 data that a key (or a token's holder) signs to enrol a commitment on one roll of one chain. */
export function enrolmentTypedData(chainId: number, roll: Address, commitment: bigint) {
  return {
    domain: { name: "Le Vote roll", version: "1", chainId, verifyingContract: roll },
    types: { Enrolment: [{ name: "commitment", type: "uint256" }] },
    primaryType: "Enrolment",
    message: { commitment },
  } as const;
}

export function enrolmentDigest(chainId: number, roll: Address, commitment: bigint): Hex {
  return hashTypedData(enrolmentTypedData(chainId, roll, commitment));
}

/** What `join` takes. */
export interface Enrolment {
  batch: number;
  index: number;
  commitment: bigint;
  signature: Hex;
  proof: Hex[];
}

/** "unknown": the batch has no such letter. "wrongCode": the code does not belong to this letter. */
export class InvitationError extends Error {
  override readonly name = "InvitationError";
  readonly fault: "unknown" | "wrongCode";

  constructor(fault: "unknown" | "wrongCode") {
    super(`the invitation cannot be used: ${fault}`);
    this.fault = fault;
  }
}

/**
 * Signs an enrolment with the letter's key.
 * @param leaves the batch's leaves as published. @throws InvitationError
 */
export async function signEnrolment(
  invitation: Invitation,
  leaves: readonly Hex[],
  commitment: bigint,
): Promise<Enrolment> {
  const { chainId, roll, batch, index } = invitation.place;
  const published = leaves[index];
  if (published === undefined) throw new InvitationError("unknown");
  const account = privateKeyToAccount(await invitationKey(invitation));
  if (invitationLeaf(index, account.address) !== published.toLowerCase())
    throw new InvitationError("wrongCode");
  const signature = await account.signTypedData(enrolmentTypedData(chainId, roll, commitment));
  return { batch, index, commitment, signature, proof: batchProof(leaves, index) };
}

/** The link on a letter. The secret stands in the fragment, which browsers never send. */
export function invitationLink(app: string, { place, code }: Invitation): string {
  return `${app.replace(/#.*$/, "")}#/join/${place.roll}/${place.batch}/${place.index}/${code}`;
}

/** @returns null when the fragment is no invitation. The chain is the app's. */
export function readInvitationLink(link: string, chainId: number): Invitation | null {
  const [, roll, batch, index, typed] =
    /#\/join\/(0x[0-9a-fA-F]{40})\/(\d{1,9})\/(\d{1,9})\/([0-9A-Za-z-]+)$/.exec(link) ?? [];
  const code = typed === undefined ? null : readCode(typed);
  if (!roll || !isAddress(roll, { strict: false }) || !code) return null;
  return { place: { chainId, roll: getAddress(roll), batch: Number(batch), index: Number(index) }, code };
}

/** The number people type: both counted from 1. */
export function letterNumber({ batch, index }: Pick<InvitationPlace, "batch" | "index">): string {
  return `${batch + 1}-${index + 1}`;
}

/** @returns null when it is not a letter number. */
export function readLetterNumber(typed: string): { batch: number; index: number } | null {
  const [, batch, index] = /^\s*(\d{1,6})\s*[-–—./ ]\s*(\d{1,4})\s*$/.exec(typed) ?? [];
  if (!batch || !index || Number(batch) < 1 || Number(index) < 1) return null;
  return { batch: Number(batch) - 1, index: Number(index) - 1 };
}
