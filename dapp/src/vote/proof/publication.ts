import { isAddressEqual, keccak256, type PublicClient, stringToBytes } from "viem";
import { AppError } from "../../app/errors.ts";
import { committeeAbi, leVoteAbi, openPollAbi, sealedPollAbi } from "../../protocol/generated/abi.ts";
import type { PollRecord, SealedFacts } from "../../protocol/reader.ts";

type Client = Pick<PublicClient, "readContract">;

/** LeVote's `PollKind`. */
const POLL_KIND = { open: 1, sealed: 2 } as const;

/**
 * Compares what a voter was shown with what the poll's own contract keeps: an indexer could swap two options, cut what it
 * cannot store, or give a key of its own, with which it would read the ballot. A ballot is only made where all is the same.
 * @throws AppError "PollDiffers"
 */
export async function requireAsPublished(
  client: Client,
  leVote: PollRecord["address"],
  poll: PollRecord,
): Promise<void> {
  // What both kinds of poll have is told by either's interface.
  const contract = { address: poll.address, abi: openPollAbi } as const;
  const [kind, hash, kept] = await Promise.all([
    client.readContract({
      address: leVote,
      abi: leVoteAbi,
      functionName: "pollKind",
      args: [poll.address],
    }),
    client.readContract({ ...contract, functionName: "documentHash" }),
    client.readContract({ ...contract, functionName: "parameters" }),
  ]);
  const same =
    kind === POLL_KIND[poll.kind] &&
    (poll.kind === "sealed") === (poll.sealed !== null) &&
    hash === keccak256(stringToBytes(poll.document)) &&
    isAddressEqual(kept.roll, poll.roll) &&
    kept.opensAt === poll.opensAt &&
    kept.closesAt === poll.closesAt &&
    kept.questions.length === poll.questions.length &&
    kept.questions.every((word, i) => word === poll.questions[i]) &&
    (poll.sealed === null || (await isSealedAs(client, poll.address, poll.sealed)));
  if (!same) throw new AppError("PollDiffers");
}

/** The committee's key is read from the committee that the poll's own contract names. */
async function isSealedAs(
  client: Client,
  poll: PollRecord["address"],
  { committee, minimumTurnout, electionKey, size }: SealedFacts,
): Promise<boolean> {
  const contract = { address: poll, abi: sealedPollAbi } as const;
  const [kept, minimum, slots] = await Promise.all([
    client.readContract({ ...contract, functionName: "committee" }),
    client.readContract({ ...contract, functionName: "minimumTurnout" }),
    client.readContract({ ...contract, functionName: "slots" }),
  ]);
  const [x, y] = await client.readContract({
    address: kept,
    abi: committeeAbi,
    functionName: "electionKey",
  });
  return (
    isAddressEqual(kept, committee) &&
    minimum === minimumTurnout &&
    slots === size &&
    x === electionKey.x &&
    y === electionKey.y
  );
}
