import { type Address, type Hex, hexToBigInt, isAddressEqual, type PublicClient } from "viem";
import { eventsOf } from "../chainEvents.ts";
import { committeeAbi, leVoteAbi, sealedPollAbi } from "../generated/abi.ts";
import { LogBook } from "../logBook.ts";
import type { Phase } from "../phase.ts";
import type { Point } from "./curve.ts";
import type { OpenRequest } from "./guard.ts";
import type { CountedBallot } from "./recount.ts";
import type { SealedPublication } from "./sealedClone.ts";

/** Block numbers that all nodes know: state is read at the newest, ballots up to the newest final one. */
export interface Blocks {
  head: bigint;
  final: bigint;
}

/** `PollKind` in ILeVote.sol. */
const SEALED = 2;
const PUBLICATION = eventsOf(leVoteAbi, ["PollPublished", "PollSealed"]);
const BALLOTS = eventsOf(sealedPollAbi, ["SealedBallotCounted"]);

type Asked = Pick<OpenRequest, "leVote" | "startBlock" | "poll" | "committee" | "trustee">;

/** What one node says of where the poll comes from. Every field is compared between nodes. */
export async function originBy(client: PublicClient, { leVote, startBlock, poll }: Asked, blocks: Blocks) {
  const view = { address: leVote, abi: leVoteAbi, blockNumber: blocks.head } as const;
  const [head, final, kind, { sealedPoll }, code, published] = await Promise.all([
    client.getBlock({ blockNumber: blocks.head }),
    client.getBlock({ blockNumber: blocks.final }),
    client.readContract({ ...view, functionName: "pollKind", args: [poll] }),
    client.readContract({ ...view, functionName: "implementations" }),
    client.getCode({ address: poll, blockNumber: blocks.head }),
    bookOf(client, leVote, PUBLICATION, BigInt(startBlock), blocks.head).read(),
  ]);
  const events = published.filter(({ args }) => isAddressEqual(args.poll, poll));
  return {
    headHash: head.hash,
    headTime: Number(head.timestamp),
    finalHash: final.hash,
    finalTime: Number(final.timestamp),
    isSealedPoll: kind === SEALED,
    implementation: sealedPoll,
    code: (code ?? "0x").toLowerCase() as Hex,
    publishedAt: events[0]?.blockNumber ?? 0n,
    publication: publicationIn(events),
  };
}

type PublicationLogs = Awaited<ReturnType<LogBook<typeof PUBLICATION>["read"]>>;

function publicationIn(events: PublicationLogs): SealedPublication | null {
  const published = events.find((log) => log.eventName === "PollPublished");
  const sealed = events.find((log) => log.eventName === "PollSealed");
  if (!published || !sealed) return null;
  const { organiser, parameters, document } = published.args;
  const { committee, minimumTurnout, electionKey } = sealed.args;
  const [x, y] = electionKey;
  return {
    organiser,
    parameters,
    document,
    sealing: { committee, minimumTurnout },
    electionKey: { x, y },
  };
}

/** What one node says of how the poll and its committee stand. */
export async function standingBy(client: PublicClient, { poll, committee, trustee }: Asked, blocks: Blocks) {
  const view = { address: poll, abi: sealedPollAbi, blockNumber: blocks.head } as const;
  const number = BigInt(trustee);
  const committeeView = { address: committee, abi: committeeAbi, blockNumber: blocks.head } as const;
  const [phase, ballots, encryptedTotals, shareHash, [x, y]] = await Promise.all([
    client.readContract({ ...view, functionName: "phase" }),
    client.readContract({ ...view, functionName: "ballots" }),
    client.readContract({ ...view, functionName: "encryptedTotals" }),
    client.readContract({ ...view, functionName: "shareHash", args: [number] }),
    client.readContract({ ...committeeView, functionName: "trusteeKey", args: [number] }),
  ]);
  const trusteeKey: Point = { x, y };
  return {
    phase: phase as Phase,
    ballots,
    encryptedTotals,
    shared: hexToBigInt(shareHash) !== 0n,
    trusteeKey,
  };
}

/** The ballots that one node shows, with the blocks and transactions that it says they came in. */
export async function ballotsBy(client: PublicClient, poll: Address, since: bigint, until: bigint) {
  const logs = await bookOf(client, poll, BALLOTS, since, until).read();
  return {
    ballots: logs.map(
      ({ args: { ballot, nullifier, points } }): CountedBallot => ({
        ballot: Number(ballot),
        nullifier,
        points,
      }),
    ),
    places: logs.map(({ blockHash, transactionHash, logIndex }) => [blockHash, transactionHash, logIndex]),
  };
}

/** A log book that ends at a given block, so that nodes of different heads are comparable. */
function bookOf<const events extends typeof PUBLICATION | typeof BALLOTS>(
  client: PublicClient,
  address: Address,
  events: events,
  since: bigint,
  until: bigint,
): LogBook<events> {
  const bounded = { getLogs: client.getLogs, getBlockNumber: async () => until };
  return new LogBook(bounded, address, events, Number(since));
}
