import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Provider } from "../../../scripts/deploy.ts";

interface Call {
  id: number | string | null;
  method: string;
  params?: unknown[];
}

/** A node of a chain of this process, by JSON-RPC over HTTP, that can be down for a while. */
export class NodeServer {
  readonly url: string;
  /** Methods that were asked, in order. */
  readonly asked: string[] = [];
  /** Called before a call is answered; what it throws is the answer. */
  intercept: (call: Call) => Promise<void> = async () => undefined;
  readonly #provider: Provider;
  readonly #port: number;
  #server: Server | null;

  private constructor(provider: Provider, server: Server) {
    this.#provider = provider;
    this.#server = server;
    this.#port = (server.address() as AddressInfo).port;
    this.url = `http://127.0.0.1:${this.#port}`;
    this.#serve(server);
  }

  static async start(provider: Provider): Promise<NodeServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return new NodeServer(provider, server);
  }

  /** From now on nothing answers. */
  async down(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (!server) return;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  }

  async up(): Promise<void> {
    const server = createServer();
    this.#server = server;
    this.#serve(server);
    await new Promise<void>((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
  }

  #serve(server: Server): void {
    server.on("request", async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const calls = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Call | Call[];
      const answers = await (Array.isArray(calls)
        ? Promise.all(calls.map((call) => this.#answer(call)))
        : this.#answer(calls));
      response.setHeader("content-type", "application/json").end(JSON.stringify(answers));
    });
  }

  async #answer(call: Call) {
    const { id, method, params } = call;
    this.asked.push(method);
    try {
      await this.intercept(call);
      return { jsonrpc: "2.0", id, result: await this.#provider.request({ method, params }) };
    } catch (error) {
      const { code = -32000, message, data } = error as { code?: number; message: string; data?: unknown };
      return { jsonrpc: "2.0", id, error: { code, message, data } };
    }
  }
}
