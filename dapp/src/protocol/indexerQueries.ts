/**
 * Questions to the subgraph, each for a whole range: none names a nullifier or a commitment (threat 11).
 * `npm run generate` checks them against the schema and writes the types of their answers.
 */

const POLL_FIELDS = /* GraphQL */ `
  fragment PollFields on Poll {
    id
    kind
    roll {
      id
    }
    organiser
    rollClosesAt
    opensAt
    closesAt
    minimumRoll
    questions(orderBy: index) {
      word
    }
    rollMark
    root
    depth
    rollSize
    frozenPosition
    cancelledAt
    cancelReason
    ballotCount
    committee {
      id
    }
    minimumTurnout
    electionKey
    shares(first: 16, orderBy: position) {
      number
      points
      h
      proof
      position
    }
    finalizedPosition
    openedBy
    results(first: 16, orderBy: slot) {
      slot
      total
    }
    publishedPosition
  }
`;

const ROLL_FIELDS = /* GraphQL */ `
  fragment RollFields on Roll {
    id
    kind
    organiser
    token
    minimumVotes
    timepoint
    declaredRegister
    joined
    admitted
    liveMembers
    invitations
    createdPosition
  }
`;

export const HEAD = /* GraphQL */ `
  query Head {
    _meta {
      hasIndexingErrors
      block {
        number
        timestamp
      }
    }
  }
`;

export const POLLS = /* GraphQL */ `
  query Polls($first: Int!, $before: BigInt!) {
    polls(
      first: $first
      orderBy: publishedPosition
      orderDirection: desc
      where: { publishedPosition_lt: $before }
    ) {
      ...PollFields
    }
  }
  ${POLL_FIELDS}
`;

export const POLL = /* GraphQL */ `
  query Poll($id: ID!) {
    poll(id: $id) {
      ...PollFields
    }
  }
  ${POLL_FIELDS}
`;

export const ROLLS = /* GraphQL */ `
  query Rolls($first: Int!, $before: BigInt!) {
    rolls(
      first: $first
      orderBy: createdPosition
      orderDirection: desc
      where: { createdPosition_lt: $before }
    ) {
      ...RollFields
    }
  }
  ${ROLL_FIELDS}
`;

export const ROLL = /* GraphQL */ `
  query Roll($id: ID!) {
    roll(id: $id) {
      ...RollFields
    }
  }
  ${ROLL_FIELDS}
`;

export const MEMBERS = /* GraphQL */ `
  query Members($roll: String!, $from: Int!, $first: Int!, $block: Int!) {
    members(
      first: $first
      orderBy: index
      where: { roll: $roll, index_gte: $from }
      block: { number: $block }
    ) {
      index
      commitment
      joinedPosition
      admittedPosition
      removedPosition
      removalEffectiveAt
    }
  }
`;

export const BATCHES = /* GraphQL */ `
  query Batches($roll: String!, $from: Int!, $first: Int!) {
    invitationBatches(first: $first, orderBy: number, where: { roll: $roll, number_gte: $from }) {
      number
      leaves
      openedPosition
      spent(first: 1000, orderBy: index) {
        index
        fate
      }
    }
  }
`;

export const BALLOTS = /* GraphQL */ `
  query Ballots($poll: String!, $from: Int!, $first: Int!) {
    ballots(first: $first, orderBy: index, where: { poll: $poll, index_gte: $from }) {
      index
      nullifier
      votes
      proof
      position
    }
  }
`;

/** A poll has ballots of one kind only. */
export const NULLIFIERS = /* GraphQL */ `
  query Nullifiers($poll: String!, $from: Int!, $first: Int!) {
    ballots(first: $first, orderBy: index, where: { poll: $poll, index_gte: $from }) {
      index
      nullifier
    }
    sealedBallots(first: $first, orderBy: index, where: { poll: $poll, index_gte: $from }) {
      index
      nullifier
    }
  }
`;

export const RESULTS = /* GraphQL */ `
  query Results($poll: String!) {
    results(first: 16, orderBy: slot, where: { poll: $poll }) {
      slot
      total
    }
  }
`;

export const TURNOUT = /* GraphQL */ `
  query TurnoutOf($poll: ID!, $from: BigInt!, $first: Int!) {
    poll(id: $poll) {
      turnoutInterval
      turnout(first: $first, orderBy: start, where: { start_gte: $from }) {
        start
        ballotsSoFar
      }
    }
  }
`;

export const HISTORY = /* GraphQL */ `
  query History($poll: String!, $first: Int!, $after: BigInt!) {
    pollEvents(first: $first, orderBy: position, where: { poll: $poll, position_gt: $after }) {
      kind
      account
      rollMark
      root
      depth
      rollSize
      reason
      trustee
      trustees
      position
      timestamp
      transaction
    }
  }
`;
