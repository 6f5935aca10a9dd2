import { type Address, getAddress, isAddress } from "viem";
import type { Language } from "../../i18n/index.ts";
import type { CommitteeDocument } from "../../protocol/documents.ts";
import type { Issue } from "../poll/issues.ts";
import { type DraftTexts, NO_TEXT } from "../texts.ts";

/** The contract's limit. */
export const MAX_TRUSTEES = 16;

export type TrusteeDraft = {
  id: string;
  /** A role, such as "Town clerk". */
  label: DraftTexts;
  /** As typed. */
  account: string;
};

/** A group of trustees as it is being named. */
export type CommitteeDraft = {
  languages: Language[];
  title: DraftTexts;
  trustees: TrusteeDraft[];
  /** Trustees needed to open a total. */
  threshold: number;
};

export function newTrustee(trustees: readonly TrusteeDraft[]): TrusteeDraft {
  const taken = trustees.map(({ id }) => Number(id.slice(1)));
  return { id: `t${Math.max(0, ...taken) + 1}`, label: NO_TEXT, account: "" };
}

/** Three trustees, two of whom open: one may be ill, one alone can do nothing. */
export function newCommittee(language: Language): CommitteeDraft {
  const trustees: TrusteeDraft[] = [];
  for (const _ of [1, 2, 3]) trustees.push(newTrustee(trustees));
  return { languages: [language], title: NO_TEXT, trustees, threshold: 2 };
}

const accountOf = ({ account }: TrusteeDraft): Address | null =>
  isAddress(account.trim(), { strict: false }) ? getAddress(account.trim().toLowerCase()) : null;

/** Accounts in order. Call it on a draft without issues only. */
export const accountsOf = (draft: CommitteeDraft): Address[] =>
  draft.trustees.flatMap((trustee) => accountOf(trustee) ?? []);

export function documentOfCommittee({ languages, title, trustees }: CommitteeDraft): CommitteeDocument {
  const kept = (texts: DraftTexts) => Object.fromEntries(languages.map((tag) => [tag, texts[tag].trim()]));
  return {
    version: 1,
    languages: [...languages],
    title: kept(title),
    trustees: trustees.map(({ label }) => ({ label: kept(label) })),
  };
}

/** All that is missing or wrong, in the order of the form. */
export function issuesOfCommittee(draft: CommitteeDraft): Issue[] {
  const { languages, title, trustees, threshold } = draft;
  const unwritten = (name: string, place: string, texts: DraftTexts, facts: Record<string, number> = {}) =>
    languages
      .filter((language) => texts[language].trim() === "")
      .map((language): Issue => ({ name, place: `${place}-${language}`, language, facts }));
  const accounts = trustees.map(accountOf);
  return [
    ...unwritten("committee.title", "committee-title", title),
    ...trustees.flatMap((trustee, at): Issue[] => {
      const account = accounts[at];
      const facts = { number: at + 1 };
      const place = `account-${trustee.id}`;
      const wrong: Issue[] = !account
        ? [{ name: "committee.account", place, facts }]
        : accounts.indexOf(account) < at
          ? [{ name: "committee.twice", place, facts }]
          : [];
      return [...unwritten("committee.label", `label-${trustee.id}`, trustee.label, facts), ...wrong];
    }),
    ...(Number.isInteger(threshold) && threshold >= 1 && threshold <= trustees.length
      ? []
      : [{ name: "committee.threshold", place: "threshold", facts: { most: trustees.length } }]),
  ];
}
