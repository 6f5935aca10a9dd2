import { type Manifest, readManifest } from "./manifest.ts";

/** Thrown in place of a deployment that anyone could cheat. */
export class DevelopmentKeysError extends Error {
  override readonly name = "DevelopmentKeysError";
}

/**
 * Whoever knows the randomness in a proving key forges its proofs, and that of development keys is public. So a chain that
 * anyone can reach gets keys of a ceremony, ended by a beacon, or nothing.
 * @throws DevelopmentKeysError that says what to do.
 */
export function requireCeremonyKeys(
  chain: { name: string; public: boolean },
  { kind, contributions }: Pick<Manifest, "kind" | "contributions"> = readManifest(),
): void {
  if (!chain.public) return;
  const contributed = contributions.some((entry) => entry.kind === "contribution");
  if (kind === "ceremony" && contributed && contributions.at(-1)?.kind === "beacon") return;
  throw new DevelopmentKeysError(
    [
      `Nothing was deployed: ${chain.name} is a public chain, and the keys in circuits/keys do not come from a ceremony.`,
      "Anyone could forge ballots and shares of sealed polls with them.",
      "",
      "  npm run ceremony      makes keys with several people; see circuits/README.md, A ceremony",
      "  npm run generate      puts them into the contracts",
      "",
      "Then deploy again. On a chain of your own (public: false in scripts/chains.json) development keys are fine.",
    ].join("\n"),
  );
}
