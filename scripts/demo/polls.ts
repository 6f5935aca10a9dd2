import type { Address } from "viem";
import { castBallot, freezePoll, publishOpenPoll } from "../../dapp/src/protocol/actions.ts";
import {
  type FinishedBallot,
  prepareOpenBallot,
  prepareSealedBallot,
} from "../../dapp/src/protocol/ballot.ts";
import type { Deployment } from "../../dapp/src/protocol/deployment.ts";
import { readPollDocument, writeDocument } from "../../dapp/src/protocol/documents.ts";
import type { VoterIdentity } from "../../dapp/src/protocol/identity.ts";
import { encodeRule } from "../../dapp/src/protocol/questions.ts";
import type { RollTree } from "../../dapp/src/protocol/rollTree.ts";
import { finalizePoll, publishSealedPoll, publishShare } from "../../dapp/src/protocol/sealed/actions.ts";
import { openTotals } from "../../dapp/src/protocol/sealed/discreteLog.ts";
import { addUp, type Ciphertext } from "../../dapp/src/protocol/sealed/encryption.ts";
import { openedPoints } from "../../dapp/src/protocol/sealed/tally.ts";
import type { Agenda } from "./agenda.ts";
import { ballotTimes, OPENING, type Schedule } from "./calendar.ts";
import type { DemoPoll } from "./documents.ts";
import type { Provers } from "./provers.ts";
import type { Request, Scribe } from "./scribe.ts";
import type { Trustees } from "./trustees.ts";

/** A town whose polls are planned: addresses follow from content, so proofs begin while its past is still being made. */
export interface PollTown {
  scribe: Scribe;
  provers: Provers;
  agenda: Agenda;
  deployment: Deployment;
  roll: Address;
  tree: RollTree;
  residents: readonly VoterIdentity[];
  /** Turns an offset of the calendar into UNIX seconds. */
  at: (offset: number) => number;
}

/** Who votes what, from the resident of this place on the roll on. */
interface Voters {
  ballots: readonly number[][];
  first: number;
}

const padded = (votes: readonly number[]) => [...votes, ...Array<number>(16 - votes.length).fill(0)];

/** What LeVote is told of a poll. @throws Error where words and rules disagree. */
export function pollTerms(
  { document, rules }: DemoPoll,
  roll: Address,
  schedule: Schedule,
  at: (offset: number) => number,
) {
  const questions = rules.map(encodeRule);
  const text = writeDocument(document);
  const read = readPollDocument(text, questions);
  if (read.malformed) throw new Error(`"${document.title.en}" is malformed: ${read.detail}`);
  const { rollClosesAt, opensAt, closesAt } = schedule;
  const times = { rollClosesAt: at(rollClosesAt), opensAt: at(opensAt), closesAt: at(closesAt) };
  return { parameters: { roll, ...times, minimumRoll: 5, questions }, text };
}

/** Notes an open poll and its ballots. @returns its address. */
export async function planOpenPoll(
  town: PollTown,
  poll: DemoPoll,
  schedule: Schedule,
  voters: Voters = { ballots: [], first: 0 },
): Promise<Address> {
  const { parameters, text } = pollTerms(poll, town.roll, schedule, town.at);
  const request = publishOpenPoll(town.deployment.leVote, parameters, text);
  const address = await town.scribe.promised(request);
  const ballots = votersOf(town, voters).map(({ identity, path, votes }) =>
    prepareOpenBallot(
      termsOf(town, address, parameters.questions),
      identity,
      path,
      votes,
      town.provers.prove,
    ),
  );
  noteCasting(town, schedule, { request, address }, ballots);
  return address;
}

