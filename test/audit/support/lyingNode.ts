import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface Question {
  method: string;
  params: unknown[];
}

/** Answers a question otherwise than the chain would. */
export type Lie = (question: Question, answer: unknown) => unknown;

/** Decides whether the connection is cut instead of an answer. */
export type Cut = (question: Question) => boolean;

export interface LyingNode {
  url: string;
  /** Questions it was asked. */
  asked: Question[];
  close(): Promise<void>;
}

export interface Character {
  lie?: Lie;
  cut?: Cut;
  /** Says no, with this JSON-RPC error. */
  refuse?: (question: Question) => { code: number; message: string } | null;
  /** Most blocks whose logs it gives at once. */
  mostBlocks?: number;
}

type Ask = (question: { method: string; params?: unknown[] }) => Promise<unknown>;

/** A JSON-RPC node over HTTP in front of a real chain, which alters some of its answers or drops the connection. */
export async function lyingNode(
  ask: Ask,
  { lie, cut, refuse, mostBlocks }: Character = {},
): Promise<LyingNode> {
  const asked: Question[] = [];
  const answer = async (question: Question): Promise<unknown> => {
    const [filter] = question.params as [{ fromBlock: string; toBlock: string }];
    if (question.method === "eth_getLogs" && mostBlocks !== undefined) {
      const blocks = Number(filter.toBlock) - Number(filter.fromBlock) + 1;
      if (blocks > mostBlocks) throw Object.assign(new Error("block range is too large"), { code: -32_005 });
    }
    const refusal = refuse?.(question);
    if (refusal) throw Object.assign(new Error(refusal.message), refusal);
    const truth = await ask(question);
    return lie ? lie(question, truth) : truth;
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const {
        id,
        method,
        params = [],
      } = JSON.parse(Buffer.concat(parts).toString()) as Question & { id: number };
      const question = { method, params };
      asked.push(question);
      if (cut?.(question)) {
        request.socket.destroy();
        return;
      }
      const send = (rest: object) => {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ jsonrpc: "2.0", id, ...rest }));
      };
      answer(question).then(
        (result) => send({ result }),
        ({ code = -32_000, message }: { code?: number; message: string }) =>
          send({ error: { code, message } }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
