import {
  type Address,
  concatHex,
  encodePacked,
  getCreate2Address,
  type Hex,
  keccak256,
  numberToHex,
  pad,
  size,
  stringToBytes,
} from "viem";
import type { PollParameters } from "../actions.ts";
import type { SealedParameters } from "./actions.ts";
import type { Point } from "./curve.ts";

/** What a sealed poll was published with, as LeVote's events say. */
export interface SealedPublication {
  /** Who published: the clone's salt. */
  organiser: Address;
  parameters: PollParameters;
  document: string;
  sealing: SealedParameters;
  electionKey: Point;
}

/** OpenZeppelin's clone with immutable arguments: an EIP-1167 proxy with the arguments behind it. */
const CREATES = "0x3d81600a3d39f3";
const BEFORE = "0x363d3d373d3d3d363d73";
const AFTER = "0x5af43d82803e903d91602b57fd5bf3";

/** The clone's immutable arguments up to the election key, as `PollContent.sol` and `SealedTerms.sol` pack them. */
export function sealedContent({ parameters, document, sealing, electionKey }: SealedPublication): Hex {
  const { roll, rollClosesAt, opensAt, closesAt, minimumRoll, questions } = parameters;
  return concatHex([
    encodePacked(
      ["address", "uint48", "uint48", "uint48", "uint32", "bytes32", "uint8"],
      [
        roll,
        rollClosesAt,
        opensAt,
        closesAt,
        minimumRoll,
        keccak256(stringToBytes(document)),
        questions.length,
      ],
    ),
    ...questions.map((word) => numberToHex(word, { size: 12 })),
    encodePacked(
      ["address", "uint32", "uint256", "uint256"],
      [sealing.committee, sealing.minimumTurnout, electionKey.x, electionKey.y],
    ),
  ]);
}

/**
 * Whether this is the code of LeVote's sealed polls with this publication in it. Behind the content stands only what the
 * contract derives from it.
 */
export function isSealedPollCode(
  code: Hex,
  implementation: Address,
  publication: SealedPublication,
): boolean {
  const expected = concatHex([BEFORE, implementation, AFTER, sealedContent(publication)]);
  return code.toLowerCase().startsWith(expected.toLowerCase());
}

/** The one address that LeVote can put such code at for this organiser: nothing else can ever stand there. */
export function cloneAddress(leVote: Address, organiser: Address, code: Hex): Address {
  return getCreate2Address({
    from: leVote,
    salt: pad(organiser, { size: 32 }),
    bytecode: concatHex(["0x61", numberToHex(size(code), { size: 2 }), CREATES, code]),
  });
}
