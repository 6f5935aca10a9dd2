/** As `indexerQueries.ts`, about the documents of polls, rolls and committees, which stand apart because they never change. */

export const POLL_DOCUMENTS = /* GraphQL */ `
  query PollDocuments($ids: [Bytes!]!, $first: Int!) {
    pollDocuments(first: $first, where: { id_in: $ids }) {
      id
      text
    }
  }
`;

export const ROLL_DOCUMENTS = /* GraphQL */ `
  query RollDocuments($ids: [Bytes!]!, $first: Int!) {
    rollDocuments(first: $first, where: { id_in: $ids }) {
      id
      text
    }
  }
`;

export const COMMITTEE_DOCUMENTS = /* GraphQL */ `
  query CommitteeDocuments($ids: [Bytes!]!, $first: Int!) {
    committeeDocuments(first: $first, where: { id_in: $ids }) {
      id
      text
    }
  }
`;
