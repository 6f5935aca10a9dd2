import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { PROJECT } from "../stack/builds.ts";

/** Kilobytes (1,000 bytes), each file compressed by brotli at its best, as static hosts keep them. */
export interface WeightTable {
  /** JS and CSS that the browser fetches before the list of polls stands, without its words. */
  voterPageKB: number;
  /** The words of that page, in the heavier of the languages. */
  voterPageWordsKB: number;
  /** What the first answer about polls brings: viem and the readers, after the first paint. */
  readerKB: number;
}

/** One built file of the app and its size in kB. */
export interface WeighedFile {
  name: string;
  kilobytes: number;
}

export interface Weight {
  table: WeightTable;
  /** What `voterPageKB` consists of, heaviest first. */
  files: WeighedFile[];
}

type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;

/** The page's entry and the screen that it opens at `#/`, as paths in `dapp/`. */
const FIRST = ["index.html", "src/vote/routes.tsx"];
const READER = ["src/app/data/openReader.ts"];
const NAMESPACES = ["common", "errors", "vote"];
const LANGUAGES = ["fr", "en"];

/** Builds the app for production, in memory, and weighs what one needs for the list of polls. */
export async function measureWeight(): Promise<Weight> {
  const root = join(PROJECT, "dapp");
  const built = await build({
    root,
    configFile: join(root, "vite.config.ts"),
    logLevel: "error",
    build: { write: false },
  });
  if (!("output" in built)) throw new Error("the app was not built in one go");
  const files = new Map(built.output.map((file) => [file.fileName, file]));
  const needed = (sources: readonly string[]) => closure(files, root, sources);
  const first = needed(FIRST);
  const beyond = (sources: readonly string[]) => [...needed(sources)].filter((name) => !first.has(name));
  const words = LANGUAGES.map((language) =>
    total(files, beyond(NAMESPACES.map((name) => `src/i18n/${language}/${name}.json`))),
  );
  return {
    table: {
      voterPageKB: total(files, [...first]),
      voterPageWordsKB: Math.max(...words),
      readerKB: total(files, beyond(READER)),
    },
    files: [...first]
      .map((name) => ({ name, kilobytes: weigh(files.get(name)) }))
      .sort((a, b) => b.kilobytes - a.kilobytes),
  };
}

/** Names of all files that importing these modules fetches at once. @throws Error when a module is in no file's front. */
function closure(files: ReadonlyMap<string, Output>, root: string, sources: readonly string[]): Set<string> {
  const names = new Set<string>();
  const add = (name: string) => {
    if (names.has(name)) return;
    names.add(name);
    const file = files.get(name);
    if (file?.type !== "chunk") return;
    file.imports.forEach(add);
    file.viteMetadata?.importedCss.forEach(add);
  };
  for (const source of sources) {
    const path = join(root, source);
    const entry = [...files.values()].find((file) => file.type === "chunk" && file.facadeModuleId === path);
    if (!entry) throw new Error(`the built app has no file for ${source}`);
    add(entry.fileName);
  }
  return names;
}

function weigh(file: Output | undefined): number {
  if (!file) throw new Error("a file that the app imports was not built");
  const content = file.type === "chunk" ? file.code : file.source;
  return brotliCompressSync(Buffer.from(content)).length / 1000;
}

const total = (files: ReadonlyMap<string, Output>, names: readonly string[]) =>
  names.reduce((sum, name) => sum + weigh(files.get(name)), 0);
