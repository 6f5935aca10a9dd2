import { createReadStream, statSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import type { AppConfig } from "../../dapp/src/protocol/deployment.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** The app's Content-Security-Policy: it talks to its own origin, the chain and the subgraph, and to nobody else. */
export function contentSecurityPolicy(config: Pick<AppConfig, "rpcUrls" | "subgraphUrl">): string {
  const origins = [...config.rpcUrls, ...(config.subgraphUrl ? [config.subgraphUrl] : [])].map(
    (url) => new URL(url).origin,
  );
  const directives: Record<string, string[]> = {
    "default-src": ["'none'"],
    // Proofs are WebAssembly; snarkjs starts its workers from blobs and hangs without a word when it may not.
    "script-src": ["'self'", "'wasm-unsafe-eval'"],
    "worker-src": ["'self'", "blob:"],
    "connect-src": ["'self'", "blob:", ...new Set(origins)],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    // react-aria and the wallet dialog's scroll lock write style elements, whose text follows the scroll bar's width.
    "style-src": ["'self'", "'unsafe-inline'"],
    // Nothing needs style attributes: a text that got past the sanitiser could cover the page with them.
    "style-src-attr": ["'none'"],
    "manifest-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
  };
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(" ")}`)
    .join("; ");
}

export interface AppServer {
  readonly url: string;
  stop(): Promise<void>;
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(text);
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** Serves the built app on 127.0.0.1, with `config.json` made from `config` and the headers a static host should send. */
export async function serveApp(directory: string, config: AppConfig, port: number): Promise<AppServer> {
  const headers = {
    "content-security-policy": contentSecurityPolicy(config),
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
  };
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (request.method !== "GET" && request.method !== "HEAD") return answer(response, 405, "GET only");
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/config.json") {
      response.writeHead(200, { "content-type": TYPES[".json"] }).end(JSON.stringify(config, null, 2));
      return;
    }
    const wanted = decoded(pathname === "/" ? "/index.html" : pathname);
    if (wanted === undefined) return answer(response, 400, "Not a path");
    const path = normalize(join(directory, wanted));
    const found = path.startsWith(directory + sep) ? statSync(path, { throwIfNoEntry: false }) : undefined;
    if (!found?.isFile()) return answer(response, 404, "Not found");
    response.writeHead(200, {
      "content-type": TYPES[extname(path)] ?? "application/octet-stream",
      "content-length": found.size,
    });
    if (request.method === "HEAD") response.end();
    else createReadStream(path).pipe(response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/`, stop };
}
