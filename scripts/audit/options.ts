import { parseArgs } from "node:util";
import { type Address, isAddress } from "viem";

export interface AuditOptions {
  poll: Address;
  rpcs: string[];
  leVote: Address | null;
  fromBlock: bigint | null;
  block: "finalized" | "latest" | bigint;
  /** A file, "-" for standard output, null for none. */
  json: string | null;
  checkpoint: string | null;
}

export const USAGE = `npm run audit -- --poll 0x… --rpc URL [options]

Replays a poll from the chain alone and says VERIFIED, or what differs.

  --poll ADDRESS       the poll
  --rpc URL            a node of its chain; give it twice to compare two of them
  --levote ADDRESS     LeVote, if it is not the one that this source names for the chain
  --from-block N       block of LeVote's deployment, if it is not the one named there
  --block latest|N     look at this block; by default the newest final one
  --json FILE|-        write the whole report as JSON, with hashes of all inputs
  --checkpoint FILE    keep the count there, so that an interrupted audit goes on where it stopped

Ends with 0 when verified, 1 when something differs, 2 when it could not be checked.`;

/** @throws UsageError, saying what is missing or wrong. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** @returns null when help was asked for. @throws UsageError */
export function readOptions(args: string[]): AuditOptions | null {
  const values = parse(args);
  if (values.help) return null;
  const { poll, rpc = [], levote, block = "finalized" } = values;
  if (!poll) throw new UsageError("--poll is missing");
  if (rpc.length === 0) throw new UsageError("--rpc is missing");
  const wrong = rpc.find((url) => !/^https?:\/\//.test(url));
  if (wrong) throw new UsageError(`--rpc takes an http(s) URL, not ${wrong}`);
  const fromBlock = values["from-block"];
  return {
    poll: address("--poll", poll),
    rpcs: rpc,
    leVote: levote === undefined ? null : address("--levote", levote),
    fromBlock: fromBlock === undefined ? null : number("--from-block", fromBlock),
    block: block === "finalized" || block === "latest" ? block : number("--block", block),
    json: values.json ?? null,
    checkpoint: values.checkpoint ?? null,
  };
}

function parse(args: string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args,
      options: {
        ...{ poll: text, levote: text, "from-block": text, block: text, json: text, checkpoint: text },
        rpc: { type: "string", multiple: true },
        help: { type: "boolean" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function address(option: string, value: string): Address {
  if (!isAddress(value)) throw new UsageError(`${option} takes an address, not ${value}`);
  return value;
}

function number(option: string, value: string): bigint {
  if (!/^\d+$/.test(value)) throw new UsageError(`${option} takes a block number, not ${value}`);
  return BigInt(value);
}
