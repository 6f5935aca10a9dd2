import { readFileSync } from "node:fs";
import type { VerificationKey } from "../../../scripts/verifiers.ts";

/** Semaphore's verification key at a depth, as the artifacts' package ships it. */
export const semaphoreKey = (
  depth: number,
): VerificationKey & { protocol: string; curve: string; nPublic: number } =>
  JSON.parse(
    readFileSync(
      new URL(`../../../node_modules/@zk-kit/semaphore-artifacts/semaphore-${depth}.json`, import.meta.url),
      "utf8",
    ),
  );
