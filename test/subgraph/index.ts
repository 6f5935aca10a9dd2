import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Provider } from "../../scripts/deploy.ts";
import { type Indexer, startIndexer } from "../../scripts/stack/indexer.ts";
import { freePorts } from "../../scripts/stack/ports.ts";
import { within } from "../../scripts/stack/waiting.ts";
import { type ChainServer, serveChain } from "./chainServer.ts";

/** A real graph-node with a real PostgreSQL that follows a chain of this process. */
export class Index {
  private constructor(
    private readonly provider: Provider,
    private readonly directory: string,
    private readonly server: ChainServer,
    private readonly indexer: Indexer,
  ) {}

  /** @param leVote address whose events make the rolls and polls known. */
  static async follow(provider: Provider, leVote: string): Promise<Index> {
    const directory = mkdtempSync(join(tmpdir(), "le-vote-index-"));
    const server = await serveChain(provider);
    try {
      const indexer = await startIndexer(
        {
          ports: await freePorts(),
          directory,
          source: { node: server.url, subgraph: { network: "local", leVote, startBlock: 0 } },
        },
        () => {},
      );
      return new Index(provider, directory, server, indexer);
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /** Waits until the latest block of the chain is indexed. */
  async settled(): Promise<void> {
    const latest = Number(await this.provider.request({ method: "eth_blockNumber" }));
    const isThere = async () => {
      type Answer = { _meta: { block: { number: number } } };
      const { _meta } = await this.post<Answer>("{ _meta { block { number } } }");
      return _meta.block.number >= latest;
    };
    await within(20_000, `block ${latest} in the index`, isThere);
  }

  /** GraphQL's answer once the chain's latest block is indexed. @throws Error on an error in the answer. */
  async ask<T = Record<string, unknown>>(query: string, variables: object = {}): Promise<T> {
    await this.settled();
    return this.post<T>(query, variables);
  }

  /** Where GraphQL answers, for other readers; {@link settled} says when they may ask. */
  get url(): string {
    return this.indexer.url;
  }

  private async post<T>(query: string, variables: object = {}): Promise<T> {
    const response = await fetch(this.indexer.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: T; errors?: unknown };
    if (errors) throw new Error(`GraphQL: ${JSON.stringify(errors)}`);
    return data;
  }

  async stop(): Promise<void> {
    await this.indexer.stop();
    await this.server.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
