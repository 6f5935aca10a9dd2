import type { DocumentFault } from "../../dapp/src/protocol/documents.ts";
import {
  both,
  changed,
  type DocumentCase,
  type Json,
  type JsonObject,
  NO_DOCUMENT,
} from "./documentCases.ts";

/** The number of trustees that {@link COMMITTEE} names. */
export const COMMITTEE_SIZE = 3;
export const COMMITTEE: JsonObject = {
  version: 1,
  languages: ["fr", "en"],
  title: both("Le bureau de vote", "The election board"),
  trustees: [
    { label: both("Secrétaire de mairie", "Town clerk") },
    { label: both("Doyenne", "Eldest resident") },
    { label: both("Huissier", "Bailiff") },
  ],
};

const committee = (name: string, fault: DocumentFault | null, place: string, value?: Json): DocumentCase => ({
  name,
  text: changed(COMMITTEE, place, value),
  fault,
});

/** Read as the document of a committee of three. */
export const COMMITTEE_CASES: DocumentCase[] = [
  { name: "a sound document", text: JSON.stringify(COMMITTEE), fault: null },
  committee("a field nobody knows", null, "more", { x: [null] }),
  committee("two trustees with one label", null, "trustees.1.label", both("Huissier", "Bailiff")),
  ...NO_DOCUMENT,
  committee("a longer document than allowed", "tooLong", "title.fr", "é".repeat(2_100)),
  committee("another version", "wrongShape", "version", 2),
  committee("no languages", "wrongShape", "languages"),
  committee("a language twice", "wrongShape", "languages", ["fr", "fr"]),
  committee("no title", "wrongShape", "title"),
  committee("a blank title", "wrongShape", "title.en", " "),
  committee("no trustees", "wrongShape", "trustees"),
  committee("an empty list of trustees", "wrongShape", "trustees", []),
  committee("trustees that are an object", "wrongShape", "trustees", { a: 1 }),
  committee("a trustee that is a text", "wrongShape", "trustees.1", "Bailiff"),
  committee("a trustee without a label", "wrongShape", "trustees.1.label"),
  committee("a label that is a text", "wrongShape", "trustees.1.label", "Bailiff"),
  committee("a blank label", "wrongShape", "trustees.2.label.fr", "\t"),
  committee("a label with the character 0", "wrongShape", "trustees.2.label.fr", "x\u0000"),
  committee("a title that lacks a language", "missingLanguage", "title.en"),
  committee("a label that lacks a language", "missingLanguage", "trustees.2.label.en"),
  committee("a label too few", "wrongTrusteeCount", "trustees", [{ label: both("x", "x") }]),
  committee("a label too many", "wrongTrusteeCount", "trustees.3", { label: both("x", "x") }),
];
