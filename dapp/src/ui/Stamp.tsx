import { CalendarClock, CircleCheck, CircleSlash, Hourglass, Lock, TriangleAlert, Vote } from "lucide-react";
import { useTranslation } from "react-i18next";
import styles from "./Stamp.module.css";

/** Names of the phases, in the order of the contract's `Phase`, and "malformed" for a document that contradicts itself. */
export type StampKind =
  | "Preparing"
  | "Scheduled"
  | "Open"
  | "Closed"
  | "Tallied"
  | "Cancelled"
  | "Void"
  | "Malformed";

const MARKS = {
  Preparing: { icon: Hourglass, tone: "soft" },
  Scheduled: { icon: CalendarClock, tone: "soft" },
  Open: { icon: Vote, tone: "open" },
  Closed: { icon: Lock, tone: "sealed" },
  Tallied: { icon: CircleCheck, tone: "ink" },
  Cancelled: { icon: CircleSlash, tone: "soft" },
  Void: { icon: CircleSlash, tone: "soft" },
  Malformed: { icon: TriangleAlert, tone: "trouble" },
} as const;

/** Where a poll stands: a word and a mark, never a colour alone. */
export function Stamp({ kind }: { kind: StampKind }) {
  const { t } = useTranslation();
  const { icon: Icon, tone } = MARKS[kind];
  return (
    <span className={`${styles.stamp} ${styles[tone]}`}>
      <Icon size={18} aria-hidden /> {t(`phase.${kind}`)}
    </span>
  );
}
