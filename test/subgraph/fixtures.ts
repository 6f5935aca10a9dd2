import type { Address } from "viem";
import { leVoteAbi, openPollAbi } from "../../dapp/src/protocol/generated/abi.ts";
import { packVotes } from "../../dapp/src/protocol/questions.ts";
import { POLL, POLL_WORDS, ROLL } from "../support/documentCases.ts";
import { type Emission, emission } from "./emitter.ts";

const address = (number: number): Address => `0x${number.toString(16).padStart(40, "0")}`;

export const LE_VOTE = address(0xa0);
export const ORGANISER = address(0xc1);
export const SUCCESSOR = address(0xc2);
export const TOKEN = address(0xd1);
/** The n-th roll or poll. */
export const rollAt = (number: number): Address => address(0x1000 + number);
export const pollAt = (number: number): Address => address(0x2000 + number);

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
