// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {QuestionWord} from "../interfaces/QuestionWord.sol";

/// @notice A question word, field by field; see {QuestionWord}.
struct QuestionRule {
    uint256 optionCount;
    uint256 minChosen;
    uint256 maxChosen;
    uint256 maxValue;
    uint256 minSum;
    uint256 maxSum;
    uint256 maxSquares;
    bool distinct;
    bool allowBlank;
}

/// @title Question rules
/// @notice What a question word allows: `dapp/src/protocol/questionRules` says the same in TypeScript.
library QuestionRules {
    uint256 internal constant MAX_QUESTIONS = 8;
    uint256 internal constant MAX_SLOTS = 16;

    function decode(QuestionWord question) internal pure returns (QuestionRule memory rule) {
        uint256 word = QuestionWord.unwrap(question);
        rule.optionCount = word & 0xff;
        rule.minChosen = (word >> 8) & 0xff;
        rule.maxChosen = (word >> 16) & 0xff;
        rule.maxValue = (word >> 24) & 0xff;
        rule.minSum = (word >> 32) & 0xffff;
        rule.maxSum = (word >> 48) & 0xffff;
        rule.maxSquares = (word >> 64) & 0xffffff;
        rule.distinct = (word >> 88) & 1 == 1;
        rule.allowBlank = (word >> 89) & 1 == 1;
    }

    function slots(QuestionWord question) internal pure returns (uint256) {
        return QuestionWord.unwrap(question) & 0xff;
    }

    function largestValue(QuestionWord question) internal pure returns (uint256) {
        return (QuestionWord.unwrap(question) >> 24) & 0xff;
    }

    /// @notice Whether every field is in range and some ballot that chooses something satisfies the rule.
    function isPublishable(QuestionWord question) internal pure returns (bool) {
        if (QuestionWord.unwrap(question) >> 90 != 0) return false;
        QuestionRule memory rule = decode(question);
        uint256 reserved = rule.allowBlank ? 1 : 0;
        if (rule.optionCount < 1 + reserved || rule.optionCount > MAX_SLOTS) return false;
        if (rule.maxChosen < 1 || rule.maxChosen > rule.optionCount - reserved) return false;
        if (rule.minChosen > rule.maxChosen || rule.maxValue < 1) return false;
        if (rule.maxSum < 1 || rule.minSum > rule.maxSum) return false;
        for (uint256 chosen = rule.minChosen == 0 ? 1 : rule.minChosen; chosen <= rule.maxChosen; ++chosen) {
            if (_isReachable(rule, chosen)) return true;
        }
        return false;
    }

    /// @notice Whether the question's slots keep its rule.
    /// @param values the vector, shifted so that the question's first slot stands in bits 0…7; what lies beyond the
    /// question's slots is not looked at.
    /// @dev On the way of every vote, so the word's fields are read where they are needed. Nothing here can overflow: at
    /// most 255 slots of at most 255 each.
    function isKept(QuestionWord question, uint256 values) internal pure returns (bool) {
        uint256 word = QuestionWord.unwrap(question);
        bool allowBlank = (word >> 89) & 1 == 1;
        bool distinct = (word >> 88) & 1 == 1;
        uint256 maxValue = (word >> 24) & 0xff;
        uint256 chosen;
        uint256 sum;
        uint256 squares;
        uint256 seen;
        unchecked {
            uint256 end = 8 * (word & 0xff) - (allowBlank ? 8 : 0);
            // Slots beyond the last value above 0 need no look.
            for (uint256 rest = values & ((1 << end) - 1); rest != 0; rest >>= 8) {
                uint256 value = rest & 0xff;
                if (value == 0) continue;
                uint256 mark = 1 << value;
                if (value > maxValue || (distinct && seen & mark != 0)) return false;
                seen |= mark;
                ++chosen;
                sum += value;
                squares += value * value;
            }
            if (allowBlank) {
                uint256 blank = (values >> end) & 0xff;
                if (blank != (chosen == 0 ? 1 : 0)) return false;
                if (blank == 1) return true;
            }
        }
        return chosen >= (word >> 8) & 0xff && chosen <= (word >> 16) & 0xff && sum >= (word >> 32) & 0xffff
            && sum <= (word >> 48) & 0xffff && squares <= (word >> 64) & 0xffffff;
    }

    /// @dev Whether `chosen` values above 0 can meet every bound. For a given sum the squares are least when the values
    /// lie as close together as they may, and they grow with the sum: so the smallest allowed sum decides.
    function _isReachable(QuestionRule memory rule, uint256 chosen) private pure returns (bool) {
        if (rule.distinct && chosen > rule.maxValue) return false;
        uint256 spread = rule.distinct ? (chosen * (chosen - 1)) / 2 : 0;
        uint256 least = chosen + spread;
        uint256 most = chosen * rule.maxValue - spread;
        uint256 sum = rule.minSum > least ? rule.minSum : least;
        if (sum > most || sum > rule.maxSum) return false;
        uint256 raise = (sum - least) / chosen;
        uint256 raisedOnceMore = (sum - least) % chosen;
        uint256 squares;
        for (uint256 i = 0; i < chosen; ++i) {
            uint256 value = 1 + raise + (rule.distinct ? i : 0) + (i >= chosen - raisedOnceMore ? 1 : 0);
            squares += value * value;
        }
        return squares <= rule.maxSquares;
    }
}
