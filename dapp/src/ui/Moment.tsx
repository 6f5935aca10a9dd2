import { useTranslation } from "react-i18next";
import { calendarDate, dayWords, distanceWords, isNear } from "./dates.ts";

type MomentProps = {
  /** UNIX seconds. */
  at: number;
  /** UNIX seconds of the chain's clock; adds "in 2 days". */
  now?: number | undefined;
};

/** A moment in words: "Sunday 29 November at 20:00, in 2 days". */
export function Moment({ at, now }: MomentProps) {
  const { t, i18n } = useTranslation();
  const day = dayWords(at, i18n.language, now);
  const distance = (from: number) =>
    isNear(at, from) ? t(at > from ? "soon" : "justNow") : distanceWords(at, from, i18n.language);
  return (
    <time dateTime={calendarDate(at).toISOString()}>
      {now === undefined ? day : `${day}, ${distance(now)}`}
    </time>
  );
}
