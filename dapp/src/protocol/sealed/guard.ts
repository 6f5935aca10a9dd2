import { type Address, isAddressEqual, type PublicClient } from "viem";
import { Phase, phaseName } from "../phase.ts";
import { decodeRule } from "../questions.ts";
import { pollBallotSize } from "./ballot.ts";
import { ciphertextsOf } from "./coordinates.ts";
import { type Point, samePoint } from "./curve.ts";
import type { Ciphertext } from "./encryption.ts";
import { chainTime, finalBlock } from "./finality.ts";
import { recountTotals } from "./recount.ts";
import { cloneAddress, isSealedPollCode, type SealedPublication } from "./sealedClone.ts";
import { type Blocks, ballotsBy, originBy, standingBy } from "./testimony.ts";

/** Why no share may be made. */
export type GuardFault =
  /** A node is on another chain. */
  | "wrongChain"
  /** Two nodes say different things about the same block. */
  | "nodesDisagree"
  /** LeVote does not know the address as a sealed poll: what stands there may be made to look like one. */
  | "unknownPoll"
  /** What stands there is not LeVote's sealed poll with the published content. */
  | "wrongCode"
  /** The poll's totals are opened by another committee than this trustee's. */
  | "otherCommittee"
  /** The secret on this device is not this trustee's of this committee. */
  | "otherSecret"
  /** Not closed yet, or opened, cancelled or void: nothing to share. */
  | "notClosed"
  /** Closed, but a reorganisation of the chain could still reopen it: wait. */
  | "notFinal"
  /** The turnout is under the minimum that protects secrecy. */
  | "tooFewBallots"
  /** The poll's totals are not the sum of its ballots. */
  | "wrongTotals"
  /** This trustee's share is out already. */
  | "alreadyShared";

/** Thrown in place of a share. Nothing of the trustee's secret was computed. */
export class GuardError extends Error {
  override readonly name = "GuardError";

  constructor(
    readonly fault: GuardFault,
    /** What exactly, in English, for a log. */
    readonly about: string,
  ) {
    super(`${fault}: ${about}`);
  }
}

export interface OpenRequest {
  /** A client for each configured node, each with that node alone behind it. One may lie; two are compared. */
  clients: readonly PublicClient[];
  chainId: number;
  leVote: Address;
  /** Block of LeVote's deployment. */
  startBlock: number;
  poll: Address;
  /** This trustee's committee, from its own device. */
  committee: Address;
  /** 1 … n. */
  trustee: number;
  /** x·G of the secret on this device. */
  trusteeKey: Point;
  /** This device's clock, UNIX seconds. A node cannot turn it forward, so on public chains it must be past closing too. */
  now?: number;
}

export interface Openable {
  /** The points that the share is made of: D = x·R for each. */
  R: Point[];
  /** The totals that they belong to. */
  totals: Ciphertext[];
  /** Ballots in them. */
  ballots: number;
  /** The final block up to which ballots were added up. */
  block: number;
}

/**
 * The trustee's last guard. A share of any other points than a closed poll's whole totals decrypts something that nobody
 * agreed to, for instance one voter's ballot: threat 13. Nothing that is made with the trustee's secret may exist, be
 * estimated or be simulated before this has returned; then send with {@link SHARE_GAS}, so that no node is asked for an
 * estimate with D in it.
 *
 * It trusts LeVote's address and that not all nodes lie alike; with one node, that node could show a part of the ballots.
 * @throws GuardError. @throws viem's errors when a node does not answer: then nothing is known, and nothing leaves.
 */
export async function requireOpenable(request: OpenRequest): Promise<Openable> {
  const { clients, poll, trustee } = request;
  const blocks = await commonBlocks(request);
  const origin = agreed(await Promise.all(clients.map((client) => originBy(client, request, blocks))));
  const publication = requireGenuine(request, origin);
  const { sealing, parameters, electionKey } = publication;
  if (!isAddressEqual(sealing.committee, request.committee)) {
    throw new GuardError("otherCommittee", `${poll} belongs to committee ${sealing.committee}`);
  }

  const standing = agreed(await Promise.all(clients.map((client) => standingBy(client, request, blocks))));
  requireClosed(request, parameters.closesAt, sealing.minimumTurnout, { ...origin, ...standing });
  if (!samePoint(standing.trusteeKey, request.trusteeKey)) {
    throw new GuardError("otherSecret", `trustee ${trustee} of ${request.committee} has another key`);
  }
  if (standing.shared) throw new GuardError("alreadyShared", `trustee ${trustee} in ${poll}`);

  const since = origin.publishedAt;
  const counted = agreed(
    await Promise.all(clients.map((client) => ballotsBy(client, poll, since, blocks.final))),
  );
  const size = pollBallotSize(parameters.questions.map(decodeRule));
  const recount = await recountTotals(electionKey, size, counted.ballots);
  if (recount === null || counted.ballots.length !== standing.ballots) {
    throw new GuardError("wrongTotals", `${counted.ballots.length} events for ${standing.ballots} ballots`);
  }
  const totals = ciphertextsOf(standing.encryptedTotals);
  if (!sameCiphertexts(recount, totals)) {
    throw new GuardError("wrongTotals", "the ballots add up to something else");
  }
  return { R: totals.map(({ R }) => R), totals, ballots: standing.ballots, block: Number(blocks.final) };
}

