import { availableParallelism } from "node:os";
import { posix } from "node:path";
import type { SolidityHooks } from "hardhat/types/hooks";
import type { HardhatPlugin } from "hardhat/types/plugins";
import type { CompilerInput, CompilerOutput } from "hardhat/types/solidity";

/**
 * Shares the work of one compilation among several processes of the compiler. Each reads every source, so that whatever
 * code depends on (the numbers of the syntax tree among it) is the same as in one process, and generates the code of its
 * own part of them: what comes out does not depend on how many there were.
 */
const plugin: HardhatPlugin = {
  id: "le-vote-compiling",
  hookHandlers: {
    solidity: async () => ({
      default: async (): Promise<Partial<SolidityHooks>> => ({
        build: (context, roots, options, next) =>
          next(context, roots, { concurrency: availableParallelism(), ...options }),
        invokeSolc: async (context, compiler, input, config, next) => {
          const parts = divide(input, availableParallelism());
          const outputs = await Promise.all(parts.map((part) => next(context, compiler, part, config)));
          return outputs.reduce(merge);
        },
      }),
    }),
  },
};

export default plugin;

/** A project's file with less text than this is not worth another process, which takes a second to begin. */
const WORTH = 200_000;

/** Inputs of the same sources, each asking for a part of the output; about the same work for each. */
export function divide(input: CompilerInput, processes: number): CompilerInput[] {
  const all = input.settings.outputSelection["*"];
  const asked = Object.keys(input.settings.outputSelection);
  const efforts = effortOf(input.sources);
  const total = [...efforts.values()].reduce((sum, effort) => sum + effort, 0);
  if (!all || asked.length > 1 || processes < 2 || total < WORTH) return [input];
  const parts = Array.from({ length: processes }, () => ({ effort: 0, files: [] as string[] }));
  for (const [file, effort] of [...efforts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))) {
    const [part] = parts.sort((a, b) => a.effort - b.effort);
    if (!part) continue;
    part.effort += effort;
    part.files.push(file);
  }
  const { "": ofFile = [], "*": ofContract = [] } = all;
  return parts.map(({ files }, i) => ({
    ...input,
    settings: {
      ...input.settings,
      outputSelection: {
        // The syntax tree of a file is asked for once.
        ...(i === 0 ? { "*": { "": ofFile } } : {}),
        ...Object.fromEntries(
          files.map((file) => [file, { "*": ofContract, ...(i === 0 ? { "": ofFile } : {}) }]),
        ),
      },
    },
  }));
}

/**
 * How much code each file makes, in characters of source: a contract becomes code with all that it imports, a library by
 * itself, an interface or an abstract contract not at all.
 */
function effortOf(sources: CompilerInput["sources"]): Map<string, number> {
  // Names are enough to know a file by: nothing depends on this but the balance.
  const byName = new Map(Object.keys(sources).map((path) => [posix.basename(path), path]));
  const textOf = (path: string) => sources[path]?.content ?? "";
  const lengthOf = (path: string) =>
    /^(abstract contract|contract|library)\b/m.test(textOf(path)) ? textOf(path).length : 0;
  const reach = (path: string, seen: Set<string>): Set<string> => {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const [, name = ""] of textOf(path).matchAll(/^import\b[^;]*?([\w.-]+\.sol)["']/gm)) {
      const imported = byName.get(name);
      if (imported) reach(imported, seen);
    }
    return seen;
  };
  const effort = (path: string) => {
    if (/^contract\b/m.test(textOf(path)))
      return [...reach(path, new Set())].reduce((sum, file) => sum + lengthOf(file), 0);
    return /^library\b/m.test(textOf(path)) ? lengthOf(path) / 4 : 0;
  };
  return new Map(Object.keys(sources).map((path) => [path, effort(path)]));
}

function merge(one: CompilerOutput, other: CompilerOutput): CompilerOutput {
  const known = new Set(one.errors?.map((error) => JSON.stringify(error)));
  return {
    ...one,
    errors: [
      ...(one.errors ?? []),
      ...(other.errors ?? []).filter((error) => !known.has(JSON.stringify(error))),
    ],
    contracts: { ...one.contracts, ...other.contracts },
  };
}
