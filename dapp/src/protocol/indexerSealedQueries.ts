/** As `indexerQueries.ts`, about committees and encrypted ballots. */

/** Encrypted ballots of one answer: each is some 4 KB. */
export const SEALED_PAGE = 250;
/** Committees of one answer: each may carry 16 trustees with all they have published. */
export const COMMITTEES_PAGE = 50;

const COMMITTEE_FIELDS = /* GraphQL */ `
  fragment CommitteeFields on Committee {
    id
    creator
    threshold
    electionKey
    createdPosition
    trustees(first: 16, orderBy: number) {
      number
      account
      encryptionKey
      acceptedPosition
      commitments
      sealedShares
      dealtPosition
      key
      confirmationH
      confirmationProof
      confirmedPosition
    }
  }
`;

export const COMMITTEES = /* GraphQL */ `
  query Committees($first: Int!, $before: BigInt!) {
    committees(
      first: $first
      orderBy: createdPosition
      orderDirection: desc
      where: { createdPosition_lt: $before }
    ) {
      ...CommitteeFields
    }
  }
  ${COMMITTEE_FIELDS}
`;

export const COMMITTEE = /* GraphQL */ `
  query Committee($id: ID!) {
    committee(id: $id) {
      ...CommitteeFields
    }
  }
  ${COMMITTEE_FIELDS}
`;

export const SEALED_BALLOTS = /* GraphQL */ `
  query SealedBallots($poll: String!, $from: Int!, $first: Int!) {
    sealedBallots(first: $first, orderBy: index, where: { poll: $poll, index_gte: $from }) {
      index
      nullifier
      points
      h
      ballotProof
      memberProof
      position
    }
  }
`;
