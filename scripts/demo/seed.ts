import { type Account, type Address, getAddress, parseEventLogs } from "viem";
import {
  admit,
  castVote,
  createInvitationRoll,
  declareRegister,
  freezePoll,
  joinByInvitation,
  openBatch,
  publishOpenPoll,
} from "../../dapp/src/protocol/actions.ts";
import { type OpenBallot, prepareOpenBallot } from "../../dapp/src/protocol/ballot.ts";
import type { Deployment } from "../../dapp/src/protocol/deployment.ts";
import { readPollDocument, readRollDocument, writeDocument } from "../../dapp/src/protocol/documents.ts";
import { leVoteAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { backupWords, newIdentity, type VoterIdentity } from "../../dapp/src/protocol/identity.ts";
import { type Invitation, makeBatch, signEnrolment } from "../../dapp/src/protocol/invitations.ts";
import { encodeRule } from "../../dapp/src/protocol/questions.ts";
import { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import type { LocalChain } from "../stack/node.ts";
import { FOOTBRIDGE_BALLOTS, MARKET_BALLOTS } from "./ballots.ts";
import * as calendar from "./calendar.ts";
import { BUDGET, type DemoPoll, FOOTBRIDGE, MARKET, TOWN } from "./documents.ts";
import { Provers } from "./provers.ts";

/** Letters sent, and how many of them were answered. */
const LETTERS = 20;
const ENROLLED = 12;
const REGISTER = 23;

/** What visitors of the demonstration need to know. */
export interface DemoTown {
  roll: Address;
  polls: { open: Address; upcoming: Address; closed: Address };
  /** Letters not answered yet. */
  invitations: Invitation[];
  /** Backup words of enrolled residents who have not voted in the open poll. */
  absent: { fr: string; en: string }[];
}

export interface SeedOptions {
  chain: LocalChain;
  deployment: Deployment;
  /** UNIX seconds at which the town opens to visitors: everything before is made now. */
  now: number;
  onProgress?: (text: string) => void;
  /** Breaks it off between two transactions. */
  abort?: AbortSignal;
}

type Request = { address: Address; abi: unknown; functionName: string; args: readonly unknown[] };

/** A resident and the place on the roll, which follows the order of enrolling. */
interface Resident {
  identity: VoterIdentity;
  index: number;
}

/** Builds the demonstration town on a chain that stands at {@link calendar.GENESIS} and mines on request. */
export async function seedTown({
  chain,
  deployment,
  now,
  onProgress,
  abort,
}: SeedOptions): Promise<DemoTown> {
  const accounts = await chain.getAddresses();
  const organiser = accountAt(accounts, 0);
  const at = (offset: number) => now + offset;

  /** Sends from one of the node's accounts, in a block of its own at the given time. */
  async function send(request: Request, time: number, from: Account | Address = organiser) {
    abort?.throwIfAborted();
    await chain.setNextBlockTimestamp({ timestamp: BigInt(time) });
    const hash = await chain.writeContract({ ...request, account: from, chain: chain.chain } as Parameters<
      typeof chain.writeContract
    >[0]);
    const receipt = await chain.waitForTransactionReceipt({ hash });
    if (receipt.status !== "success")
      throw new Error(`${request.functionName} failed in block ${receipt.blockNumber}`);
    return receipt;
  }

  const rollDocument = writeDocument(TOWN);
  const readRoll = readRollDocument(rollDocument);
  if (readRoll.malformed) throw new Error(`the town's document is malformed: ${readRoll.detail}`);
  const opened = await send(createInvitationRoll(deployment.leVote, rollDocument), at(calendar.ROLL_OPENED));
  const [creation] = parseEventLogs({ abi: leVoteAbi, logs: opened.logs, eventName: "RollCreated" });
  if (!creation) throw new Error("LeVote created no roll");
  const roll = getAddress(creation.args.roll);

  onProgress?.(`${LETTERS} letters are written`);
  const batch = await makeBatch({ chainId: deployment.chainId, roll, batch: 0 }, LETTERS);
  await send(openBatch(roll, batch.leaves), at(calendar.ROLL_OPENED) + 60);
  await send(declareRegister(roll, REGISTER), at(calendar.ROLL_OPENED) + 120);

  const residents: Resident[] = Array.from({ length: ENROLLED }, (_, index) => ({
    identity: newIdentity(),
    index,
  }));
  const commitments = residents.map(({ identity }) => identity.commitment);
  const tree = new RollTree(commitments);

  // Addresses of polls follow from their content, so proofs can begin while the town's past is still being made.
  const closed = await plan(FOOTBRIDGE, calendar.CLOSED);
  const open = await plan(MARKET, calendar.OPEN);
  const upcoming = await plan(BUDGET, calendar.UPCOMING);
  const provers = new Provers();
  const stopProvers = () => provers.stop();
  abort?.addEventListener("abort", stopProvers, { once: true });
  try {
    const closedBallots = prove(closed, FOOTBRIDGE_BALLOTS, 0);
    const openBallots = prove(open, MARKET_BALLOTS, ENROLLED - MARKET_BALLOTS.length);
    // Awaited below, after other steps: a failure before that must not end the whole process.
    for (const ballots of [closedBallots, openBallots]) ballots.catch(stopProvers);

    for (const { identity, index } of residents) {
      const invitation = batch.invitations[index];
      if (!invitation) throw new Error("fewer letters than residents");
      const enrolment = await signEnrolment(invitation, batch.leaves, identity.commitment);
      const time = at(calendar.ENROLMENTS.first + index * calendar.ENROLMENTS.apart);
      await send(joinByInvitation(roll, enrolment), time, carrier(index));
    }
    await send(admit(roll, commitments), at(calendar.ADMITTED));
    onProgress?.(`${ENROLLED} residents are on the roll`);

    await publish(closed, calendar.CLOSED);
    await cast(await closedBallots, calendar.CLOSED);
    onProgress?.(`${FOOTBRIDGE_BALLOTS.length} ballots are in the closed poll`);
    await publish(open, calendar.OPEN);
    await cast(await openBallots, calendar.OPEN);
    onProgress?.(`${MARKET_BALLOTS.length} ballots are in the open poll`);
    await publish(upcoming, calendar.UPCOMING);
  } finally {
    abort?.removeEventListener("abort", stopProvers);
    provers.stop();
  }

  const absent = residents.slice(0, 2).map(({ identity }) => ({
    fr: backupWords(identity.secret, "fr"),
    en: backupWords(identity.secret, "en"),
  }));
  return {
    roll,
    polls: { open: open.address, upcoming: upcoming.address, closed: closed.address },
    invitations: batch.invitations.slice(ENROLLED),
    absent,
  };

  /** Who brings an enrolment or a ballot never matters; here it is one of the node's other accounts. */
  function carrier(i: number): Address {
    return accountAt(accounts, 1 + (i % (accounts.length - 1)));
  }

  async function plan({ document, rules }: DemoPoll, schedule: calendar.Schedule) {
    const questions = rules.map(encodeRule);
    const text = writeDocument(document);
    const read = readPollDocument(text, questions);
    if (read.malformed) throw new Error(`"${document.title.en}" is malformed: ${read.detail}`);
    const parameters = {
      roll,
      rollClosesAt: at(schedule.rollClosesAt),
      opensAt: at(schedule.opensAt),
      closesAt: at(schedule.closesAt),
      minimumRoll: 5,
      questions,
    };
    const request = publishOpenPoll(deployment.leVote, parameters, text);
    const { result } = await chain.simulateContract({ ...request, account: organiser });
    return { address: getAddress(result), questions, request };
  }

  type Plan = Awaited<ReturnType<typeof plan>>;

  function prove({ address, questions }: Plan, ballots: number[][], first: number): Promise<OpenBallot[]> {
    const frozen = {
      root: tree.paddedRoot,
      depth: tree.depth,
      rollSize: ENROLLED,
      at: { block: 0, logIndex: 0 },
    };
    return Promise.all(
      ballots.map((votes, i) => {
        const resident = residents[first + i];
        if (!resident) throw new Error("fewer residents than ballots");
        const poll = { address, questions, frozen, chainId: deployment.chainId };
        const padded = [...votes, ...Array<number>(16 - votes.length).fill(0)];
        return prepareOpenBallot(
          poll,
          resident.identity,
          tree.voterPath(resident.index),
          padded,
          provers.prove,
        );
      }),
    );
  }

  /** Publishes, and freezes the roll where the time for it has come. */
  async function publish({ request, address }: Plan, schedule: calendar.Schedule) {
    await send(request, at(schedule.published));
    if (schedule.rollClosesAt < 0)
      await send(freezePoll(address, tree.freezeWitness()), at(schedule.rollClosesAt) + 30, carrier(0));
  }

  async function cast(ballots: OpenBallot[], schedule: calendar.Schedule) {
    const times = calendar.ballotTimes(schedule, ballots.length);
    for (const [i, ballot] of ballots.entries())
      await send(castVote(ballot), at(times[i] ?? schedule.opensAt), carrier(i));
  }
}

function accountAt(accounts: readonly Address[], index: number): Address {
  const account = accounts[index];
  if (!account) throw new Error(`the node has no account ${index}`);
  return account;
}
