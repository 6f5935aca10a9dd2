import type { Address } from "viem";
import { phaseName } from "../../dapp/src/protocol/phase.ts";
import { type ChainOptions, chainFacts, connectChain } from "../services/chain.ts";
import type { Service } from "../services/lifecycle.ts";
import { Pulse } from "../services/pulse.ts";
import type { Say } from "../services/say.ts";
import { buildServer, listen } from "../services/server.ts";
import { Store } from "../services/store.ts";
import { accountIn } from "./account.ts";
import { addRoutes } from "./api.ts";
import { Batches } from "./batches.ts";
import { BALLOT_TABLES, BallotBook } from "./book.ts";
import { ChainView } from "./chainView.ts";
import { Chores } from "./chores.ts";
import { Purse } from "./purse.ts";
import { Sender } from "./sender.ts";
import { SENDING_TABLES, Sendings } from "./sendings.ts";
import { settle } from "./settlement.ts";
import { Verifier } from "./verifier.ts";

export interface CarrierOptions extends ChainOptions {
  polls: readonly Address[];
  host: string;
  /** 0 for a free one. */
  port: number;
  /** SQLite file. */
  data: string;
  /** File with the private key of the account that pays. */
  key: string;
  origins: readonly string[];
  /** Ballots that leave without waiting for more. */
  batch: number;
  /** Milliseconds that a ballot waits for others. */
  wait: number;
  /** Seconds before closing from which no ballot is taken; twice as long before, none waits any more. */
  stopBefore: number;
  /** Ballots that may wait. */
  room: number;
  /** Null: what `scripts/chains.json` calls final. */
  confirmations: number | null;
  /** Milliseconds between looks at the chain. */
  interval: number;
  /** Milliseconds after which a transaction that is in no block is sent with a higher fee. */
  patience: number;
  perMinute: number;
  behindProxy: boolean;
  say: Say;
}

/** A sealed ballot of 16 slots takes some 5 KB. */
const BODY_LIMIT = 16 * 1024;

/** Starts a carrier; it serves once it knows what became of everything it had acknowledged and sent before. */
export async function startCarrier(options: CarrierOptions): Promise<Service> {
  const { say, wait, stopBefore, patience } = options;
  const chain = await connectChain(options);
  const account = accountIn(options.key);
  const store = new Store(options.data, BALLOT_TABLES + SENDING_TABLES);
  store.require({ ...chainFacts(chain), account: account.address });
  const book = new BallotBook(store);
  const sendings = new Sendings(store);
  const view = new ChainView(chain, options.polls, options.confirmations);
  const purse = new Purse(chain, account.address);
  const verifier = await Verifier.load(chain.chain.chainId);
  const sender = new Sender({ chain, account, store, sendings, book, patience, say });
  const hurryBefore = 2 * stopBefore;
  const batches = new Batches({
    view,
    book,
    sendings,
    sender,
    size: options.batch,
    wait,
    hurryBefore,
    say,
  });
  const chores = new Chores({ view, sendings, sender, courtesy: wait, say });

  const work = new Pulse({
    name: "working on the chain",
    every: options.interval,
    longest: 30_000,
    async step() {
      await view.refresh();
      await purse.refresh();
      await sender.follow({ head: view.head.block, final: view.final });
      for (const poll of view.polls.values()) {
        settle(view, book, poll, say);
        await chores.step(poll);
        await batches.step(poll);
      }
    },
    say,
  });
  const server = await buildServer({
    ...options,
    bodyLimit: BODY_LIMIT,
    health: () => ({
      healthy: view.isFresh && purse.affords > book.backlog,
      head: { block: Number(view.head.block), time: view.head.time },
      account: account.address,
      affords: purse.affords,
      transactions: sendings.open,
      polls: [...view.polls.values()].map((poll) => ({
        poll: poll.record.address,
        phase: phaseName(view.phase(poll)),
        ...book.counts(poll.record.address),
      })),
    }),
  });
  addRoutes(server, {
    view,
    book,
    verifier,
    room: options.room,
    stopBefore,
    affords: () => purse.affords,
    onBallot: () => {
      if (book.backlog >= options.batch && !work.failing) work.hurry();
    },
  });

  const stop = async () => {
    await server.close();
    await work.stop();
    store.close();
  };
  try {
    await work.start();
    const url = await listen(server, options.host, options.port);
    say(`the carrier of ${options.polls.length} poll(s) on ${chain.chain.name} listens on ${url}`);
    say(`it pays from ${account.address}, enough for some ${purse.affords} ballot(s)`);
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
