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
/** Residents enrol one after the other, this far apart. */
export const ENROLMENTS = { first: -12 * DAY + 5 * HOUR, apart: 5 * HOUR };
export const ADMITTED = -9 * DAY;

export const CLOSED: Schedule = {
  published: -9 * DAY + HOUR,
  rollClosesAt: -8 * DAY,
  opensAt: -7 * DAY,
  closesAt: -2 * DAY,
};
export const OPEN: Schedule = {
  published: -2 * DAY + HOUR,
  rollClosesAt: -30 * HOUR,
  opensAt: -1 * DAY,
  closesAt: 5 * DAY,
};
/** Soon enough to enrol, wait and vote in one sitting. */
export const UPCOMING: Schedule = {
  published: -8 * MINUTE,
  rollClosesAt: 9 * MINUTE,
  opensAt: 10 * MINUTE,
  closesAt: 9 * DAY,
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
