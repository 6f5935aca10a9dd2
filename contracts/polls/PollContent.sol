// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {PollParameters} from "../interfaces/IPoll.sol";
import {QuestionWord} from "../interfaces/QuestionWord.sol";

/// @title Poll content
/// @notice A poll's immutable arguments: what it was published with, packed, since each byte is paid for in code.
///
/// | bytes     | value                                        |
/// | --------- | -------------------------------------------- |
/// | 0–19      | roll                                         |
/// | 20–25     | `rollClosesAt`                               |
/// | 26–31     | `opensAt`                                    |
/// | 32–37     | `closesAt`                                   |
/// | 38–41     | `minimumRoll`                                |
/// | 42–73     | document hash                                |
/// | 74        | number of questions                          |
/// | 75 + 12 i | question i                                   |
/// | then      | what the kind of poll adds                   |
library PollContent {
    uint256 private constant QUESTIONS_AT = 75;
    uint256 private constant QUESTION_BYTES = 12;
    /// @notice No content is longer: eight questions and what sealed polls add, in whole words.
    uint256 internal constant LONGEST = 288;

    /// @param added what the kind of poll adds.
    function encode(
        PollParameters calldata parameters,
        bytes32 hash,
        bytes memory added
    ) internal pure returns (bytes memory content) {
        content = abi.encodePacked(
            parameters.roll,
            parameters.rollClosesAt,
            parameters.opensAt,
            parameters.closesAt,
            parameters.minimumRoll,
            hash,
            uint8(parameters.questions.length)
        );
        for (uint256 i = 0; i < parameters.questions.length; ++i) {
            content = abi.encodePacked(content, QuestionWord.unwrap(parameters.questions[i]));
        }
        content = abi.encodePacked(content, added);
    }

    function roll(bytes memory content) internal pure returns (address) {
        return address(uint160(_word(content, 0) >> 96));
    }

    function rollClosesAt(bytes memory content) internal pure returns (uint48) {
        return uint48(_word(content, 0) >> 48);
    }

    function opensAt(bytes memory content) internal pure returns (uint48) {
        return uint48(_word(content, 0));
    }

    function closesAt(bytes memory content) internal pure returns (uint48) {
        return uint48(_word(content, 32) >> 208);
    }

    function minimumRoll(bytes memory content) internal pure returns (uint32) {
        return uint32(_word(content, 38) >> 224);
    }

    function documentHash(bytes memory content) internal pure returns (bytes32) {
        return bytes32(_word(content, 42));
    }

    function questionCount(bytes memory content) internal pure returns (uint256) {
        return _word(content, QUESTIONS_AT - 1) >> 248;
    }

    /// @param index under {questionCount}.
    function question(bytes memory content, uint256 index) internal pure returns (QuestionWord) {
        unchecked {
            return QuestionWord.wrap(uint96(_word(content, QUESTIONS_AT + QUESTION_BYTES * index) >> 160));
        }
    }

    /// @notice Writes the questions to memory, from the address `at` on, and zeros up to `words` words.
    function putQuestions(bytes memory content, uint256 at, uint256 words) internal pure {
        uint256 count = questionCount(content);
        assembly ("memory-safe") {
            calldatacopy(add(at, shl(5, count)), calldatasize(), shl(5, sub(words, count)))
            let from := add(content, add(32, QUESTIONS_AT))
            for { let end := add(at, shl(5, count)) } lt(at, end) { at := add(at, 32) } {
                mstore(at, shr(160, mload(from)))
                from := add(from, QUESTION_BYTES)
            }
        }
    }

    /// @notice 32 bytes of what the kind of poll adds, from `offset` within it.
    function addedWord(bytes memory content, uint256 offset) internal pure returns (uint256) {
        return _word(content, QUESTIONS_AT + QUESTION_BYTES * questionCount(content) + offset);
    }

    /// @dev 32 bytes from `offset`; reads past the end are shifted away by the callers.
    function _word(bytes memory content, uint256 offset) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(content, 32), offset))
        }
    }
}
