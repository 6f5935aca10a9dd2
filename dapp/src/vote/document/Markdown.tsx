import DOMPurify from "dompurify";
import { Marked } from "marked";
import { useLayoutEffect, useRef } from "react";
import styles from "./Markdown.module.css";

/** Headings of the text stand under the page's own; pictures are named, never fetched (threat 22). */
const markdown = new Marked({
  async: false,
  gfm: true,
  breaks: true,
  renderer: {
    heading({ tokens, depth }) {
      const level = Math.min(depth + 2, 6);
      return `<h${level}>${this.parser.parseInline(tokens)}</h${level}>`;
    },
    image({ text }) {
      return escapeText(text);
    },
  },
});

const ALLOWED_TAGS =
  "h3 h4 h5 h6 p br hr ul ol li strong em del code pre blockquote a table thead tbody tr th td".split(" ");
const ALLOWED_LINKS = /^(?:https?:|mailto:|tel:)/i;

const escapeText = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** Own instance: the hook must not reach other users of the library. */
const purifier = DOMPurify(window);
purifier.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName !== "A") return;
  node.setAttribute("target", "_blank");
  node.setAttribute("rel", "noopener noreferrer");
});

/** A text nested so deeply that its grammar cannot be followed is shown as it was written. */
function htmlOf(text: string): string {
  try {
    return markdown.parse(text, { async: false });
  } catch (error) {
    if (error instanceof RangeError) return `<pre>${escapeText(text)}</pre>`;
    throw error;
  }
}

/** @returns nodes in which only plain text formatting and outgoing links are left. */
export function safeNodes(text: string): DocumentFragment {
  return purifier.sanitize(htmlOf(text), {
    ALLOWED_TAGS,
    ALLOWED_ATTR: ["href", "align", "start"],
    ALLOWED_URI_REGEXP: ALLOWED_LINKS,
    RETURN_DOM_FRAGMENT: true,
  });
}

/** An organiser's text. @param lang language tag of the text. */
export function Markdown({ text, lang }: { text: string; lang: string }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => place.current?.replaceChildren(safeNodes(text)), [text]);
  return <div ref={place} lang={lang} className={styles.text} />;
}
