// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {SemaphoreKeys} from "../verifiers/SemaphoreKeys.sol";
import {Groth16} from "./Groth16.sol";
import {StoredBytes} from "./StoredBytes.sol";
import {Words} from "./Words.sol";

/// @title Semaphore proofs of one poll
/// @notice All ballots of a poll have the same root and scope. Their part of the verification sum is computed once, when the
/// roll is frozen, and stored as one point; a ballot is then a proof with two inputs under {ballotKey}.
///
/// Semaphore's public signals are root, nullifier, {signal}(message), {signal}(scope).
library SemaphoreProofs {
    /// @dev Indices of inputs in a key of {SemaphoreKeys}, which puts those that vary first.
    uint256 private constant ROOT = 2;
    uint256 private constant SCOPE = 3;
    uint256 private constant BASE = 320;
    /// @dev Length of a key with the base and the points of nullifier and message.
    uint256 private constant BALLOT_KEY = 512;

    /// @notice base + root · point + signal(scope) · point, for a depth of 10, 13, 16 or 20.
    /// @dev Warning: the circuit outputs root 0 for paths longer than its depth; refuse root 0 before.
    function fold(uint256 depth, uint256 root, uint256 scope) internal view returns (uint256 x, uint256 y) {
        bytes memory key = SemaphoreKeys.atDepth(depth);
        Groth16.fold(key, ROOT, root);
        Groth16.fold(key, SCOPE, signal(scope));
        assembly ("memory-safe") {
            x := mload(add(key, add(32, BASE)))
            y := mload(add(key, add(64, BASE)))
        }
    }

    /// @notice The key of a poll's ballots, with inputs nullifier and signal(message).
    /// @param x and @param y the point from {fold} with the same depth.
    function ballotKey(uint256 depth, uint256 x, uint256 y) internal pure returns (bytes memory key) {
        key = SemaphoreKeys.atDepth(depth);
        assembly ("memory-safe") {
            mstore(add(key, add(32, BASE)), x)
            mstore(add(key, add(64, BASE)), y)
            mstore(key, BALLOT_KEY)
        }
    }

    /// @notice Makes {ballotKey} of a poll and keeps it as code, for {stored}.
    /// @dev A contract of its own, linked: polls need the keys of all depths once, and room for more than them.
    function store(uint256 depth, uint256 root, uint256 scope) external {
        (uint256 x, uint256 y) = fold(depth, root, scope);
        StoredBytes.writeFirst(ballotKey(depth, x, y));
    }

    /// @param poll that called {store}.
    function stored(address poll) internal view returns (bytes memory key) {
        return StoredBytes.read(StoredBytes.firstOf(poll), BALLOT_KEY);
    }

    /// @notice What Semaphore's circuit sees of a message or scope.
    function signal(uint256 value) internal pure returns (uint256) {
        return uint256(Words.hash1(bytes32(value))) >> 8;
    }
}
