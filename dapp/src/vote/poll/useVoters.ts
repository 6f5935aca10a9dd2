import type { Address } from "viem";
import { sameAddress } from "../../app/addresses.ts";
import { useRead } from "../../app/data/useRead.ts";
import type { MemberRecord, PollRecord } from "../../protocol/reader.ts";
import { ballotId } from "../device/ballots.ts";
import type { BallotRow, IdentityRow } from "../device/database.ts";
import { type PersonHere, useDevice } from "../device/useDevice.ts";
import { type Standing, standingOf } from "../standing.ts";

/** Somebody on this device with an identity for the poll's roll. */
export interface Voter {
  identity: IdentityRow;
  person: PersonHere;
  member: MemberRecord | undefined;
  standing: Standing;
  ballot: BallotRow | undefined;
}

/** All places of a roll, fetched whole: asking for one would tell whose device this is (threat 11). */
export const useMembers = (roll: Address | undefined) =>
  useRead(["members", roll ?? ""], async (reader) => (roll ? reader.rollMembers(roll) : []), {
    enabled: roll !== undefined,
  });

/** Who of this device may vote in the poll. `data` is undefined until that is known. */
export function useVoters(poll: PollRecord, malformed: boolean, now: number) {
  const device = useDevice();
  const mine = device.data?.identities.filter(({ roll }) => sameAddress(roll, poll.roll));
  const members = useMembers(mine && mine.length > 0 ? poll.roll : undefined);
  const error = device.error ?? members.error;
  const known = mine !== undefined && (mine.length === 0 || members.data !== undefined);
  const voters = mine?.flatMap((identity): Voter[] => {
    const person = device.data?.people.find(({ id }) => id === identity.personId);
    if (!person) return [];
    const member = members.data?.find(({ commitment }) => commitment === BigInt(identity.commitment));
    const id = ballotId(identity, poll.address);
    const ballot = device.data?.ballots.find((row) => row.id === id);
    return [{ identity, person, member, ballot, standing: standingOf(poll, malformed, member, now) }];
  });
  return { data: known ? voters : undefined, error, refetch: members.refetch };
}
