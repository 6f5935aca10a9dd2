import { useTranslation } from "react-i18next";
import { calendarDate, dayWords, distanceWords } from "./dates.ts";

type MomentProps = {
  /** UNIX seconds. */
  at: number;
  /** UNIX seconds of the chain's clock; adds "in 2 days". */
  now?: number | undefined;
};

/** A moment in words: "Sunday 29 November at 20:00, in 2 days". */
export function Moment({ at, now }: MomentProps) {
  const { i18n } = useTranslation();
  const day = dayWords(at, i18n.language, now);
  return (
    <time dateTime={calendarDate(at).toISOString()}>
      {now === undefined ? day : `${day}, ${distanceWords(at, now, i18n.language)}`}
    </time>
  );
}
