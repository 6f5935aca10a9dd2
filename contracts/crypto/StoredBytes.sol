// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title Bytes kept as code
/// @notice Reading many words of an account's code costs what reading one word of storage does (EIP-2929), so what never
/// changes again and is read as a whole stands there. The code begins with STOP: calling it does nothing.
library StoredBytes {
    /// @notice Thrown when the account could not be made, for want of gas, or another was made before.
    error StoredBytes_NotWritten();

    /// @dev Puts what follows these 10 bytes and is as long as the two zeros say into the account's code.
    uint256 private constant MAKER = 0x61000080600a3d393df3;

    /// @notice Writes the first and only contract that this account makes: its address needs no storage, see {firstOf}.
    /// @param content under 24,575 bytes, the limit of an account's code.
    function writeFirst(bytes memory content) internal {
        uint256 length = content.length + 1;
        bytes memory creation = abi.encodePacked(uint80(MAKER | (length << 56)), bytes1(0), content);
        address at;
        assembly ("memory-safe") {
            at := create(0, add(creation, 32), mload(creation))
        }
        if (at != firstOf(address(this))) revert StoredBytes_NotWritten();
    }

    /// @notice Where the first contract that a contract makes stands: keccak256 of the RLP of (creator, 1), as contracts
    /// begin with the nonce 1 (EIP-161).
    function firstOf(address creator) internal pure returns (address at) {
        assembly ("memory-safe") {
            mstore(0, or(shl(240, 0xd694), or(shl(80, creator), shl(72, 1))))
            at := shr(96, shl(96, keccak256(0, 23)))
        }
    }

    /// @param length of the content, known to the caller.
    function read(address at, uint256 length) internal view returns (bytes memory content) {
        assembly ("memory-safe") {
            content := mload(0x40)
            mstore(content, length)
            extcodecopy(at, add(content, 32), 1, length)
            mstore(0x40, add(add(content, 32), length))
        }
    }
}
