// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {QuestionWord} from "../../contracts/interfaces/QuestionWord.sol";
import {PollContent} from "../../contracts/polls/PollContent.sol";
import {PollParameters} from "../../contracts/interfaces/IPoll.sol";
import {QuestionRules} from "../../contracts/polls/QuestionRules.sol";
import {SlotCounters} from "../../contracts/polls/SlotCounters.sol";
import {vm} from "./support/Vm.sol";

contract QuestionRulesTest {
    using QuestionRules for QuestionWord;

    /// The closed form agrees with trying every ballot, for questions small enough to try.
    function testFuzz_PublishableExactlyWhenSomeBallotChoosesSomething(
        uint8 options,
        uint8[3] calldata counts,
        uint8[2] calldata sums,
        uint8 squares,
        bool distinct,
        bool blank
    ) external pure {
        uint256 choices = uint256(options) % 3 + 1;
        uint256 maxValue = uint256(counts[2]) % 4;
        uint256 word = choices + (blank ? 1 : 0);
        word |= (uint256(counts[0]) % 5) << 8;
        word |= (uint256(counts[1]) % 5) << 16;
        word |= maxValue << 24;
        word |= (uint256(sums[0]) % 12) << 32;
        word |= (uint256(sums[1]) % 12) << 48;
        word |= (uint256(squares) % 32) << 64;
        word |= (distinct ? uint256(1) : 0) << 88;
        word |= (blank ? uint256(1) : 0) << 89;
        QuestionWord question = QuestionWord.wrap(uint96(word));

        bool inRange = (word >> 16) & 0xff <= choices && (word >> 8) & 0xff <= (word >> 16) & 0xff
            && (word >> 32) & 0xffff <= (word >> 48) & 0xffff;
        assert(question.isPublishable() == (inRange && _someBallot(question, choices, maxValue)));
    }

    /// What is beyond a question's slots does not matter to it.
    function testFuzz_LooksAtItsOwnSlotsOnly(uint96 word, uint256 values) external pure {
        uint96 options = word % 16 + 1;
        QuestionWord question = QuestionWord.wrap((word & ~uint96(0xff)) | options);
        uint256 bits = 8 * question.slots();
        assert(question.isKept(values) == question.isKept(values & ((1 << bits) - 1)));
    }

    /// A kept vector never exceeds the bounds that the tally relies on.
    function testFuzz_KeptVectorStaysInBounds(uint8 choices, uint8 maxValue, uint128 values) external pure {
        uint256 n = uint256(choices) % 16 + 1;
        uint256 largest = uint256(maxValue) % 255 + 1;
        uint256 word = n | n << 16 | largest << 24 | (n * largest) << 48 | (n * largest * largest) << 64;
        QuestionWord question = QuestionWord.wrap(uint96(word));
        assert(question.isPublishable());
        bool within = true;
        for (uint256 i = 0; i < n; ++i) {
            if ((values >> (8 * i)) & 0xff > largest) within = false;
        }
        assert(question.isKept(values) == within);
    }

    function _someBallot(QuestionWord question, uint256 choices, uint256 maxValue) private pure returns (bool) {
        uint256 base = maxValue + 1;
        uint256 all = base ** choices;
        for (uint256 number = 1; number < all; ++number) {
            uint256 values;
            uint256 rest = number;
            for (uint256 i = 0; i < choices; ++i) {
                values |= (rest % base) << (8 * i);
                rest /= base;
            }
            if (question.isKept(values)) return true;
        }
        return false;
    }
}

contract SlotCountersTest {
    /// Each slot grows by its own byte and by nothing else.
    function testFuzz_EachSlotGrowsByItsByte(uint128[8] calldata vectors) external pure {
        uint256[16] memory expected;
        uint200 low;
        uint256 high;
        for (uint256 j = 0; j < vectors.length; ++j) {
            (uint200 addedLow, uint256 addedHigh) = SlotCounters.spread(vectors[j]);
            low += addedLow;
            high += addedHigh;
            for (uint256 i = 0; i < 16; ++i) {
                expected[i] += (uint256(vectors[j]) >> (8 * i)) & 0xff;
            }
        }
        uint256[16] memory totals = SlotCounters.all(low, high);
        for (uint256 i = 0; i < 16; ++i) {
            assert(totals[i] == expected[i]);
        }
    }

    /// The largest totals that a poll can have, 2^20 ballots of 255 in every slot, and no counter reaches its neighbour.
    function test_TheLargestTotalsFit() external pure {
        uint256 low;
        uint256 high;
        (uint200 addedLow, uint256 addedHigh) = SlotCounters.spread(type(uint128).max);
        low = uint256(addedLow) << 20;
        high = addedHigh << 20;
        assert(low >> 200 == 0 && high >> 20 == addedHigh);
        uint256[16] memory totals = SlotCounters.all(low, high);
        for (uint256 i = 0; i < 16; ++i) {
            assert(totals[i] == 255 << 20);
        }
    }
}

contract PollContentTest {
    using PollContent for bytes;

    /// What a poll is published with is what it reads from its own code.
    function testFuzz_ReadsBackWhatWasPacked(PollParameters calldata given, bytes32 hash) external pure {
        vm.assume(given.questions.length <= 8);
        bytes memory content = PollContent.encode(given, hash, "");
        assert(content.roll() == given.roll && content.documentHash() == hash);
        assert(content.rollClosesAt() == given.rollClosesAt && content.opensAt() == given.opensAt);
        assert(content.closesAt() == given.closesAt && content.minimumRoll() == given.minimumRoll);
        assert(content.questionCount() == given.questions.length);
        for (uint256 i = 0; i < given.questions.length; ++i) {
            assert(QuestionWord.unwrap(content.question(i)) == QuestionWord.unwrap(given.questions[i]));
        }
    }
}