/** Notes a sealed poll and its ballots, and where `opened` its opening by those trustees. @returns its address. */
export async function planSealedPoll(
  town: PollTown,
  trustees: Trustees,
  poll: DemoPoll,
  schedule: Schedule,
  { opened, ...voters }: Voters & { opened?: readonly number[] },
): Promise<Address> {
  const { leVote } = town.deployment;
  const { parameters, text } = pollTerms(poll, town.roll, schedule, town.at);
  const sealing = { committee: trustees.address, minimumTurnout: voters.ballots.length };
  const request = publishSealedPoll(leVote, parameters, sealing, text);
  const address = await town.scribe.promised(request);
  const terms = { ...termsOf(town, address, parameters.questions), sealed: { electionKey: trustees.key } };
  const provers = { membership: town.provers.prove, rules: town.provers.seal };
  const ballots = votersOf(town, voters).map(({ identity, path, votes }) =>
    prepareSealedBallot(terms, identity, path, votes, provers),
  );
  noteCasting(town, schedule, { request, address }, ballots);
  if (opened) {
    const cast = Promise.all(ballots).then((all) => all.map(({ ciphertexts }) => ciphertexts));
    noteOpening(town, trustees, address, schedule, cast, opened);
  }
  return address;
}

function votersOf({ residents, tree }: PollTown, { ballots, first }: Voters) {
  return ballots.map((votes, i) => {
    const identity = residents[first + i];
    if (!identity) throw new Error("fewer residents than ballots");
    return { identity, path: tree.voterPath(first + i), votes: padded(votes) };
  });
}

function termsOf({ tree, deployment, residents }: PollTown, address: Address, questions: bigint[]) {
  const { paddedRoot: root, depth } = tree;
  const frozen = { root, depth, rollSize: residents.length, at: { block: 0, logIndex: 0 } };
  return { address, questions, frozen, chainId: deployment.chainId };
}

/** Notes publication, the freezing of the roll where the time for it has come, and the ballots. */
function noteCasting(
  { agenda, scribe, tree, at }: PollTown,
  schedule: Schedule,
  { request, address }: { request: Request; address: Address },
  ballots: readonly Promise<FinishedBallot>[],
): void {
  agenda.note(at(schedule.published), (time) => scribe.send(request, time));
  if (schedule.rollClosesAt < 0) {
    const witness = tree.freezeWitness();
    agenda.note(at(schedule.rollClosesAt) + 30, (time) =>
      scribe.send(freezePoll(address, witness), time, scribe.carrier(0)),
    );
  }
  const times = ballotTimes(schedule, ballots.length);
  for (const [i, ballot] of ballots.entries()) {
    // Awaited in its turn; a failure before that must not end the whole process.
    ballot.catch(() => undefined);
    agenda.note(at(times[i] ?? schedule.opensAt), async (time) =>
      scribe.send(castBallot(await ballot), time, scribe.carrier(i)),
    );
  }
}

/** Notes the trustees' shares of the total and the count, which anyone may send. */
function noteOpening(
  { agenda, scribe, provers, deployment: { chainId }, at }: PollTown,
  { address: committee, key, secrets }: Trustees,
  poll: Address,
  { closesAt }: Schedule,
  cast: Promise<(readonly Ciphertext[])[]>,
  openers: readonly number[],
): void {
  const totals = cast.then((ballots) => addUp(key, ballots[0]?.length ?? 0, ballots));
  const shares = openers.map(async (trustee) => {
    const R = (await totals).map((total) => total.R);
    const statement = { chainId, committee, trustee, phase: "share" as const, poll };
    return provers.share({ statement, secret: secrets[trustee - 1] as bigint, R });
  });
  for (const [i, pending] of shares.entries()) {
    pending.catch(() => undefined);
    agenda.note(at(closesAt) + (OPENING.shares[i] ?? 0), async (time) => {
      const { share, proof } = await pending;
      return scribe.send(publishShare(poll, share, proof), time, scribe.account(share.trustee));
    });
  }
  agenda.note(at(closesAt) + OPENING.counted, async (time) => {
    const given = (await Promise.all(shares)).map(({ share }) => share);
    const counts = openTotals(openedPoints(await totals, given), (await cast).length);
    return scribe.send(finalizePoll(poll, given, counts), time, scribe.carrier(1));
  });
}
