import type { Config } from "../app/config.ts";
import type { CommitteeRecord } from "../protocol/reader.ts";
import type { TrusteePlace } from "./device/secretStore.ts";

/** Where a trustee's page is: the link that an organiser hands out. */
export const trusteeRoute = (committee: string, poll?: string): string =>
  poll === undefined ? `/trustee/${committee}` : `/trustee/${committee}/${poll}`;

export const placeOf = (
  { chainId }: Config,
  { address }: CommitteeRecord,
  trustee: number,
): TrusteePlace => ({
  chainId,
  committee: address,
  trustee,
});
