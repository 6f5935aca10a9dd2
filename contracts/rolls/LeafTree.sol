// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @title Merkle tree of a list
/// @notice The root that OpenZeppelin's `SimpleMerkleTree.of(leaves, {sortLeaves: false})` has: a heap of 2n − 1 nodes,
/// the leaves at its end in reverse order, node i the commutative hash of nodes 2i + 1 and 2i + 2.
library LeafTree {
    function root(bytes32[] calldata leaves) internal pure returns (bytes32) {
        uint256 size = 2 * leaves.length - 1;
        bytes32[] memory nodes = new bytes32[](size);
        for (uint256 i = 0; i < leaves.length; ++i) {
            nodes[size - 1 - i] = leaves[i];
        }
        for (uint256 i = leaves.length - 1; i > 0; --i) {
            nodes[i - 1] = Hashes.commutativeKeccak256(nodes[2 * i - 1], nodes[2 * i]);
        }
        return nodes[0];
    }
}
