import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useConfig } from "../../app/ConfigContext.tsx";
import { onChange } from "../../vote/device/tabs.ts";
import { rowId, secretRow, secretRows, type TrusteePlace } from "./secretStore.ts";

const KEY = "trustee-secrets";

// The device's store answers without a network, and says by itself when it changed.
const FROM_DEVICE = { networkMode: "always", staleTime: Number.POSITIVE_INFINITY, retry: false } as const;

function useRereading(): void {
  const client = useQueryClient();
  useEffect(() => onChange(() => void client.invalidateQueries({ queryKey: [KEY] })), [client]);
}

/** This trustee's secrets on this device, still sealed; null where there are none. */
export function useSecretRow(place: TrusteePlace) {
  useRereading();
  return useQuery({
    queryKey: [KEY, rowId(place)],
    queryFn: async () => (await secretRow(place)) ?? null,
    ...FROM_DEVICE,
  });
}

/** All trustees' secrets on this device for this deployment's chain, sealed, oldest first. */
export function useSecretRows() {
  const { chainId } = useConfig();
  useRereading();
  return useQuery({ queryKey: [KEY, chainId], queryFn: () => secretRows(chainId), ...FROM_DEVICE });
}
