// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IPoll} from "./IPoll.sol";

/// @notice A ballot in clear.
/// @param nullifier Semaphore's, for this poll's scope.
/// @param votes the vector, slot i in bits 8i…8i+7; it is Semaphore's `message`.
/// @param proof Groth16 points in Semaphore's order.
struct OpenBallot {
    uint256 nullifier;
    uint256 votes;
    uint256[8] proof;
}

/// @title Open poll
/// @notice Ballots are counted as they come; the result stands at the closing second and needs nobody.
interface IOpenPoll is IPoll {
    /// @notice A ballot was counted. Everything needed to check it again is here and in `Frozen`.
    /// @param ballot its place, counted from 0.
    event BallotCounted(uint256 indexed ballot, uint256 indexed nullifier, uint256 votes, uint256[8] proof);

    /// @notice Thrown when the vector breaks a question's rule; `question` is the number of questions when bits stand
    /// beyond the last slot.
    error Poll_RuleBroken(uint256 question);

    /// @notice Casts a ballot. Anyone may bring it: `msg.sender` never matters.
    function castVote(OpenBallot calldata ballot) external;
    /// @notice Casts many ballots, proven together in one pairing check. Anyone may bring them.
    /// @dev A ballot whose nullifier is used, before or earlier in the batch, is skipped, so nobody can sink a batch by
    /// casting one of its ballots first. Anything else that is wrong with one ballot reverts them all: verify before
    /// bringing; what was valid once stays valid until closing. At most about 140 at once (EIP-7825).
    /// @return counted how many were not skipped.
    function castMany(OpenBallot[] calldata ballots) external returns (uint256 counted);
    /// @notice Sum of each slot over all counted ballots, slots beyond the questions 0.
    function totals() external view returns (uint256[16] memory);
}
