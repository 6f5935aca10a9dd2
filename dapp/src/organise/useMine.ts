import { useAccount } from "wagmi";
import { sameAddress } from "../app/addresses.ts";
import { usePolls, useRolls } from "../app/data/records.ts";
import { useMyCommittees } from "./committee/useMyCommittees.ts";

/** The rolls, polls and committees of the connected account, newest first; undefined while they are read. */
export function useMine() {
  const { address } = useAccount();
  const rolls = useRolls();
  const polls = usePolls();
  const trusted = useMyCommittees();
  const mine = rolls.data?.filter(({ organiser }) => sameAddress(organiser, address));
  return {
    account: address,
    rolls: mine,
    // A poll belongs to whoever organises its roll now.
    polls: mine && polls.data?.filter((poll) => mine.some((roll) => sameAddress(roll.address, poll.roll))),
    committees: trusted.committees,
    error: rolls.error ?? polls.error ?? trusted.error,
    retry: () => Promise.all([rolls.refetch(), polls.refetch(), trusted.retry()]),
  };
}
