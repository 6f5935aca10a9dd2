import { createServer } from "node:net";

/** A part of the local stack that listens, and where. */
export interface Ports {
  /** JSON-RPC of Hardhat's node. */
  node: number;
  /** GraphQL over HTTP. */
  graphql: number;
  /** Deployment of subgraphs (graph-node's admin interface). */
  admin: number;
  /** graph-node's indexing status. */
  status: number;
  /** graph-node's metrics. */
  metrics: number;
  /** The stand-in for IPFS, from which graph-node reads the compiled subgraph. */
  ipfs: number;
  /** PostgreSQL. */
  postgres: number;
  /** The app. */
  app: number;
}

export type PortName = keyof Ports;

/** What each port is for, in the words of the messages. */
export const PORT_NAMES: Record<PortName, string> = {
  node: "the chain",
  graphql: "GraphQL",
  admin: "graph-node's admin interface",
  status: "graph-node's status",
  metrics: "graph-node's metrics",
  ipfs: "the subgraph's files",
  postgres: "PostgreSQL",
  app: "the app",
};

export const DEFAULT_PORTS: Ports = {
  node: 8545,
  graphql: 8000,
  admin: 8020,
  status: 8030,
  metrics: 8040,
  ipfs: 5001,
  postgres: 54329,
  app: 5173,
};

/** Thrown when something else listens on a port that a part needs. */
export class PortBusyError extends Error {
  override readonly name = "PortBusyError";
  constructor(
    readonly port: number,
    readonly part: PortName,
  ) {
    super(
      `Port ${port}, wanted for ${PORT_NAMES[part]}, is in use by another program. ` +
        `Stop that program (perhaps an earlier "npm start"), or choose another port: npm start -- --${part}-port ${port + 1}`,
    );
  }
}

function listenOnce(port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      const taken = typeof address === "object" && address !== null ? address.port : port;
      server.close(() => resolve(taken));
    });
  });
}

/** Whether nothing listens on the port, on this machine alone or on all its addresses. */
export async function isFree(port: number): Promise<boolean> {
  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    try {
      await listenOnce(port, host);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "EADDRINUSE") return false;
      throw error;
    }
  }
  return true;
}

/** Fails with {@link PortBusyError} for the first port in use. */
export async function requireFree(ports: Ports): Promise<void> {
  for (const [part, port] of Object.entries(ports) as [PortName, number][]) {
    if (!(await isFree(port))) throw new PortBusyError(port, part);
  }
}

/** Ports that nothing uses now, for a stack beside others. */
export async function freePorts(): Promise<Ports> {
  const names = Object.keys(DEFAULT_PORTS) as PortName[];
  const taken = new Set<number>();
  const ports = { ...DEFAULT_PORTS };
  for (const name of names) {
    let port = await listenOnce(0, "127.0.0.1");
    while (taken.has(port)) port = await listenOnce(0, "127.0.0.1");
    taken.add(port);
    ports[name] = port;
  }
  return ports;
}
