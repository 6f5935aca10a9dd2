import {
  type PollDocument,
  type ReadPoll,
  readPollDocument,
  readRollDocument,
  textIn,
} from "../../protocol/documents.ts";
import { Phase, phaseName, phaseOf } from "../../protocol/phase.ts";
import { type PollRecord, phaseFacts, type RollRecord } from "../../protocol/reader.ts";
import type { StampKind } from "../../ui/Stamp.tsx";

const documents = new WeakMap<PollRecord, ReadPoll>();

/** The poll's document, checked against its question words; read once for each record. */
export function documentOf(poll: PollRecord): ReadPoll {
  const known = documents.get(poll) ?? readPollDocument(poll.document, poll.questions);
  documents.set(poll, known);
  return known;
}

/** What the poll's stamp says: its phase, or that its document contradicts its rules. */
export function stampOf(poll: PollRecord, now: number): StampKind {
  return documentOf(poll).malformed ? "Malformed" : phaseName(phaseOf(phaseFacts(poll), now));
}

/** Whether the result stands. */
export const isTallied = (poll: PollRecord, now: number): boolean =>
  phaseOf(phaseFacts(poll), now) === Phase.Tallied;

/** A text of the poll in the reader's language, else in one the document has. */
export const pollText = (
  document: PollDocument,
  texts: Record<string, string> | undefined,
  language: string,
): string => (texts === undefined ? "" : textIn(texts, [language], document.languages));

/** The roll's name in the reader's language; undefined where its document is malformed. */
export function rollName(roll: RollRecord, language: string): string | undefined {
  const read = readRollDocument(roll.document);
  return read.malformed ? undefined : textIn(read.document.name, [language], read.document.languages);
}
