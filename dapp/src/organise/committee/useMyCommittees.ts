import { useAccount } from "wagmi";
import { sameAddress } from "../../app/addresses.ts";
import { useCommittees } from "../../app/data/records.ts";

/** The committees that the connected account brought together, newest first; undefined while they are read. */
export function useMyCommittees() {
  const { address } = useAccount();
  const { data, error, refetch } = useCommittees();
  const committees = data?.filter(({ creator }) => sameAddress(creator, address));
  return { committees, error, retry: refetch };
}
