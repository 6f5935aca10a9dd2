import type { ReactNode } from "react";
import styles from "./Card.module.css";

/** A sheet of paper. */
export function Card({ children, labelledBy }: { children: ReactNode; labelledBy?: string }) {
  return (
    <section className={styles.card} aria-labelledby={labelledBy}>
      {children}
    </section>
  );
}

/** Things under each other on the grid. */
export function Stack({ children, tight = false }: { children: ReactNode; tight?: boolean }) {
  return <div className={`${styles.stack} ${tight ? styles.tight : ""}`}>{children}</div>;
}

/** Things beside each other that may wrap: buttons, a title and its stamp. */
export function Inline({ children }: { children: ReactNode }) {
  return <div className={styles.inline}>{children}</div>;
}

/** Pairs of a name and a value. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What most people need not see: addresses, hashes, sources. */
export function Details({ summary, children }: { summary: ReactNode; children: ReactNode }) {
  return (
    <details className={styles.details}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}

export function AddressText({ children }: { children: string }) {
  return <code className={styles.address}>{children}</code>;
}
