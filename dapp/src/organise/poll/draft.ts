import type { Address } from "viem";
import type { Language } from "../../i18n/index.ts";
import type { QuestionKind } from "../../protocol/questions.ts";
import { type DraftTexts, NO_TEXT } from "../texts.ts";

/** Kinds an organiser can choose; each has a preset in the protocol. */
export const KINDS = [
  "single",
  "approval",
  "ranking",
  "budget",
  "quadratic",
] as const satisfies readonly QuestionKind[];
export type DraftKind = (typeof KINDS)[number];

export type OptionDraft = { id: string; label: DraftTexts };

export type QuestionDraft = {
  id: string;
  kind: DraftKind;
  title: DraftTexts;
  description: DraftTexts;
  options: OptionDraft[];
  /** A blank vote is offered. */
  blank: boolean;
  /** Approval: fewest and most options. */
  least: number;
  most: number;
  /** Ranking: places to fill; 0 ranks all. */
  places: number;
  /** Budget: points to share out, and whether all must be spent. */
  points: number;
  spendAll: boolean;
  /** Quadratic: credits. */
  credits: number;
};

/** A poll as it is being written. Kept on the device under its roll's address. */
export type PollDraft = {
  roll: Address;
  languages: Language[];
  title: DraftTexts;
  /** Markdown. */
  context: DraftTexts;
  image: { data: string; alt: DraftTexts } | null;
  questions: QuestionDraft[];
  /** UNIX seconds; null while not chosen. */
  opensAt: number | null;
  closesAt: number | null;
  /** null: as `defaultRollClosing` says. */
  rollClosesAt: number | null;
  minimumRoll: number;
  secrecy: "sealed" | "open";
  /** Of a sealed poll: who keeps the key. */
  keyholder: "alone" | "trustees";
  /** The trustees chosen; null while none are. */
  committee: Address | null;
  /** Of a sealed poll: ballots under which it is void and never opened. */
  minimumTurnout: number;
};

/** Ids within a document: the next letter-number that is not taken. */
function nextId(prefix: string, taken: readonly { id: string }[]): string {
  for (let number = taken.length + 1; ; number++) {
    const id = `${prefix}${number}`;
    if (!taken.some((each) => each.id === id)) return id;
  }
}

export const newOption = (options: readonly OptionDraft[]): OptionDraft => ({
  id: nextId("o", options),
  label: NO_TEXT,
});

export function newQuestion(questions: readonly QuestionDraft[]): QuestionDraft {
  const first = newOption([]);
  return {
    id: nextId("q", questions),
    kind: "single",
    title: NO_TEXT,
    description: NO_TEXT,
    options: [first, newOption([first])],
    blank: true,
    least: 1,
    most: 2,
    places: 0,
    points: 10,
    spendAll: false,
    credits: 25,
  };
}

const HOUR = 3_600;
const DAY = 24 * HOUR;

/** Of so many ballots a total tells little about any one of them. */
export const SAFE_TURNOUT = 5;

/** A new draft: opens tomorrow at a full hour, for a week. @param now UNIX seconds of the chain's clock. */
export function newDraft(roll: Address, language: Language, now: number): PollDraft {
  const opensAt = Math.ceil((now + DAY + HOUR) / HOUR) * HOUR;
  return {
    roll,
    languages: [language],
    title: NO_TEXT,
    context: NO_TEXT,
    image: null,
    questions: [newQuestion([])],
    opensAt,
    closesAt: opensAt + 7 * DAY,
    rollClosesAt: null,
    minimumRoll: 2,
    secrecy: "sealed",
    keyholder: "alone",
    committee: null,
    minimumTurnout: SAFE_TURNOUT,
  };
}

/** Time a person needs to review and publish, in seconds. */
const PUBLISHING = 15 * 60;

/**
 * When the roll closes unless the organiser says otherwise: a day before opening; where that is too soon, as late as
 * the deployment allows. @param least the deployment's shortest time between the two, in seconds.
 */
export function defaultRollClosing(opensAt: number, now: number, least: number): number {
  const dayBefore = opensAt - DAY;
  return dayBefore >= now + PUBLISHING && DAY >= least ? dayBefore : opensAt - least;
}

/** The list with one entry moved by one place; unchanged at its ends. */
export function moved<Entry>(entries: readonly Entry[], at: number, by: -1 | 1): Entry[] {
  const other = at + by;
  const [one, two] = [entries[at], entries[other]];
  if (one === undefined || two === undefined) return [...entries];
  return entries.map((entry, place) => (place === at ? two : place === other ? one : entry));
}
