/**
 * What the residents of the demonstration voted, one vector a ballot, slots in the order of the questions' options with the
 * blank vote last. Few: each takes proofs that a first start waits for.
 */
export const FOOTBRIDGE_BALLOTS: number[][] = [
  [1, 0, 0, 0, 0],
  [0, 0, 1, 0, 0],
  [1, 0, 0, 0, 0],
  [0, 1, 0, 0, 0],
  [0, 0, 0, 0, 1],
];

export const MARKET_BALLOTS: number[][] = [
  [1, 1, 1, 0, 0, 0, 3, 2, 1, 0, 0],
  [1, 0, 0, 1, 0, 0, 1, 3, 2, 0, 0],
  [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1],
];

/** Sealed: on the chain only their sum is ever seen. */
export const SCHOOL_STREET_BALLOTS: number[][] = [
  [1, 0, 0, 0],
  [0, 1, 0, 0],
];

export const TWIN_TOWN_BALLOTS: number[][] = [
  [0, 1, 0, 0],
  [1, 0, 0, 0],
];
