import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface IpfsStandIn {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * graph-node wants an IPFS gateway even when nothing is on IPFS, as here: polls stand whole on chain. This one is empty.
 * @param port on 127.0.0.1; 0 takes a free one.
 */
export async function startIpfs(port = 0): Promise<IpfsStandIn> {
  const server = createServer((request, response) => {
    // At its start graph-node asks by HEAD whether this is a gateway; any answer that is no server error says yes.
    response.writeHead(request.method === "HEAD" ? 412 : 404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
