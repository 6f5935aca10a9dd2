import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Provider } from "../../scripts/deploy.ts";

interface Call {
  id: number | string | null;
  method: string;
  params?: unknown[];
}

export interface ChainServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves a chain of this process by JSON-RPC over HTTP, on 127.0.0.1, so that graph-node can follow it. */
export async function serveChain(provider: Provider): Promise<ChainServer> {
  async function answer({ id, method, params }: Call) {
    try {
      return { jsonrpc: "2.0", id, result: await provider.request({ method, params }) };
    } catch (error) {
      const { code = -32000, message } = error as { code?: number; message: string };
      return { jsonrpc: "2.0", id, error: { code, message } };
    }
  }

  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const calls = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Call | Call[];
    const answers = await (Array.isArray(calls) ? Promise.all(calls.map(answer)) : answer(calls));
    response.setHeader("content-type", "application/json").end(JSON.stringify(answers));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
