import * as v from "valibot";
import { type AppConfig, appConfigSchema } from "../protocol/deployment.ts";
import { AppError } from "./errors.ts";

/** What one file, `config.json` beside the page, says about the deployment. */
export type Config = AppConfig;

const wrong = (reason: string, cause?: unknown) =>
  new AppError("ConfigWrong", { reason }, { cause: cause ?? new Error(`config.json ${reason}`) });

/** Reads the deployment. @throws AppError "ConfigWrong" naming what is missing or wrong. */
export async function loadConfig(fetcher: typeof fetch = fetch): Promise<Config> {
  const response = await fetcher("./config.json", { cache: "no-cache" }).catch((cause: unknown) => {
    throw wrong("could not be fetched", cause);
  });
  if (!response.ok) throw wrong(`answered ${response.status}`);
  const value: unknown = await response.json().catch((cause: unknown) => {
    throw wrong("is not JSON", cause);
  });
  const parsed = v.safeParse(appConfigSchema, value);
  if (!parsed.success) {
    const places = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? "file"}: ${issue.message}`);
    throw wrong(places.join("; "));
  }
  return parsed.output;
}
