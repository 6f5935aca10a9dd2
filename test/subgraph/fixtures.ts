import type { Address } from "viem";
import {
  committeeAbi,
  leVoteAbi,
  openPollAbi,
  sealedPollAbi,
} from "../../dapp/src/protocol/generated/abi.ts";
import { packVotes } from "../../dapp/src/protocol/questions.ts";
import { COMMITTEE, COMMITTEE_SIZE } from "../support/committeeCases.ts";
import { POLL, POLL_WORDS, ROLL } from "../support/documentCases.ts";
import { type Emission, emission } from "./emitter.ts";

const address = (number: number): Address => `0x${number.toString(16).padStart(40, "0")}`;

export const LE_VOTE = address(0xa0);
export const ORGANISER = address(0xc1);
export const SUCCESSOR = address(0xc2);
export const TOKEN = address(0xd1);
/** The n-th roll, poll, committee or trustee's account. */
export const rollAt = (number: number): Address => address(0x1000 + number);
export const pollAt = (number: number): Address => address(0x2000 + number);
export const committeeAt = (number: number): Address => address(0x3000 + number);
export const accountAt = (number: number): Address => address(0x4000 + number);

export const ROLL_KIND = { invitation: 1, token: 2, open: 3 };
/** Voting lasts a day, from 10:00 on. */
export const SCHEDULE = { rollClosesAt: 3_600, opensAt: 36_000, closesAt: 122_400 };

export function rollCreated(
  roll: Address,
  kind: number,
  document: string = JSON.stringify(ROLL),
  tokenRule: object = { token: address(0), minimumVotes: 0n, timepoint: 0 },
): Emission {
  return emission(leVoteAbi, LE_VOTE, "RollCreated", {
    roll,
    organiser: ORGANISER,
    kind,
    tokenRule,
    document,
  });
}

export function pollPublished(
  poll: Address,
  {
    words = POLL_WORDS,
    document = JSON.stringify(POLL),
    schedule = SCHEDULE,
    kind = 1,
    roll = rollAt(0),
  } = {},
): Emission {
  const parameters = { roll, ...schedule, minimumRoll: 2, questions: words };
  return emission(leVoteAbi, LE_VOTE, "PollPublished", {
    poll,
    roll,
    organiser: ORGANISER,
    kind,
    parameters,
    document,
  });
}

/** A document for questions with these option ids. */
export function documentOf(...questions: string[][]): string {
  return JSON.stringify({
    version: 1,
    languages: ["en"],
    title: { en: "Poll" },
    context: { en: "" },
    questions: questions.map((options, i) => ({
      id: `q${i}`,
      title: { en: `Question ${i}` },
      options: options.map((id) => ({ id, label: { en: id.toUpperCase() } })),
    })),
  });
}

/** A ballot with these values in its slots. */
export function ballotCounted(poll: Address, ballot: number, votes: number[]): Emission {
  const proof = Array.from({ length: 8 }, (_, i) => 10n ** 70n + BigInt(i));
  const args = { ballot: BigInt(ballot), nullifier: BigInt(1_000 + ballot), votes: packVotes(votes), proof };
  return emission(openPollAbi, poll, "BallotCounted", args);
}

export function committeeCreated(
  committee: Address,
  { threshold = 2, size = COMMITTEE_SIZE, document = JSON.stringify(COMMITTEE) } = {},
): Emission {
  const trustees = Array.from({ length: size }, (_, i) => accountAt(i + 1));
  const args = { committee, creator: ORGANISER, threshold: BigInt(threshold), trustees, document };
  return emission(leVoteAbi, LE_VOTE, "CommitteeCreated", args);
}

/** An event of the committee itself. */
export const inCommittee = (committee: Address, name: string, args: Record<string, unknown>): Emission =>
  emission(committeeAbi, committee, name, args);

/** A sealed poll as it is published: two events of one transaction, here of one block. */
export function sealedPublished(
  poll: Address,
  committee: Address,
  { minimumTurnout = 2, electionKey = [21n, 22n], ...published }: SealedChanges = {},
): Emission[] {
  const args = { poll, committee, minimumTurnout, electionKey };
  return [pollPublished(poll, { ...published, kind: 2 }), emission(leVoteAbi, LE_VOTE, "PollSealed", args)];
}

type SealedChanges = Parameters<typeof pollPublished>[1] & {
  minimumTurnout?: number;
  electionKey?: bigint[];
};

/** An event of a sealed poll itself. */
export const inSealedPoll = (poll: Address, name: string, args: Record<string, unknown>): Emission =>
  emission(sealedPollAbi, poll, name, args);

/** Eight different words that fill 256 bits. */
export const proofWords = (seed: number): bigint[] =>
  Array.from({ length: 8 }, (_, i) => 2n ** 256n - BigInt(8 * seed + i + 1));

/** The place of the n-th log of the n-th block in the chain's one order. */
export const position = (number: number, logIndex: number): string =>
  String(BigInt(number) * 2n ** 32n + BigInt(logIndex));

/** An id made of an address and numbers, as `subgraph/src/ids.ts` makes it. */
export function numbered(owner: string, ...numbers: number[]): string {
  const bytes = numbers.map((number) => {
    const buffer = Buffer.alloc(4);
    buffer.writeInt32LE(number);
    return buffer.toString("hex");
  });
  return owner + bytes.join("");
}
