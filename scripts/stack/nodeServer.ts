// The program that node.ts runs: Hardhat's node with the settings given as JSON in the first argument.
import hre from "hardhat";
import type { NodeSettings } from "./node.ts";

const { port, chainId, genesis } = JSON.parse(process.argv[2] ?? "{}") as NodeSettings;

const server = await hre.network.createServer(
  {
    network: "default",
    override: {
      chainId,
      initialDate: new Date(genesis * 1000),
      // Blocks are made on request while a town is built or repeated; node.ts starts the clock afterwards.
      mining: { auto: true, interval: 0 },
    },
  },
  "127.0.0.1",
  port,
);
await server.listen();
process.send?.("listening");

// The channel closes when the parent ends, however it ends: nothing may stay behind.
process.once("disconnect", () => process.exit(0));
process.once("SIGTERM", () => process.exit(0));
