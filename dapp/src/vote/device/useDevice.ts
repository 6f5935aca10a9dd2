import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useConfig } from "../../app/ConfigContext.tsx";
import { ballots } from "./ballots.ts";
import type { BallotRow, IdentityRow, PersonRow } from "./database.ts";
import { identities } from "./identities.ts";
import { isUnlocked, people } from "./people.ts";
import { onChange } from "./tabs.ts";

export interface PersonHere extends PersonRow {
  open: boolean;
}

/** Everything on this device that concerns this deployment's chain. */
export interface Device {
  people: PersonHere[];
  identities: IdentityRow[];
  ballots: BallotRow[];
}

export const DEVICE_KEY = ["device"] as const;

async function readDevice(chainId: number): Promise<Device> {
  const [persons, mine, papers] = await Promise.all([people(), identities(chainId), ballots()]);
  return {
    people: persons.map((person) => ({ ...person, open: isUnlocked(person) })),
    identities: mine,
    ballots: papers.filter((row) => row.chainId === chainId),
  };
}

/** The device's store, read again whenever this tab or another changes it. */
export function useDevice() {
  const { chainId } = useConfig();
  const client = useQueryClient();
  useEffect(() => onChange(() => void client.invalidateQueries({ queryKey: DEVICE_KEY })), [client]);
  return useQuery({
    queryKey: [...DEVICE_KEY, chainId],
    queryFn: () => readDevice(chainId),
    // The device's store answers without a network.
    networkMode: "always",
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}
