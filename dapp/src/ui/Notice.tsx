import { CircleAlert, CircleCheck, Info } from "lucide-react";
import type { ReactNode } from "react";
import styles from "./Notice.module.css";

export type NoticeKind = "info" | "trouble" | "success";

const ICONS = { info: Info, trouble: CircleAlert, success: CircleCheck };

type NoticeProps = {
  kind?: NoticeKind;
  title?: ReactNode;
  children?: ReactNode;
  /** Read out as soon as it appears; for what answers something the person just did. */
  live?: boolean;
};

export function Notice({ kind = "info", title, children, live = false }: NoticeProps) {
  const Icon = ICONS[kind];
  const role = live ? (kind === "trouble" ? "alert" : "status") : undefined;
  return (
    <div className={`${styles.notice} ${kind === "trouble" ? styles.trouble : ""}`} role={role}>
      <Icon size={24} aria-hidden />
      <div className={styles.body}>
        {title && <p className={styles.title}>{title}</p>}
        {typeof children === "string" ? <p>{children}</p> : children}
      </div>
    </div>
  );
}

/** Where there is nothing yet: says why, and the one thing to do. */
export function Empty({ title, children }: { title: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      {typeof children === "string" ? <p>{children}</p> : children}
    </div>
  );
}
