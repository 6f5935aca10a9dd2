const DAY = 86_400;
const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 365 * DAY],
  ["month", 30 * DAY],
  ["day", DAY],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** The last second that JavaScript's calendar knows. A poll's dates reach further: anyone may publish one until year 8,921,556. */
const LAST_SECOND = 8.64e12;

/** @param at UNIX seconds; what lies beyond the calendar is its end, since `Intl` and `toISOString` throw there. */
export function calendarDate(at: number): Date {
  return new Date(Math.min(at, LAST_SECOND) * 1000);
}

/**
 * A moment as a calendar says it, in the reader's own time zone.
 * @param at UNIX seconds. @param now UNIX seconds; the year is left out while it is the running one.
 */
export function dayWords(at: number, locale: string, now = Date.now() / 1000): string {
  const date = calendarDate(at);
  const sameYear = date.getFullYear() === calendarDate(now).getFullYear();
  return new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(date);
}

/** The distance to a moment: "in 2 days", "3 minutes ago". Both in UNIX seconds. */
export function distanceWords(at: number, now: number, locale: string): string {
  const seconds = at - now;
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  // Rounded towards zero: nobody who reads "in 2 days" may come too late.
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}

/** The name of the reader's time zone, as shown beside dates that people type. */
export function timeZoneWords(locale: string, at = new Date()): string {
  const part = new Intl.DateTimeFormat(locale, { timeZoneName: "long" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName");
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return part ? `${part.value} (${zone})` : zone;
}

/** UNIX seconds → the value of an `<input type="datetime-local">`, in the reader's time zone. */
export function toLocalInput(at: number): string {
  const date = new Date(at * 1000);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** The reverse of `toLocalInput`; undefined for an unfinished input. */
export function fromLocalInput(text: string): number | undefined {
  const time = new Date(text).getTime();
  return Number.isFinite(time) && text !== "" ? Math.floor(time / 1000) : undefined;
}
