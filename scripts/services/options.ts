import { type Address, getAddress, isAddress } from "viem";

/** Thrown for an argument that is missing or wrong; the message says all there is to say. */
export class OptionError extends Error {
  override readonly name = "OptionError";
}

const wrong = (name: string, given: string, wanted: string) =>
  new OptionError(`--${name} ${given} is not ${wanted}`);

export function addressOption(name: string, given: string): Address {
  if (!isAddress(given, { strict: false })) throw wrong(name, given, "an address");
  return getAddress(given);
}

export function numberOption(name: string, given: string, least: number, most: number): number {
  const number = Number(given);
  if (!Number.isInteger(number) || number < least || number > most) {
    throw wrong(name, given, `a whole number from ${least} to ${most}`);
  }
  return number;
}

export function urlOption(name: string, given: string): URL {
  if (!URL.canParse(given)) throw wrong(name, given, "a URL");
  const url = new URL(given);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw wrong(name, given, "an http or https URL");
  return url;
}

/** Where an app is served from, as browsers say it in `Origin`. */
export const originOption = (name: string, given: string): string => urlOption(name, given).origin;

/** Origins of the app on this computer (`npm start`). */
export const LOCAL_APP: readonly string[] = ["http://127.0.0.1:5173", "http://localhost:5173"];

export const PORTS = { least: 0, most: 65_535 } as const;
