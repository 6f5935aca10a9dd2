import { decodeError } from "../protocol/errors.ts";
import { AppError, type Facts } from "./errors.ts";

/** A contract error's facts in the order of its declaration, as `fact0`, `fact1`… in its sentence. */
const factsOf = (args: readonly unknown[]): Facts =>
  Object.fromEntries(args.map((value, place) => [`fact${place}`, String(value)]));

/** Puts anything that reading, proving, simulating or sending threw under a name that errors.json knows. */
export function failureOf(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const { name, args } = decodeError(cause);
  return new AppError(name, factsOf(args), { cause });
}
