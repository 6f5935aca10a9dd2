import { isAddressEqual, keccak256, type PublicClient, stringToBytes } from "viem";
import { AppError } from "../../app/errors.ts";
import { leVoteAbi, openPollAbi } from "../../protocol/generated/abi.ts";
import type { PollRecord } from "../../protocol/reader.ts";

/** LeVote's `PollKind`: an open poll, the one kind this app makes ballots for. */
const OPEN_POLL = 1;

/**
 * Compares what a voter was shown with what the poll's own contract keeps: an indexer could swap two options, or cut what
 * it cannot store. A ballot is only made where both say the same.
 * @throws AppError "PollDiffers"
 */
export async function requireAsPublished(
  client: Pick<PublicClient, "readContract">,
  leVote: PollRecord["address"],
  poll: PollRecord,
): Promise<void> {
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
    kind === OPEN_POLL &&
    hash === keccak256(stringToBytes(poll.document)) &&
    isAddressEqual(kept.roll, poll.roll) &&
    kept.opensAt === poll.opensAt &&
    kept.closesAt === poll.closesAt &&
    kept.questions.length === poll.questions.length &&
    kept.questions.every((word, i) => word === poll.questions[i]);
  if (!same) throw new AppError("PollDiffers");
}
