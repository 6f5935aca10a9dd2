import { useQuery } from "@tanstack/react-query";
import { useConfig } from "../../app/ConfigContext.tsx";
import { useBallots } from "../../app/data/records.ts";
import { openedReader } from "../../app/data/useRead.ts";
import type { BallotRecord, PollRecord } from "../../protocol/reader.ts";
import { ballotText } from "../device/ballots.ts";
import { identitySecret } from "../device/identities.ts";
import type { Voter } from "../poll/useVoters.ts";

/** What the poll's own list of ballots says about this voter. */
export type OwnBallot =
  | { found: "none" }
  /** This device's ballot was counted. */
  | { found: "counted"; record: BallotRecord }
  /** A ballot of this identity was counted that was not made here. */
  | { found: "elsewhere"; record: BallotRecord };

/** Looks for the voter's ballot among all counted ones, on this device. Only while the person's lock is open. */
export function useOwnBallot(poll: PollRecord, voter: Voter) {
  const config = useConfig();
  const { identity, person, ballot } = voter;
  const counted = useBallots(poll.address, person.open && poll.frozen !== null);
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
  return { data: match(counted.data, own.data), error: own.error ?? counted.error, refetch: counted.refetch };
}

function match(
  counted: readonly BallotRecord[] | undefined,
  own: { nullifier: bigint; text: string | null } | undefined,
): OwnBallot | undefined {
  if (!counted || !own) return undefined;
  const record = counted.find(({ nullifier }) => nullifier === own.nullifier);
  if (!record) return { found: "none" };
  const proof = record.proof.map((word) => word.toString(16).padStart(64, "0"));
  // The proof is random: only a ballot made here carries this one.
  const madeHere = own.text !== null && proof.every((word) => own.text?.includes(word));
  return { found: madeHere ? "counted" : "elsewhere", record };
}
