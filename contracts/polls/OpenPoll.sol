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
        _count(ballot.votes);
        emit BallotCounted(place, ballot.nullifier, ballot.votes, ballot.proof);
    }

    /// @inheritdoc IOpenPoll
    function totals() external view returns (uint256[16] memory) {
        return SlotCounters.all(_low, _high);
    }

    function _requireProof(OpenBallot calldata ballot) internal view virtual {
        uint256[] memory inputs = _memberInputs(ballot.nullifier, ballot.votes);
        if (!Groth16.verify(_memberKey(), ballot.proof, inputs)) revert Poll_ProofInvalid();
    }

    function _count(uint256 votes) private {
        (uint200 low, uint256 high) = SlotCounters.spread(votes);
        unchecked {
            _low += low;
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
