import { useQuery } from "@tanstack/react-query";
import { useConfig } from "../../app/ConfigContext.tsx";
import { useBatches, useRoll } from "../../app/data/records.ts";
import { openedReader } from "../../app/data/useRead.ts";
import { AppError } from "../../app/errors.ts";
import type { BatchRecord, RollRecord } from "../../protocol/reader.ts";
import type { OpenInvitation } from "../device/invitation.ts";

/** What is known about an opened invitation before anything is sent. */
export type CheckedInvitation =
  | { state: "loading" }
  /** The sentence for `error` says what to do. */
  | { state: "refused"; error: Error }
  | { state: "spent"; how: "used" | "revoked"; roll: RollRecord }
  | { state: "good"; roll: RollRecord; batch: BatchRecord };

/** Finds what is wrong with an invitation: unknown letter, used, revoked, wrong code. */
export function useInvitation(invitation: OpenInvitation): CheckedInvitation {
  const config = useConfig();
  const roll = useRoll(invitation.roll);
  const batches = useBatches(invitation.roll);
  const batch = batches.data?.find((each) => each.batch === invitation.batch);
  const leaf = batch?.leaves[invitation.index];
  const code = useQuery({
    queryKey: ["device", "code", invitation.roll, invitation.batch, invitation.index, leaf],
    queryFn: async () => {
      const { failureOf } = await openedReader(config);
      try {
        const { signEnrolment } = await import("../../protocol/invitations.ts");
        const place = { chainId: config.chainId, ...invitation };
        // Signs nothing that is kept: the key is compared with the published leaf on the way.
        await signEnrolment({ place, code: invitation.code }, batch?.leaves ?? [], 0n);
        return true;
      } catch (cause) {
        throw failureOf(cause);
      }
    },
    enabled: leaf !== undefined,
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: "always",
  });

  const failed = roll.error ?? batches.error;
  if (failed) return { state: "refused", error: failed };
  if (!roll.data || !batches.data) return { state: "loading" };
  if (roll.data.kind !== "invitation") return { state: "refused", error: new AppError("NotARoll") };
  if (!batch) return { state: "refused", error: new AppError("Roll_NoSuchBatch") };
  if (!leaf) return { state: "refused", error: new AppError("Roll_InvitationOutOfRange") };
  if (code.error) return { state: "refused", error: code.error };
  if (!code.data) return { state: "loading" };
  const spent = batch.spent.find(({ index }) => index === invitation.index);
  if (spent) return { state: "spent", how: spent.how, roll: roll.data };
  return { state: "good", roll: roll.data, batch };
}
