import type * as G from "./generated/graphql.ts";
import { type Ask, IndexerError } from "./indexerClient.ts";
import { COMMITTEE_DOCUMENTS, POLL_DOCUMENTS, ROLL_DOCUMENTS } from "./indexerDocumentQueries.ts";

/** Documents of one answer: each takes up to 48 KiB. */
const DOCUMENTS = 100;

type FetchTexts = (ids: string[]) => Promise<{ id: string; text: string }[]>;

/** Documents by the address of what they belong to. An address commits to its document: each is asked for once. */
class Shelf {
  readonly #texts = new Map<string, string>();
  readonly #fetch: FetchTexts;

  constructor(fetch: FetchTexts) {
    this.#fetch = fetch;
  }

  /**
   * Gives each row its document. @param make of the row and its document's text.
   * @throws IndexerError where the indexer lists something without its document.
   */
  async give<Row extends { id: string }, T>(rows: readonly Row[], make: (row: Row, text: string) => T) {
    const missing = rows.flatMap(({ id }) => (this.#texts.has(id) ? [] : [id]));
    for (let from = 0; from < missing.length; from += DOCUMENTS) {
      const texts = await this.#fetch(missing.slice(from, from + DOCUMENTS));
      for (const { id, text } of texts) this.#texts.set(id, text);
    }
    return rows.map((row) => {
      const text = this.#texts.get(row.id);
      if (text === undefined) throw new IndexerError(`${row.id} is without its document`);
      return make(row, text);
    });
  }
}

/** The documents that one indexer has given. */
export function documentShelves(ask: Ask) {
  const first = DOCUMENTS;
  return {
    polls: new Shelf(async (ids) => {
      const variables = { ids, first };
      const answer = await ask<G.PollDocumentsQuery, G.PollDocumentsQueryVariables>(
        POLL_DOCUMENTS,
        variables,
      );
      return answer.pollDocuments;
    }),
    rolls: new Shelf(async (ids) => {
      const variables = { ids, first };
      const answer = await ask<G.RollDocumentsQuery, G.RollDocumentsQueryVariables>(
        ROLL_DOCUMENTS,
        variables,
      );
      return answer.rollDocuments;
    }),
    committees: new Shelf(async (ids) => {
      const variables = { ids, first };
      const answer = await ask<G.CommitteeDocumentsQuery, G.CommitteeDocumentsQueryVariables>(
        COMMITTEE_DOCUMENTS,
        variables,
      );
      return answer.committeeDocuments;
    }),
  };
}

export type DocumentShelves = ReturnType<typeof documentShelves>;
