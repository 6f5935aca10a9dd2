import { type ChainOptions, chainFacts, connectChain } from "../services/chain.ts";
import type { Service } from "../services/lifecycle.ts";
import { Pulse } from "../services/pulse.ts";
import type { Say } from "../services/say.ts";
import { buildServer, listen } from "../services/server.ts";
import { Store } from "../services/store.ts";
import { addRoutes } from "./api.ts";
import { Book, TABLES } from "./book.ts";
import { Delivery } from "./delivery.ts";
import type { EndpointRules } from "./endpoints.ts";
import { vapidOf } from "./vapid.ts";
import { Watch } from "./watch.ts";

export interface NotifierOptions extends ChainOptions {
  host: string;
  /** 0 for a free one. */
  port: number;
  /** SQLite file. */
  data: string;
  origins: readonly string[];
  /** mailto: or https: URL of whoever runs it, for push services. */
  contact: string;
  rules: EndpointRules;
  /** Null: none on a local chain, else {@link CONFIRMATIONS}. */
  confirmations: number | null;
  /** Milliseconds between looks at the chain. */
  interval: number;
  /** Milliseconds before a failed push is tried again. */
  firstRetry: number;
  /** Requests a minute from one visitor. */
  perMinute: number;
  behindProxy: boolean;
  say: Say;
}

/** Blocks on a public chain before a publication is told; told too early it could lead to nothing. */
const CONFIRMATIONS = 5;
/** Milliseconds between looks at what is due. */
const DELIVERY_INTERVAL = 500;
/** Milliseconds without news from the chain after which the service calls itself unhealthy. */
const STALE = 120_000;
const BODY_LIMIT = 8 * 1024;

/** Starts a notifier; it serves once it has read the chain up to now. */
export async function startNotifier(options: NotifierOptions): Promise<Service> {
  const { say, interval, rules } = options;
  const chain = await connectChain(options);
  const store = new Store(options.data, TABLES);
  store.require(chainFacts(chain));
  const book = new Book(store);
  const vapid = vapidOf(store, options.contact);
  const confirmations = options.confirmations ?? (chain.chain.public ? CONFIRMATIONS : 0);
  const watch = new Watch(chain, book, confirmations);
  const delivery = new Delivery({ book, vapid, rules, firstRetry: options.firstRetry });

  const watching = new Pulse({
    name: "reading the chain",
    every: interval,
    longest: 60_000,
    step: () => watch.step(),
    say,
  });
  const delivering = new Pulse({
    name: "sending notices",
    every: DELIVERY_INTERVAL,
    longest: 30_000,
    step: () => delivery.step(watch.head?.time ?? 0),
    say,
  });
  const server = await buildServer({
    ...options,
    bodyLimit: BODY_LIMIT,
    health: () => ({
      healthy: Date.now() - watching.lastSuccess < STALE && !delivering.failing,
      head: watch.head,
      subscriptions: book.subscriptions,
      waiting: book.waiting,
      ...delivery.counts,
    }),
  });
  addRoutes(server, { chain, book, vapid, rules });

  const stop = async () => {
    await server.close();
    await watching.stop();
    await delivering.stop();
    store.close();
  };
  try {
    await watching.start();
    await delivering.start();
    const url = await listen(server, options.host, options.port);
    say(`the notifier of ${chain.leVote} on ${chain.chain.name} listens on ${url}`);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
