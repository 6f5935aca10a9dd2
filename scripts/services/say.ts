import { BaseError } from "viem";

/** Writes a line for whoever runs the service. Never an address, an endpoint, a roll beside one, or a ballot. */
export type Say = (text: string) => void;

export const sayToTerminal: Say = (text) => console.log(`${new Date().toISOString()} ${text}`);

/** Why something failed, in one line, without the request that viem's whole message quotes: it may hold a ballot. */
export function reasonOf(error: unknown): string {
  const text =
    error instanceof BaseError
      ? error.shortMessage
      : error instanceof Error
        ? `${error.name}: ${error.message}`
        : String(error);
  return text.split("\n", 1)[0] ?? "";
}
