import type { ReactNode } from "react";
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";
import styles from "./Button.module.css";

export type ButtonLook = "primary" | "quiet" | "plain" | "danger";

const look = (kind: ButtonLook, wide: boolean) =>
  [styles.button, styles[kind], wide ? styles.wide : ""].filter(Boolean).join(" ");

export type ButtonProps = Omit<AriaButtonProps, "className" | "style" | "children"> & {
  look?: ButtonLook;
  /** As wide as its container: on phones, for the one thing to do. */
  wide?: boolean;
  children: ReactNode;
};

export function Button({ look: kind = "quiet", wide = false, ...rest }: ButtonProps) {
  return <AriaButton {...rest} className={look(kind, wide)} />;
}

type LinkProps = {
  /** A route of this app, such as `/organise`. */
  to: string;
  look?: ButtonLook;
  wide?: boolean;
  children: ReactNode;
  "aria-label"?: string;
};

/** A plain anchor: hash routing needs no click handler, and opening in a new tab works. */
export function Link({ to, look: kind, wide = false, ...rest }: LinkProps) {
  return <a {...rest} href={`#${to}`} className={kind ? look(kind, wide) : styles.link} />;
}

/** A link that leaves the app: it opens elsewhere and tells the other side nothing. */
export function OutsideLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className={styles.link} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
