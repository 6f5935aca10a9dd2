import type { ReactNode } from "react";
import { type Address, getAddress, isAddress } from "viem";
import { NotFound } from "../app/NotFound.tsx";

/** Passes on the address that stands in a route; what is none is no page. */
export function WithAddress({ text, children }: { text: string; children: (address: Address) => ReactNode }) {
  if (!isAddress(text, { strict: false })) return <NotFound />;
  return children(getAddress(text));
}
