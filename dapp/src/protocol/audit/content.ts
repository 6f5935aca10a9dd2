import {
  type Address,
  decodeAbiParameters,
  getAddress,
  type Hex,
  hexToBigInt,
  hexToNumber,
  parseAbiParameters,
  size,
  slice,
} from "viem";
import type { PollParameters } from "../actions.ts";
import type { PollKindName, TokenRule } from "../reader.ts";
import type { Point } from "../sealed/curve.ts";
import { ballotSizeOfWords } from "../sealed/sizes.ts";
import { Difference } from "./difference.ts";

/** What stands in a poll's code and cannot change: its address follows from it. */
export interface PollContent {
  parameters: PollParameters;
  documentHash: Hex;
  /** Null for open polls. */
  sealing: { committee: Address; minimumTurnout: number; key: Point } | null;
}

const QUESTIONS_AT = 75;
const QUESTION_BYTES = 12;
const SEALING_BYTES = 89;

/** The layout of `contracts/polls/PollContent.sol` and `SealedTerms.sol`. @throws Difference for another length. */
export function readPollContent(args: Hex, kind: PollKindName): PollContent {
  const questionCount = size(args) < QUESTIONS_AT ? 0 : hexToNumber(slice(args, 74, 75));
  const end = QUESTIONS_AT + QUESTION_BYTES * questionCount;
  if (size(args) !== end + (kind === "sealed" ? SEALING_BYTES : 0)) {
    throw new Difference("contentDiffers", `the poll's code holds ${size(args)} bytes of content`);
  }
  const number = (from: number, to: number) => hexToNumber(slice(args, from, to));
  const word = (from: number, to: number) => hexToBigInt(slice(args, from, to));
  const questions = Array.from({ length: questionCount }, (_, i) =>
    word(QUESTIONS_AT + QUESTION_BYTES * i, QUESTIONS_AT + QUESTION_BYTES * (i + 1)),
  );
  if (kind === "sealed" && number(end + 88, end + 89) !== ballotSizeOfWords(questions)) {
    throw new Difference(
      "contentDiffers",
      "the poll's code names another ballot circuit than its questions do",
    );
  }
  return {
    parameters: {
      roll: getAddress(slice(args, 0, 20)),
      rollClosesAt: number(20, 26),
      opensAt: number(26, 32),
      closesAt: number(32, 38),
      minimumRoll: number(38, 42),
      questions,
    },
    documentHash: slice(args, 42, 74),
    sealing:
      kind === "sealed"
        ? {
            committee: getAddress(slice(args, end, end + 20)),
            minimumTurnout: number(end + 20, end + 24),
            key: { x: word(end + 24, end + 56), y: word(end + 56, end + 88) },
          }
        : null,
  };
}

export interface RollContent {
  creator: Address;
  documentHash: Hex;
  tokenRule: TokenRule | null;
}

/** @throws Difference when the arguments are none of a roll. */
export function readRollContent(args: Hex, byToken: boolean): RollContent {
  if (size(args) !== (byToken ? 160 : 64)) {
    throw new Difference("contentDiffers", `the roll's code holds ${size(args)} bytes of content`);
  }
  const [creator, documentHash] = decodeAbiParameters(parseAbiParameters("address, bytes32"), args);
  if (!byToken) return { creator, documentHash, tokenRule: null };
  const [token, minimumVotes, timepoint] = decodeAbiParameters(
    parseAbiParameters("address, uint256, uint48"),
    slice(args, 64),
  );
  return { creator, documentHash, tokenRule: { token, minimumVotes, timepoint } };
}

export interface CommitteeContent {
  creator: Address;
  documentHash: Hex;
  threshold: number;
  trustees: readonly Address[];
}

/** @throws Difference when the arguments are none of a committee. */
export function readCommitteeContent(args: Hex): CommitteeContent {
  try {
    const types = parseAbiParameters("address, bytes32, uint256, address[]");
    const [creator, documentHash, threshold, trustees] = decodeAbiParameters(types, args);
    return { creator, documentHash, threshold: Number(threshold), trustees };
  } catch (error) {
    throw new Difference(
      "contentDiffers",
      `the committee's code cannot be read: ${String(error).split("\n")[0]}`,
    );
  }
}
