/** Seconds from the moment at which the town is opened to visitors; what is negative has happened. */
const DAY = 86_400;
const HOUR = 3_600;
const MINUTE = 60;

export interface Schedule {
  published: number;
  rollClosesAt: number;
  opensAt: number;
  closesAt: number;
}

/** The chain begins here. */
export const GENESIS = -13 * DAY;
export const ROLL_OPENED = -12 * DAY;
/** Trustees are named, then make the key, one visit after the other. */
export const COMMITTEE = { named: -12 * DAY + 10 * MINUTE, apart: 10 * MINUTE };
/** Residents enrol one after the other, this far apart. */
export const ENROLMENTS = { first: -12 * DAY + 5 * HOUR, apart: 5 * HOUR };
export const ADMITTED = -9 * DAY;

export const CLOSED: Schedule = {
  published: -9 * DAY + HOUR,
  rollClosesAt: -8 * DAY,
  opensAt: -7 * DAY,
  closesAt: -2 * DAY,
};
/** Sealed, and opened by two trustees. */
export const OPENED: Schedule = {
  published: -9 * DAY + 2 * HOUR,
  rollClosesAt: -8 * DAY + HOUR,
  opensAt: -6 * DAY,
  closesAt: -3 * DAY,
};
/** From the closing of a sealed poll to its trustees' shares and to the one who counts. */
export const OPENING = { shares: [2 * HOUR, 5 * HOUR], counted: 6 * HOUR } as const;
export const OPEN: Schedule = {
  published: -2 * DAY + HOUR,
  rollClosesAt: -30 * HOUR,
  opensAt: -1 * DAY,
  closesAt: 5 * DAY,
};
/** Sealed; closes soon enough to vote in it and open it in one sitting. */
export const SEALED: Schedule = {
  published: -6 * HOUR,
  rollClosesAt: -5 * HOUR,
  opensAt: -4 * HOUR,
  closesAt: 15 * MINUTE,
};
/** Soon enough to enrol, wait and vote in one sitting. */
export const UPCOMING: Schedule = {
  published: -8 * MINUTE,
  rollClosesAt: 9 * MINUTE,
  opensAt: 10 * MINUTE,
  closesAt: 9 * DAY,
};
/** Of the polls that follow, counted from their publication: there is always one that new residents can vote in. */
export const LATER: Schedule = {
  published: 0,
  rollClosesAt: 9 * MINUTE,
  opensAt: 10 * MINUTE,
  closesAt: 40 * MINUTE,
};

/** When the ballots of a poll came: evenly over the share of its time that has passed, a little irregular. */
export function ballotTimes({ opensAt, closesAt }: Schedule, count: number): number[] {
  const end = Math.min(closesAt, -10 * MINUTE);
  const apart = Math.floor((end - opensAt) / (count + 1));
  return Array.from(
    { length: count },
    (_, i) => opensAt + apart * (i + 1) + ((i * 7919) % Math.floor(apart / 2)),
  );
}
