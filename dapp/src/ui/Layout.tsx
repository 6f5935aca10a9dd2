import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LanguageSwitch } from "./LanguageSwitch.tsx";
import styles from "./Layout.module.css";
import { Mark } from "./Mark.tsx";

type LayoutProps = {
  /** The route shown, to mark where one is. */
  here: string;
  /** A quiet line at the foot: where what is shown comes from. */
  footer?: ReactNode;
  children: ReactNode;
};

const PLACES = [
  { to: "/", key: "place.polls", covers: (here: string) => here === "/" || here.startsWith("/poll") },
  { to: "/identities", key: "place.identities", covers: (here: string) => /^\/(identities|join)/.test(here) },
  { to: "/organise", key: "place.organise", covers: (here: string) => here.startsWith("/organise") },
] as const;

export function Layout({ here, footer, children }: LayoutProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.frame}>
      {/* Not a fragment link: the fragment is the route. */}
      <button type="button" className={styles.skip} onClick={() => document.getElementById("main")?.focus()}>
        {t("skip")}
      </button>
      <header className={styles.bar}>
        <a href="#/" className={styles.brand}>
          <Mark /> Le Vote
        </a>
        <nav className={styles.links} aria-label={t("place.all")}>
          {PLACES.map(({ to, key, covers }) => (
            <a
              key={to}
              href={`#${to}`}
              className={styles.place}
              aria-current={covers(here) ? "page" : undefined}
            >
              {t(key)}
            </a>
          ))}
        </nav>
        <LanguageSwitch />
      </header>
      <main id="main" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      <footer className={styles.footer}>{footer}</footer>
    </div>
  );
}

type PageProps = {
  title: ReactNode;
  /** Beside or under the title: a stamp, a sentence. */
  lead?: ReactNode;
  /** Reading and voting are narrow, desks are wide. */
  narrow?: boolean;
  children: ReactNode;
};

/** A page: its one h1, and what stands under it. */
export function Page({ title, lead, narrow = false, children }: PageProps) {
  return (
    <div className={`${styles.page} ${narrow ? styles.narrow : ""}`}>
      <div className={styles.head}>
        <h1>{title}</h1>
        {lead}
      </div>
      {children}
    </div>
  );
}
