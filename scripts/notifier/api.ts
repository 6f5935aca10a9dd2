import { ECDH } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { Address } from "viem";
import { leVoteAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { subscribeSchema, unsubscribeSchema } from "../../dapp/src/protocol/notifications.ts";
import type { ServedChain } from "../services/chain.ts";
import { Refusal } from "../services/refusal.ts";
import { readBody } from "../services/server.ts";
import type { Book } from "./book.ts";
import { type EndpointRules, requirePushEndpoint } from "./endpoints.ts";
import type { Vapid } from "./vapid.ts";

export interface ApiOptions {
  chain: ServedChain;
  book: Book;
  vapid: Vapid;
  rules: EndpointRules;
}

/** Rolls that one device can be told of. */
const ROLLS_EACH = 50;
/** Subscriptions in all. */
const SUBSCRIPTIONS = 500_000;

/** What apps ask of a notifier; `dapp/src/protocol/notifications.ts` is the other side. */
export function addRoutes(server: FastifyInstance, { chain, book, vapid, rules }: ApiOptions): void {
  const knownRolls = new Set<Address>();

  server.get("/about", async () => ({
    chainId: chain.chain.chainId,
    leVote: chain.leVote,
    publicKey: vapid.publicKey,
  }));

  server.put("/subscriptions", async (request, reply) => {
    const { roll, subscription } = readBody(subscribeSchema, request.body);
    requirePushEndpoint(subscription.endpoint, rules);
    requirePoint(subscription.keys.p256dh);
    await requireRoll(roll);
    if (book.rollsOf(subscription.endpoint) >= ROLLS_EACH) {
      throw new Refusal(409, "tooManyRolls", `one device can be told of ${ROLLS_EACH} rolls at most`);
    }
    if (book.subscriptions >= SUBSCRIPTIONS) {
      throw new Refusal(503, "full", "this notifier takes no more subscriptions", 3600);
    }
    book.subscribe(roll, subscription);
    return reply.code(204).send();
  });

  // The answer is the same whether anything was there: it tells nobody who subscribes to what.
  server.delete("/subscriptions", async (request, reply) => {
    const { endpoint, roll } = readBody(unsubscribeSchema, request.body);
    book.unsubscribe(endpoint, roll);
    return reply.code(204).send();
  });

  async function requireRoll(roll: Address): Promise<void> {
    if (knownRolls.has(roll)) return;
    const kind = await chain.client
      .readContract({ address: chain.leVote, abi: leVoteAbi, functionName: "rollKind", args: [roll] })
      .catch((cause: unknown) => {
        throw new Refusal(503, "nodeDown", `the chain cannot be asked now: ${(cause as Error).name}`, 30);
      });
    if (kind === 0) throw new Refusal(404, "unknownRoll", "there is no such roll in this Le Vote");
    knownRolls.add(roll);
  }
}

/** A key that is no point of the curve could never be encrypted for. @throws Refusal 400 */
function requirePoint(p256dh: string): void {
  try {
    ECDH.convertKey(p256dh, "prime256v1", "base64url", "base64url", "uncompressed");
  } catch (error) {
    throw new Refusal(
      400,
      "malformed",
      `subscription.keys.p256dh: not a point of P-256 (${(error as Error).name})`,
    );
  }
}
