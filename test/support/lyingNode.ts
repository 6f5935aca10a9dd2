import {
  type Abi,
  createPublicClient,
  custom,
  decodeFunctionData,
  encodeFunctionResult,
  type Hex,
  type PublicClient,
} from "viem";
import type { World } from "./world.ts";

interface Request {
  method: string;
  params?: unknown;
}

/** Changes an honest answer; returns it as it is where there is nothing to lie about. */
export type Lie = (request: Request, honest: unknown) => unknown;

/** A node that somebody stands in front of. */
export interface Node {
  client: PublicClient;
  /** Everything that it was asked, as text. */
  asked: string[];
}

/** A node of this world, honest unless told to lie. */
export function nodeOf(world: World, ...lies: Lie[]): Node {
  const asked: string[] = [];
  const request = async (sent: Request) => {
    asked.push(JSON.stringify(sent));
    const { method, params } = sent;
    const honest = world.connection.provider.request({ method, params: params as unknown[] }).then(
      (answer) => answer,
      (error: unknown) => {
        // A liar also answers where an honest node refuses.
        if (method !== "eth_call") throw error;
        return null;
      },
    );
    const answer = lies.reduce((told, lie) => lie(sent, told), (await honest) as unknown);
    if (answer === null && method === "eth_call") throw new Error("execution reverted");
    return answer;
  };
  const client = createPublicClient({ transport: custom({ request }, { retryCount: 0 }) });
  return { client: client as PublicClient, asked };
}

/** Answers one view of any contract. */
export function lieAbout(abi: Abi, functionName: string, result: unknown): Lie {
  return ({ method, params }, honest) => {
    if (method !== "eth_call") return honest;
    const [{ data }] = params as [{ data: Hex }];
    const call = callIn(abi, data);
    return call === functionName ? encodeFunctionResult({ abi, functionName, result }) : honest;
  };
}

function callIn(abi: Abi, data: Hex): string | null {
  try {
    return decodeFunctionData({ abi, data }).functionName;
  } catch (error) {
    if ((error as Error).name === "AbiFunctionSignatureNotFoundError") return null;
    throw error;
  }
}

/** Changes every answer of one method. */
export function lieIn<Answer>(method: string, change: (honest: Answer, params: unknown) => unknown): Lie {
  return (request, honest) => (request.method === method ? change(honest as Answer, request.params) : honest);
}
