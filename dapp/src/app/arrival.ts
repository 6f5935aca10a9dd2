/**
 * What an invitation link says, as written in the address: `#/join/<roll>/<batch>/<index>/<code>`. The code is a secret,
 * so this module is the page's first: it takes the link out of the address bar and the history before anything else is
 * read or loaded, and keeps it in memory until the page that needs it asks.
 */
export interface ArrivedLink {
  roll: string;
  batch: string;
  index: string;
  code: string;
}

const LETTER = /^#\/join\/([^/?]+)\/([^?]+)/;

/** @returns the parts of an invitation link, missing ones empty; null for any other address. */
export function linkIn(hash: string): ArrivedLink | null {
  const [, roll = "", rest] = LETTER.exec(hash) ?? [];
  if (rest === undefined) return null;
  const [batch = "", index = "", ...code] = rest.split("/");
  return { roll, batch, index, code: code.join("/") };
}

/** The part of a window that is used here. */
interface Bar {
  location: { hash: string };
  history: { state: unknown; replaceState(state: unknown, unused: string, url: string): void };
}

let arrived: ArrivedLink | null = null;
const listeners = new Set<() => void>();

/** Takes an invitation link out of the address bar. @returns whether there was one. */
export function takeLink(bar: Bar): boolean {
  const link = linkIn(bar.location.hash);
  if (!link) return false;
  arrived = link;
  bar.history.replaceState(bar.history.state, "", "#/join");
  for (const listener of listeners) listener();
  return true;
}

/** The link that arrived last, once: whoever asks keeps it. */
export function arrivedLink(): ArrivedLink | null {
  const link = arrived;
  arrived = null;
  return link;
}

/** Tells of links that arrive while the page stands. @returns how to stop listening. */
export function onArrival(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

if (typeof window !== "undefined") {
  takeLink(window);
  // Before the router listens, so that it never sees the code.
  window.addEventListener("hashchange", () => takeLink(window));
}
