// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title Bytes kept as code
/// @notice Reading many words of an account's code costs what reading one word of storage does (EIP-2929), so what never
/// changes again and is read as a whole stands there. The code begins with STOP: calling it does nothing.
library StoredBytes {
    /// @notice Thrown when the account could not be made, for want of gas.
    error StoredBytes_NotWritten();

    /// @dev Puts what follows these 10 bytes and is as long as the two zeros say into the account's code.
    uint256 private constant MAKER = 0x61000080600a3d393df3;

    /// @param content under 24,575 bytes, the limit of an account's code.
    function write(bytes memory content) internal returns (address at) {
        uint256 length = content.length + 1;
        bytes memory creation = abi.encodePacked(uint80(MAKER | (length << 56)), bytes1(0), content);
        assembly ("memory-safe") {
            at := create(0, add(creation, 32), mload(creation))
        }
        if (at == address(0)) revert StoredBytes_NotWritten();
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
