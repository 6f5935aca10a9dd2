/**
 * What the residents of the demonstration voted, one vector a ballot, slots in the order of the questions' options with the
 * blank vote last.
 */
export const FOOTBRIDGE_BALLOTS: number[][] = [
  [1, 0, 0, 0, 0],
  [0, 0, 1, 0, 0],
  [1, 0, 0, 0, 0],
  [0, 1, 0, 0, 0],
  [0, 0, 1, 0, 0],
  [1, 0, 0, 0, 0],
  [0, 0, 0, 0, 1],
  [0, 0, 0, 1, 0],
];

export const MARKET_BALLOTS: number[][] = [
  [1, 1, 1, 0, 0, 0, 3, 2, 1, 0, 0],
  [1, 0, 0, 1, 0, 0, 1, 3, 2, 0, 0],
  [0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1],
  [0, 0, 0, 0, 0, 1, 3, 1, 2, 0, 0],
];
