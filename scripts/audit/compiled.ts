import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { CompiledContract, CompiledSource } from "../../dapp/src/protocol/audit/deployedCode.ts";

type Places = { start: number; length: number }[];

/** As Hardhat writes it. */
interface Artifact {
  deployedBytecode: string;
  immutableReferences?: Record<string, Places>;
  deployedLinkReferences: Record<string, Record<string, Places>>;
}

/** This source's contracts as compiled in the project's folder; null when they are not. */
export function compiledSource(project: string): CompiledSource | null {
  const folder = join(project, "artifacts");
  if (!existsSync(folder)) return null;
  const files = new Map(
    globSync("**/*.sol/*.json", {
      cwd: folder,
      exclude: (path) => path === "test" || path === "build-info",
    }).map((path) => [basename(path, ".json"), join(folder, path)]),
  );
  if (!files.has("LeVote")) return null;
  return (name) => {
    const file = files.get(name);
    return file ? contractOf(JSON.parse(readFileSync(file, "utf8")) as Artifact) : null;
  };
}

function contractOf({
  deployedBytecode,
  immutableReferences = {},
  deployedLinkReferences,
}: Artifact): CompiledContract {
  return {
    deployedBytecode,
    immutables: Object.values(immutableReferences),
    libraries: Object.values(deployedLinkReferences).flatMap((file) =>
      Object.entries(file).map(([name, places]) => ({ name, places })),
    ),
  };
}