/** Blocks that every node has. @throws GuardError "wrongChain". */
async function commonBlocks({ clients, chainId }: OpenRequest): Promise<Blocks> {
  if (clients.length === 0) throw new RangeError("a guard needs at least one node to ask");
  const { final } = chainTime(chainId);
  const known = await Promise.all(
    clients.map(async (client) => {
      const [chain, head] = await Promise.all([client.getChainId(), client.getBlockNumber({ cacheTime: 0 })]);
      if (chain !== chainId) throw new GuardError("wrongChain", `a node is on chain ${chain}`);
      return { head, final: await finalBlock(client, final, head) };
    }),
  );
  const lowest = (numbers: bigint[]) => numbers.reduce((least, number) => (number < least ? number : least));
  const head = lowest(known.map((node) => node.head));
  return { head, final: lowest([head, ...known.map((node) => node.final)]) };
}

type Origin = Awaited<ReturnType<typeof originBy>>;

/** @returns what the poll was published with. @throws GuardError when LeVote did not make what stands there. */
function requireGenuine({ leVote, poll }: OpenRequest, origin: Origin): SealedPublication {
  const { publication, implementation, code } = origin;
  if (!origin.isSealedPoll || !publication) throw new GuardError("unknownPoll", `${poll} at ${leVote}`);
  if (!isSealedPollCode(code, implementation, publication)) {
    throw new GuardError("wrongCode", `${poll} has other code than its publication`);
  }
  if (!isAddressEqual(poll, cloneAddress(leVote, publication.organiser, code))) {
    throw new GuardError("wrongCode", `what was published cannot stand at ${poll}`);
  }
  return publication;
}

/** What all nodes say. @throws GuardError "nodesDisagree" naming the first thing they differ in. */
function agreed<Testimony extends object>(all: readonly Testimony[]): Testimony {
  const [first, ...others] = all as [Testimony, ...Testimony[]];
  const plain = (value: unknown) =>
    JSON.stringify(value, (_, part) => (typeof part === "bigint" ? String(part) : part));
  for (const key of Object.keys(first) as (keyof Testimony & string)[]) {
    const same = others.every((other) => plain(other[key]) === plain(first[key]));
    if (!same) throw new GuardError("nodesDisagree", key);
  }
  return first;
}

interface Times {
  headTime: number;
  finalTime: number;
  phase: Phase;
  ballots: number;
}

/** @throws GuardError unless the poll is closed for good, with enough ballots, and not opened. */
function requireClosed(
  { chainId, now = Date.now() / 1000 }: OpenRequest,
  closesAt: number,
  minimumTurnout: number,
  { headTime, finalTime, phase, ballots }: Times,
): void {
  const time = chainTime(chainId).worldTime ? Math.min(headTime, now) : headTime;
  const over = phase === Phase.Closed || phase === Phase.Void;
  if (!over || time < closesAt) {
    throw new GuardError("notClosed", `${phaseName(phase)} at ${time}, closes at ${closesAt}`);
  }
  if (phase === Phase.Void || ballots < minimumTurnout) {
    throw new GuardError("tooFewBallots", `${ballots} of ${minimumTurnout}`);
  }
  if (finalTime < closesAt) throw new GuardError("notFinal", `the newest final block is of ${finalTime}`);
}

function sameCiphertexts(left: readonly Ciphertext[], right: readonly Ciphertext[]): boolean {
  const same = ({ R, C }: Ciphertext, other: Ciphertext | undefined) =>
    other !== undefined && samePoint(R, other.R) && samePoint(C, other.C);
  return left.length === right.length && left.every((ciphertext, g) => same(ciphertext, right[g]));
}
