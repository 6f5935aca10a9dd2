import { useTranslation } from "react-i18next";
import { useLanguage } from "../i18n/index.ts";
import { regionalLocale } from "../i18n/region.ts";
import { type ReadCommittee, readCommitteeDocument, textIn } from "../protocol/documents.ts";
import type { CommitteeRecord } from "../protocol/reader.ts";

const documents = new WeakMap<CommitteeRecord, ReadCommittee>();

/** The committee's document; read once for each record. */
export function committeeDocument(committee: CommitteeRecord): ReadCommittee {
  const known =
    documents.get(committee) ?? readCommitteeDocument(committee.document, committee.trustees.length);
  documents.set(committee, known);
  return known;
}

/** A text of the committee in the reader's language; undefined where its document is malformed. */
export function committeeTitle(committee: CommitteeRecord, language: string): string | undefined {
  const read = committeeDocument(committee);
  return read.malformed ? undefined : textIn(read.document.title, [language], read.document.languages);
}

/** @param trustee from 1. */
export function trusteeLabel(
  committee: CommitteeRecord,
  trustee: number,
  language: string,
): string | undefined {
  const read = committeeDocument(committee);
  if (read.malformed) return undefined;
  const named = read.document.trustees[trustee - 1];
  return named && textIn(named.label, [language], read.document.languages);
}

/** A committee's names as its pages show them: what cannot be read is numbered. */
export function useCommitteeNames(committee: CommitteeRecord) {
  const { t } = useTranslation("trustee");
  const [language] = useLanguage();
  const label = (trustee: number) =>
    trusteeLabel(committee, trustee, language) ?? t("numbered", { number: trustee });
  return {
    title: committeeTitle(committee, language) ?? t("untitled"),
    label,
    /** "the Town clerk and the Association": several trustees as a sentence says them. */
    list: (trustees: readonly number[]) =>
      new Intl.ListFormat(regionalLocale(language), { type: "conjunction" }).format(trustees.map(label)),
  };
}
