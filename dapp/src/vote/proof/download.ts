/** Large files of this app's own origin, kept by the browser. */
export interface StoredFile {
  /** Beside the page. */
  path: string;
  /** Files of another version must not meet this one. */
  version: string;
  /** SHA-256 in hex, where it is known. */
  hash?: string | undefined;
}

/** Told of each part as it arrives. */
export type OnBytes = (bytes: number) => void;

const CACHE = "le-vote-proving";
/** A static host that answers every path with its first page would otherwise be taken for a key. */
const LEAST_BYTES = 1_000_000;

/** A file's bytes, from the browser's cache or the network. @throws Error when it is not what it should be. */
export async function storedBytes(
  { path, version, hash }: StoredFile,
  onBytes: OnBytes,
): Promise<Uint8Array> {
  const url = new URL(path, document.baseURI).href;
  const place = `${url}?${version}`;
  // Pages that were not opened over HTTPS have no cache of their own.
  const cache = "caches" in globalThis ? await caches.open(CACHE) : undefined;
  const kept = await cache?.match(place);
  if (kept) return read(kept, onBytes);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const bytes = await read(response, onBytes);
  if (bytes.length < LEAST_BYTES) throw new Error(`${path}: ${bytes.length} bytes only`);
  if (hash !== undefined && (await sha256(bytes)) !== hash)
    throw new Error(`${path}: not the published file`);
  await cache?.put(place, new Response(bytes));
  return bytes;
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function read(response: Response, onBytes: OnBytes): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array(await response.arrayBuffer());
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    onBytes(part.value.length);
  }
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
