import { createServer, type Server } from "node:net";
import { expect } from "chai";
import { freePorts, PortBusyError, requireFree } from "../../scripts/stack/ports.ts";

const listen = (port: number, host: string) =>
  new Promise<Server>((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, host, () => resolve(server));
  });

describe("The ports of a stack", () => {
  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    it(`are refused with the part, the port and what to do when one is in use on ${host}`, async () => {
      const ports = await freePorts();
      const other = await listen(ports.graphql, host);
      const error = await requireFree(ports).catch((caught: unknown) => caught);
      other.close();
      expect(error).to.be.instanceOf(PortBusyError);
      expect((error as Error).message)
        .to.contain(`Port ${ports.graphql}, wanted for GraphQL, is in use`)
        .and.to.contain(`npm start -- --graphql-port ${ports.graphql + 1}`);
    });
  }

  it("are taken when all are free, and differ from each other", async () => {
    const ports = await freePorts();
    await requireFree(ports);
    expect(new Set(Object.values(ports)).size).to.equal(Object.keys(ports).length);
  });
});
