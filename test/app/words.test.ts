import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { FAILURE_NAMES } from "../../dapp/src/protocol/errors.ts";

const SOURCE = join(import.meta.dirname, "../../dapp/src");
const WORDS = join(SOURCE, "i18n");
const LANGUAGES = ["fr", "en"];
const NAMESPACES = readdirSync(join(WORDS, "fr")).map((file) => file.replace(".json", ""));
const PLURAL = /_(zero|one|two|few|many|other)$/;

type Tree = { [key: string]: string | Tree };

function read(language: string, namespace: string): Map<string, string> {
  const tree = JSON.parse(readFileSync(join(WORDS, language, `${namespace}.json`), "utf8")) as Tree;
  const flat = new Map<string, string>();
  const walk = (node: Tree, path: string[]) => {
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === "string") flat.set([...path, key].join("."), value);
      else walk(value, [...path, key]);
    }
  };
  walk(tree, []);
  return flat;
}

const withoutPlural = (keys: Iterable<string>) =>
  [...new Set([...keys].map((key) => key.replace(PLURAL, "")))].sort();
const placeholders = (text: string) =>
  (text.match(/\{\{\s*\w+/g) ?? []).map((each) => each.slice(2).trim()).sort();

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Keys written out in the source, with the namespaces the file asks for. */
function usedKeys(path: string): { key: string; namespaces: string[] }[] {
  const text = readFileSync(path, "utf8");
  const asked = [...text.matchAll(/useTranslation\(\s*(\[[^\]]*\]|"[^"]*")?/g)].flatMap(([, list]) =>
    [...(list ?? '"common"').matchAll(/"([^"]+)"/g)].map(([, name]) => name ?? "common"),
  );
  return [...text.matchAll(/\bt\(\s*"([^"]+)"/g)].map(([, key]) => ({
    key: key ?? "",
    namespaces: asked.length > 0 ? asked : NAMESPACES,
  }));
}

describe("The words of the app", () => {
  for (const namespace of NAMESPACES) {
    it(`are complete in French and English: ${namespace}`, () => {
      const [french, english] = LANGUAGES.map((language) => withoutPlural(read(language, namespace).keys()));
      expect(french).to.deep.equal(english);
    });

    it(`name the same facts in both languages: ${namespace}`, () => {
      const english = read("en", namespace);
      for (const [key, text] of read("fr", namespace)) {
        const other = english.get(key) ?? english.get(key.replace(PLURAL, "_other"));
        expect(placeholders(text), key).to.deep.equal(placeholders(other ?? ""));
      }
    });

    it(`have all plural forms of their language: ${namespace}`, () => {
      for (const language of LANGUAGES) {
        const words = read(language, namespace);
        const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
        const counted = [...words.keys()]
          .filter((key) => PLURAL.test(key))
          .map((key) => key.replace(PLURAL, ""));
        for (const key of new Set(counted)) {
          for (const form of needed)
            expect(words.has(`${key}_${form}`), `${language} ${key}_${form}`).to.equal(true);
        }
      }
    });
  }

  it("are there for every key that a source file names", () => {
    const known = new Map(NAMESPACES.map((name) => [name, new Set(withoutPlural(read("fr", name).keys()))]));
    const missing = sources(SOURCE).flatMap((path) =>
      usedKeys(path)
        .filter(({ key, namespaces }) => {
          const [namespace, bare] = key.includes(":")
            ? (key.split(":") as [string, string])
            : [undefined, key];
          const places = namespace ? [namespace] : namespaces;
          return !places.some((place) => known.get(place)?.has(bare));
        })
        .map(({ key }) => `${path.slice(SOURCE.length)}: ${key}`),
    );
    expect(missing, missing.join("\n")).to.deep.equal([]);
  });

  it("have a sentence and a next step for everything the protocol can report", () => {
    for (const language of LANGUAGES) {
      const words = read(language, "errors");
      const missing = FAILURE_NAMES.filter(
        (name) => !words.get(`${name}.what`) || !words.get(`${name}.next`),
      );
      expect(missing, language).to.deep.equal([]);
    }
  });
});
