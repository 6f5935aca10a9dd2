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
/// | 88    | slots of the ballot circuit            |
library SealedTerms {
    using PollContent for bytes;
    using QuestionRules for QuestionWord;

    function encode(
        address committee_,
        uint32 minimumTurnout_,
        uint256[2] memory electionKey_,
        QuestionWord[] calldata questions
    ) internal pure returns (bytes memory) {
        uint8 slots = _circuitSlots(questions);
        return abi.encodePacked(committee_, minimumTurnout_, electionKey_[0], electionKey_[1], slots);
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

    /// @notice 4, 8 or 16.
    function circuitSlots(bytes memory content) internal pure returns (uint256) {
        return content.addedWord(88) >> 248;
    }

    /// @dev The smallest ballot circuit that holds the questions: 4 slots for up to 2 questions, 8 for 4, 16 for 8.
    function _circuitSlots(QuestionWord[] calldata questions) private pure returns (uint8) {
        uint256 slots;
        for (uint256 i = 0; i < questions.length; ++i) {
            slots += questions[i].slots();
        }
        if (slots <= 4 && questions.length <= 2) return 4;
        return slots <= 8 && questions.length <= 4 ? 8 : 16;
    }
}
