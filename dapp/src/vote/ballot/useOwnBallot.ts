import { useQuery } from "@tanstack/react-query";
import { useConfig } from "../../app/ConfigContext.tsx";
import { useBallots, useNullifiers, useSealedRange } from "../../app/data/records.ts";
import { openedReader } from "../../app/data/useRead.ts";
import type { PollRecord } from "../../protocol/reader.ts";
import { ballotText } from "../device/ballots.ts";
import { identitySecret } from "../device/identities.ts";
import type { Voter } from "../poll/useVoters.ts";
import { isMadeHere, type OwnBallot } from "./ownBallot.ts";

/**
 * Looks for the voter's ballot among all counted ones, on this device. Only while the person's lock is open.
 * `data` is undefined until that is known.
 */
export function useOwnBallot(poll: PollRecord, voter: Voter) {
  const config = useConfig();
  const { identity, person, ballot } = voter;
  const looking = person.open && poll.frozen !== null;
  const sealed = poll.kind === "sealed";
  const open = useBallots(poll.address, looking && !sealed);
  const nullifiers = useNullifiers(poll.address, looking && sealed);
  const own = useQuery({
    // The bytes' own mark, not the row's: moving on from "sending" must not take what a sending says off the page.
    queryKey: ["device", "own", poll.address, identity.id, ballot?.ballot.nonce.join() ?? "none"],
    queryFn: async () => {
      const { failureOf } = await openedReader(config);
      try {
        const { ownNullifier } = await import("../proof/ownNullifier.ts");
        const nullifier = ownNullifier(await identitySecret(identity), identity.chainId, poll.address);
        return { nullifier, text: ballot ? await ballotText(ballot) : null };
      } catch (cause) {
        throw failureOf(cause);
      }
    },
    enabled: person.open,
    networkMode: "always",
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    // The secret's shadow must not outlive the page that needed it.
    gcTime: 0,
  });
  const counted = sealed ? nullifiers.data : open.data?.map(({ nullifier }) => nullifier);
  const place = own.data && counted?.indexOf(own.data.nullifier);
  const text = own.data?.text ?? null;
  // Whole ballots of a sealed poll are large: they are read only to tell a ballot of this device from another's.
  const range = useSealedRange(poll.address, place ?? -1, sealed && text !== null);
  const proof = sealed
    ? range.data?.find(({ ballot: each }) => each === place)?.membership
    : open.data?.[place ?? -1]?.proof;

  const data = (): OwnBallot | undefined => {
    if (place === undefined) return undefined;
    if (place < 0) return { found: "none" };
    if (text === null) return { found: "elsewhere", place };
    return proof && { found: isMadeHere(text, proof) ? "counted" : "elsewhere", place };
  };
  return {
    data: data(),
    error: own.error ?? open.error ?? nullifiers.error ?? range.error,
    refetch: () => Promise.all([sealed ? nullifiers.refetch() : open.refetch()]),
  };
}
