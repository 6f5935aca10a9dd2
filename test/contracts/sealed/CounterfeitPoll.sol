// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Phase} from "../../../contracts/interfaces/IPoll.sol";

/// @notice Looks like a closed sealed poll of some committee whose "totals" are whatever its maker wants decrypted: the
/// trap that a trustee's device must not step into.
contract CounterfeitPoll {
    event SealedBallotCounted(
        uint256 indexed ballot,
        uint256 indexed nullifier,
        uint256[] points,
        uint256 h,
        uint256[8] ballotProof,
        uint256[8] memberProof
    );

    address public immutable committee;
    uint32 public constant minimumTurnout = 2;
    uint8 public constant slots = 4;
    Phase public constant phase = Phase.Closed;
    uint32 public ballots;
    uint256[] private _totals;
    mapping(uint256 trustee => bytes32) public shareHash;

    constructor(address committee_, uint256[] memory totals_) {
        committee = committee_;
        _totals = totals_;
    }

    /// @notice Shows ballots, so that there seem to be enough.
    function show(uint256[][] calldata points) external {
        uint256[8] memory proof;
        for (uint256 i = 0; i < points.length; ++i) {
            emit SealedBallotCounted(ballots++, i + 1, points[i], 0, proof, proof);
        }
    }

    function encryptedTotals() external view returns (uint256[] memory) {
        return _totals;
    }
}
