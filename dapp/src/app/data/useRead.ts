import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Reader } from "../../protocol/reader.ts";
import { useConfig } from "../ConfigContext.tsx";
import type { Config } from "../config.ts";

/** Shown facts are read again this often while the page is in sight, in ms. */
export const REREAD_MS = 5_000;

type Opened = { reader: Reader; failureOf: (cause: unknown) => Error };
const opened = new WeakMap<Config, Promise<Opened>>();

/** The reader, once; viem comes with it, after the first paint. */
export function openedReader(config: Config): Promise<Opened> {
  const known = opened.get(config);
  if (known) return known;
  const opening = import("./openReader.ts").then(({ openReader, failureOf }) => ({
    reader: openReader(config),
    failureOf,
  }));
  opened.set(config, opening);
  return opening;
}

type Options = {
  /** Ms between readings; false: once. */
  every?: number | false;
  enabled?: boolean;
};

/**
 * Asks the reader something and keeps it fresh. What fails is named as errors.json names it.
 * @param key names the question; the same key is asked once for the whole page.
 */
export function useRead<Answer>(
  key: readonly string[],
  ask: (reader: Reader) => Promise<Answer>,
  { every = REREAD_MS, enabled = true }: Options = {},
): UseQueryResult<Answer> {
  const config = useConfig();
  return useQuery({
    queryKey: ["read", ...key],
    queryFn: async () => {
      const { reader, failureOf } = await openedReader(config);
      try {
        return await ask(reader);
      } catch (cause) {
        throw failureOf(cause);
      }
    },
    refetchInterval: every,
    enabled,
  });
}
