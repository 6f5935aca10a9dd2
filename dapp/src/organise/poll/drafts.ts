import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Address } from "viem";
import type { PollDraft } from "./draft.ts";

interface Drafts extends DBSchema {
  polls: { key: Address; value: PollDraft };
}

let opening: Promise<IDBPDatabase<Drafts>> | undefined;

/** Drafts hold no secret: they are what will be published. */
function database(): Promise<IDBPDatabase<Drafts>> {
  opening ??= openDB<Drafts>("le-vote-drafts", 1, {
    upgrade(db) {
      db.createObjectStore("polls", { keyPath: "roll" });
    },
  });
  return opening;
}

/** The draft kept for a roll, if any. */
export const keptDraft = async (roll: Address): Promise<PollDraft | undefined> =>
  (await database()).get("polls", roll);

export async function keepDraft(draft: PollDraft): Promise<void> {
  await (await database()).put("polls", draft);
}

export async function dropDraft(roll: Address): Promise<void> {
  await (await database()).delete("polls", roll);
}
