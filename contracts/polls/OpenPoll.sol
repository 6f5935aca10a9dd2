// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Groth16} from "../crypto/Groth16.sol";
import {IOpenPoll, OpenBallot} from "../interfaces/IOpenPoll.sol";
import {IPoll} from "../interfaces/IPoll.sol";
import {QuestionWord} from "../interfaces/QuestionWord.sol";
import {Poll} from "./Poll.sol";
import {PollContent} from "./PollContent.sol";
import {QuestionRules} from "./QuestionRules.sol";
import {SlotCounters} from "./SlotCounters.sol";

/// @title Open poll
contract OpenPoll is Poll, IOpenPoll {
    using PollContent for bytes;
    using QuestionRules for QuestionWord;
    using SlotCounters for SlotCounters.Counters;

    SlotCounters.Counters private _counters;

    /// @inheritdoc IOpenPoll
    function castVote(OpenBallot calldata ballot) external onlyClone {
        bytes memory content = _content();
        uint256 place = _takeBallot(content, ballot.nullifier);
        _requireRulesKept(content, ballot.votes);
        _requireProof(ballot);
        _counters.add(ballot.votes);
        emit BallotCounted(place, ballot.nullifier, ballot.votes, ballot.proof);
    }

    /// @inheritdoc IOpenPoll
    function totals() external view returns (uint256[16] memory) {
        return _counters.all();
    }

    /// @inheritdoc Poll
    function ballots() public view override(IPoll, Poll) returns (uint32) {
        return _counters.ballots();
    }

    function _requireProof(OpenBallot calldata ballot) internal view virtual {
        uint256[] memory inputs = _memberInputs(ballot.nullifier, ballot.votes);
        if (!Groth16.verify(_memberKey(), ballot.proof, inputs)) revert Poll_ProofInvalid();
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
