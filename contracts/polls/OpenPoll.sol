// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Groth16} from "../crypto/Groth16.sol";
import {IOpenPoll, OpenBallot} from "../interfaces/IOpenPoll.sol";
import {QuestionWord} from "../interfaces/QuestionWord.sol";
import {Poll} from "./Poll.sol";
import {PollContent} from "./PollContent.sol";
import {QuestionRules} from "./QuestionRules.sol";
import {SlotCounters} from "./SlotCounters.sol";

/// @title Open poll
contract OpenPoll is Poll, IOpenPoll {
    using Groth16 for Groth16.Check;
    using PollContent for bytes;
    using QuestionRules for QuestionWord;

    /// @dev {SlotCounters} of slots 0–6, in the slot that every vote writes, and of slots 7–15.
    uint200 private _low;
    uint256 private _high;

    /// @inheritdoc IOpenPoll
    function castVote(OpenBallot calldata ballot) external onlyClone {
        bytes memory content = _content();
        uint256 place = _takeBallot(content, ballot.nullifier);
        _requireRulesKept(content, ballot.votes);
        _requireProof(ballot);
        (uint200 low, uint256 high) = SlotCounters.spread(ballot.votes);
        _count(low, high);
        emit BallotCounted(place, ballot.nullifier, ballot.votes, ballot.proof);
    }

    /// @inheritdoc IOpenPoll
    function castMany(OpenBallot[] calldata given) external onlyClone returns (uint256 counted) {
        bytes memory content = _content();
        uint256 first = _beginVoting(content);
        bytes[] memory keys = new bytes[](1);
        keys[0] = _memberKey();
        Groth16.Check memory check = Groth16.open(keys, given.length);
        uint256 low;
        uint256 high;
        unchecked {
            for (uint256 i = 0; i < given.length; ++i) {
                OpenBallot calldata ballot = given[i];
                if (!_takeAmongMany(ballot.nullifier, first + counted)) continue;
                _requireRulesKept(content, ballot.votes);
                check.add(0, ballot.proof, _memberInputs(ballot.nullifier, ballot.votes));
                (uint200 addedLow, uint256 addedHigh) = SlotCounters.spread(ballot.votes);
                (low, high) = (low + addedLow, high + addedHigh);
                emit BallotCounted(first + counted++, ballot.nullifier, ballot.votes, ballot.proof);
            }
            if (counted == 0) return 0;
            if (!check.holds()) revert Poll_ProofInvalid();
            _setBallots(first + counted);
        }
        _count(low, high);
    }

    /// @inheritdoc IOpenPoll
    function totals() external view returns (uint256[16] memory) {
        return SlotCounters.all(_low, _high);
    }

    function _requireProof(OpenBallot calldata ballot) internal view virtual {
        uint256[] memory inputs = _memberInputs(ballot.nullifier, ballot.votes);
        if (!Groth16.verify(_memberKey(), ballot.proof, inputs)) revert Poll_ProofInvalid();
    }

    /// @dev No sum exceeds its bits, see {SlotCounters}.
    function _count(uint256 low, uint256 high) private {
        unchecked {
            _low += uint200(low);
            if (high != 0) _high += high;
        }
    }

    function _requireRulesKept(bytes memory content, uint256 votes) private pure {
        uint256 count = content.questionCount();
        uint256 rest = votes;
        unchecked {
            for (uint256 i = 0; i < count; ++i) {
                QuestionWord question = content.question(i);
                if (!question.isKept(rest)) revert Poll_RuleBroken(i);
                rest >>= 8 * question.slots();
            }
        }
        if (rest != 0) revert Poll_RuleBroken(count);
    }
}
