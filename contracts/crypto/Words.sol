// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title Words of memory
/// @notice Memory by address, for buffers that precompiles read.
library Words {
    /// @notice Takes `size` bytes for good: nothing allocated later overlaps them. Their content is whatever stood there.
    function reserve(uint256 size) internal pure returns (uint256 at) {
        assembly ("memory-safe") {
            at := mload(0x40)
            mstore(0x40, add(at, size))
        }
    }

    /// @notice Clears `size` bytes. @return start as given.
    function zeros(uint256 start, uint256 size) internal pure returns (uint256) {
        assembly ("memory-safe") {
            // Copying from beyond the calldata writes zeros.
            calldatacopy(start, calldatasize(), size)
        }
        return start;
    }

    /// @notice An array whose values are still to be written.
    function array(uint256 length) internal pure returns (uint256[] memory made) {
        assembly ("memory-safe") {
            made := mload(0x40)
            mstore(made, length)
            mstore(0x40, add(made, shl(5, add(length, 1))))
        }
    }

    /// @notice Where the content of `content` begins.
    function data(bytes memory content) internal pure returns (uint256 at) {
        assembly ("memory-safe") {
            at := add(content, 32)
        }
    }

    /// @notice Where the values of `values` begin.
    function data(uint256[] memory values) internal pure returns (uint256 at) {
        assembly ("memory-safe") {
            at := add(values, 32)
        }
    }

    /// @notice Copies all of `values` to the address `at`.
    function copy(uint256[] calldata values, uint256 at) internal pure {
        assembly ("memory-safe") {
            calldatacopy(at, values.offset, shl(5, values.length))
        }
    }

    function set(uint256 at, uint256 value) internal pure {
        assembly ("memory-safe") {
            mstore(at, value)
        }
    }

    function word(uint256 at) internal pure returns (uint256 value) {
        assembly ("memory-safe") {
            value := mload(at)
        }
    }

    /// @notice keccak256 of one word.
    function hash1(bytes32 value) internal pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            mstore(0, value)
            digest := keccak256(0, 32)
        }
    }

    /// @notice keccak256 of two words.
    function hash2(bytes32 first, bytes32 second) internal pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            mstore(0, first)
            mstore(32, second)
            digest := keccak256(0, 64)
        }
    }

    /// @notice keccak256 of all of `values`.
    function hash(uint256[] memory values) internal pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            digest := keccak256(add(values, 32), shl(5, mload(values)))
        }
    }

    /// @notice keccak256 of the bytes in `[start, end)`.
    function hash(uint256 start, uint256 end) internal pure returns (bytes32 digest) {
        assembly ("memory-safe") {
            digest := keccak256(start, sub(end, start))
        }
    }
}
