import { regionalLocale } from "../i18n/region.ts";

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
 * A moment as a calendar says it, in the reader's own time zone, region and the 24 hours of official notices.
 * @param at UNIX seconds. @param now UNIX seconds; the year is left out while it is the running one.
 * @param preferred the browser's languages.
 */
export function dayWords(
  at: number,
  language: string,
  now = Date.now() / 1000,
  preferred: readonly string[] = navigator.languages,
): string {
  const date = calendarDate(at);
  const sameYear = date.getFullYear() === calendarDate(now).getFullYear();
  return new Intl.DateTimeFormat(regionalLocale(language, preferred), {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "numeric",
    minute: "2-digit",
    hourCycle: "h23",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(date);
}

/** Under a minute nobody counts seconds: "in less than a minute" is a sentence of its own. */
export const isNear = (at: number, now: number): boolean => Math.abs(at - now) < 60;

/** The distance to a moment: "in 2 days", "3 minutes ago". Both in UNIX seconds. */
export function distanceWords(
  at: number,
  now: number,
  language: string,
  preferred?: readonly string[],
): string {
  const seconds = at - now;
  // Nobody counts seconds: under a minute it is "this minute".
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= Math.max(length, 60)) ?? [
    "minute",
    60,
  ];
  // Rounded towards zero: nobody who reads "in 2 days" may come too late.
  return new Intl.RelativeTimeFormat(regionalLocale(language, preferred), { numeric: "auto" }).format(
    Math.trunc(seconds / size),
    unit,
  );
}

/** A time of the day: "20:04". @param at UNIX seconds. */
export function hourWords(at: number, language: string, preferred?: readonly string[]): string {
  const shape = { hour: "numeric", minute: "2-digit", hourCycle: "h23" } as const;
  return new Intl.DateTimeFormat(regionalLocale(language, preferred), shape).format(calendarDate(at));
}

/** A length of time in its largest whole units: "1 day 12 hours", "10 minutes". @param seconds at least 0. */
export function durationWords(seconds: number, language: string, preferred?: readonly string[]): string {
  const locale = regionalLocale(language, preferred);
  const words: string[] = [];
  let rest = Math.floor(seconds);
  for (const [unit, length] of STEPS) {
    const count = Math.floor(rest / length);
    if (count === 0 || words.length === 2) continue;
    rest -= count * length;
    const shape = { style: "unit", unit, unitDisplay: "long" } as const;
    words.push(new Intl.NumberFormat(locale, shape).format(count));
  }
  const none = { style: "unit", unit: "second", unitDisplay: "long" } as const;
  return words.length > 0 ? words.join(" ") : new Intl.NumberFormat(locale, none).format(0);
}

/** The name of the reader's time zone, as shown beside dates that people type. */
export function timeZoneWords(language: string, at = new Date()): string {
  const part = new Intl.DateTimeFormat(regionalLocale(language), { timeZoneName: "long" })
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
