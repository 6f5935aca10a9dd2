import { ProofError } from "../../protocol/proof.ts";
import { DEPTHS, type Depth } from "../../protocol/rollTree.ts";

/** The version of @zk-kit/semaphore-artifacts; another version must not meet files of this one. */
const CACHE = "le-vote-proving-4.13.0";

/** Bytes of wasm and zkey of one depth, as that package ships them. */
const SIZES: Record<Depth, number> = { 10: 4_237_798, 13: 4_864_754, 16: 5_252_005, 20: 5_738_124 };

/** What a proof of one depth needs, as bytes: the worker fetches nothing. */
export interface Material {
  wasm: Uint8Array;
  zkey: Uint8Array;
}

/** @param fraction from 0 to 1. */
export type OnFraction = (fraction: number) => void;

/** Bytes to download before a proof of this depth, if they are not here already. */
export const materialBytes = (depth: number): number => SIZES[known(depth)];

const running = new Map<Depth, Promise<Material>>();
const listeners = new Map<Depth, Set<OnFraction>>();

/**
 * The proving material of a depth, from this app's own origin or the browser's cache. One download for each depth, however
 * often it is asked for: it begins while the person reads. @throws ProofError "material"
 */
export function provingMaterial(depth: number, onFraction?: OnFraction): Promise<Material> {
  const of = known(depth);
  const hearing = listeners.get(of) ?? new Set<OnFraction>();
  listeners.set(of, hearing);
  if (onFraction) hearing.add(onFraction);
  const tell = (fraction: number) => {
    for (const hear of hearing) hear(fraction);
  };
  const begun = running.get(of) ?? download(of, tell);
  running.set(of, begun);
  return begun.catch((cause: unknown) => {
    // The next one who asks tries again.
    running.delete(of);
    throw new ProofError("material", String(cause), cause);
  });
}

function known(depth: number): Depth {
  const found = DEPTHS.find((each) => each === depth);
  if (found === undefined) throw new ProofError("material", `no proving material for depth ${depth}`);
  return found;
}

async function download(depth: Depth, onFraction: OnFraction): Promise<Material> {
  let here = 0;
  const arrived = (bytes: number) => {
    here += bytes;
    onFraction(Math.min(1, here / SIZES[depth]));
  };
  const [wasm, zkey] = await Promise.all([
    bytesOf(`./proving/semaphore-${depth}.wasm`, arrived),
    bytesOf(`./proving/semaphore-${depth}.zkey`, arrived),
  ]);
  return { wasm, zkey };
}

async function bytesOf(path: string, arrived: (bytes: number) => void): Promise<Uint8Array> {
  const url = new URL(path, document.baseURI).href;
  // Pages that were not opened over HTTPS have no cache of their own.
  const cache = "caches" in globalThis ? await caches.open(CACHE) : undefined;
  const kept = await cache?.match(url);
  if (kept) return read(kept, arrived);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const bytes = await read(response, arrived);
  // A static host that answers every path with its first page would otherwise be kept as a key.
  if (bytes.length < 1_000_000) throw new Error(`${path}: ${bytes.length} bytes only`);
  await cache?.put(url, new Response(bytes));
  return bytes;
}

async function read(response: Response, arrived: (bytes: number) => void): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  const reader = response.body?.getReader();
  if (!reader) return new Uint8Array(await response.arrayBuffer());
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    parts.push(part.value);
    arrived(part.value.length);
  }
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
