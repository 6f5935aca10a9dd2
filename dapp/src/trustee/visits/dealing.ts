import type { Address, Hex } from "viem";
import type { CommitteeRecord, TrusteeRecord } from "../../protocol/reader.ts";
import { combineShares, commit, isShareOf, shareFor } from "../../protocol/sealed/committee.ts";
import { GENERATOR, multiply, type Point, samePoint } from "../../protocol/sealed/curve.ts";
import {
  encryptionKeysOf,
  openShare,
  SealedShareError,
  sealShare,
} from "../../protocol/sealed/shareCipher.ts";
import type { TrusteeSecrets } from "../device/secretText.ts";

/** The secrets are not those with which this trustee began: they are another device's or another file's. */
export class OtherSecrets extends Error {
  override readonly name = "OtherSecrets";
}

/** Some trustees dealt what does not fit what they made public; with them the key can never be made. */
export class BadDeal extends Error {
  override readonly name = "BadDeal";
  /** Numbers of those who dealt it. */
  readonly dealers: readonly number[];

  constructor(dealers: readonly number[]) {
    super(`bad shares from trustees ${dealers.join(", ")}`);
    this.dealers = dealers;
  }
}

/** Where and for whom: everything that is dealt is bound to it. */
export interface Seat {
  chainId: number;
  /** As the chain says it, read from its nodes. */
  committee: CommitteeRecord;
  /** 1 … n. */
  trustee: number;
}

/**
 * What this trustee deals: commitments to its polynomial, and a share sealed for each other trustee.
 * @throws OtherSecrets
 */
export async function makeDeal(
  { chainId, committee, trustee }: Seat,
  secrets: TrusteeSecrets,
): Promise<{ commitments: Point[]; shares: Hex[] }> {
  const own = ownKeys(seatOf(committee, trustee), secrets);
  const polynomial = secrets.polynomial;
  if (polynomial?.length !== committee.threshold) throw new OtherSecrets("no polynomial to deal");
  const shares = committee.trustees.map(async ({ trustee: recipient, accepted }): Promise<Hex> => {
    if (recipient === trustee) return "0x";
    if (!accepted) throw new RangeError(`trustee ${recipient} has not accepted`);
    const route = routeOf(chainId, committee.address, trustee, recipient);
    return sealShare(route, own, accepted.encryptionKey, shareFor(polynomial, recipient));
  });
  return { commitments: commit(polynomial), shares: await Promise.all(shares) };
}

/**
 * x_j, from what everyone dealt: follows from the secrets drawn at the beginning and the chain alone.
 * @throws OtherSecrets, BadDeal naming every dealer whose share is not the one it is committed to.
 */
export async function keyFromDeals(
  { chainId, committee, trustee }: Seat,
  secrets: TrusteeSecrets,
): Promise<bigint> {
  const seat = seatOf(committee, trustee);
  const own = ownKeys(seat, secrets);
  const opened = committee.trustees.map(async (dealer): Promise<bigint | null> => {
    if (!dealer.dealt || !dealer.accepted) throw new RangeError(`trustee ${dealer.trustee} has not dealt`);
    if (dealer.trustee === trustee) return ownShare(dealer.dealt.commitments, trustee, secrets);
    const route = routeOf(chainId, committee.address, dealer.trustee, trustee);
    const sealed = dealer.dealt.shares[trustee - 1] ?? "0x";
    const share = await openShare(route, own, dealer.accepted.encryptionKey, sealed).catch(
      (cause: unknown) => {
        if (cause instanceof SealedShareError) return null;
        throw cause;
      },
    );
    return share !== null && isShareOf(dealer.dealt.commitments, trustee, share) ? share : null;
  });
  const shares = await Promise.all(opened);
  const bad = committee.trustees.map(({ trustee: number }) => number).filter((_, i) => shares[i] === null);
  if (bad.length > 0) throw new BadDeal(bad);
  return combineShares(shares.filter((share) => share !== null));
}

/** Whether x is the secret of the key that this trustee confirmed. */
export function fitsKey(committee: CommitteeRecord, trustee: number, secret: bigint): boolean {
  const confirmed = seatOf(committee, trustee).confirmed;
  return confirmed !== null && samePoint(multiply(GENERATOR, secret), confirmed.key);
}

function seatOf(committee: CommitteeRecord, trustee: number): TrusteeRecord {
  const seat = committee.trustees[trustee - 1];
  if (!seat) throw new RangeError(`${committee.address} has no trustee ${trustee}`);
  return seat;
}

function ownKeys(seat: TrusteeRecord, { encryptionSecret }: TrusteeSecrets) {
  const own = encryptionKeysOf(encryptionSecret);
  if (seat.accepted?.encryptionKey !== own.public) throw new OtherSecrets("accepted with another key");
  return own;
}

function ownShare(commitments: readonly Point[], trustee: number, { polynomial }: TrusteeSecrets): bigint {
  const same =
    polynomial?.length === commitments.length &&
    commit(polynomial).every((point, i) => samePoint(point, commitments[i] as Point));
  if (!polynomial || !same) throw new OtherSecrets("dealt with another polynomial");
  return shareFor(polynomial, trustee);
}

const routeOf = (chainId: number, committee: Address, dealer: number, recipient: number) => ({
  chainId,
  committee,
  dealer,
  recipient,
});
