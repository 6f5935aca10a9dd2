// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {QuestionWord} from "../interfaces/QuestionWord.sol";
import {PollContent} from "./PollContent.sol";
import {QuestionRules} from "./QuestionRules.sol";

/// @title What a sealed poll adds to its content
///
/// | bytes | value                                  |
/// | ----- | -------------------------------------- |
/// | 0–19  | committee                              |
/// | 20–23 | `minimumTurnout`                       |
/// | 24–87 | the committee's election key, x then y |
library SealedTerms {
    using PollContent for bytes;
    using QuestionRules for QuestionWord;

    function encode(address committee_, uint32 minimumTurnout_, uint256[2] memory electionKey_)
        internal
        pure
        returns (bytes memory)
    {
        return abi.encodePacked(committee_, minimumTurnout_, electionKey_[0], electionKey_[1]);
    }

    function committee(bytes memory content) internal pure returns (address) {
        return address(uint160(content.addedWord(0) >> 96));
    }

    function minimumTurnout(bytes memory content) internal pure returns (uint32) {
        return uint32(content.addedWord(0) >> 64);
    }

    function electionKey(bytes memory content) internal pure returns (uint256 x, uint256 y) {
        return (content.addedWord(24), content.addedWord(56));
    }

    /// @notice The smallest ballot circuit that holds the questions: 4 slots for up to 2 questions, 8 for 4, 16 for 8.
    function circuitSlots(bytes memory content) internal pure returns (uint256) {
        uint256 questions = content.questionCount();
        uint256 slots;
        for (uint256 i = 0; i < questions; ++i) {
            slots += content.question(i).slots();
        }
        if (slots <= 4 && questions <= 2) return 4;
        return slots <= 8 && questions <= 4 ? 8 : 16;
    }
}
