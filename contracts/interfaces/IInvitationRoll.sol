// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IElectoralRoll} from "./IElectoralRoll.sol";

/// @title Roll by invitation
/// @notice Each invitation is a one-time key known to the letter's reader; its address stands in a batch.
///
/// A leaf is OpenZeppelin's double hash: `keccak256(bytes.concat(keccak256(abi.encode(index, key))))`, `index` counted from
/// 0 within the batch. The batch's root is computed here from its leaves, unsorted, in the shape of OpenZeppelin's
/// `SimpleMerkleTree` (`sortLeaves: false`), so the emitted leaves are always those of the root.
interface IInvitationRoll is IElectoralRoll {
    event BatchOpened(uint256 indexed batch, bytes32 root, bytes32[] leaves);
    event InvitationUsed(uint256 indexed batch, uint256 indexed index, uint256 indexed commitment);
    event InvitationRevoked(uint256 indexed batch, uint256 indexed index);

    /// @notice Thrown when a batch has no leaf or more than 1,000.
    error Roll_BatchSizeOutOfRange(uint256 size);
    error Roll_NoSuchBatch(uint256 batch);
    error Roll_InvitationOutOfRange(uint256 batch, uint256 index, uint256 count);
    /// @notice Thrown when the invitation was used or revoked.
    error Roll_InvitationSpent(uint256 batch, uint256 index);
    /// @notice Thrown when the signer is not the key at that index: another roll, chain, commitment, index or a wrong code.
    error Roll_InvitationInvalid(uint256 batch, uint256 index);

    /// @notice Opens a batch of invitations. Organiser only.
    function openBatch(bytes32[] calldata leaves) external returns (uint256 batch);
    /// @notice Joins with an invitation. Anyone may bring it: the key has signed the commitment.
    /// @param signature of the invitation's key over EIP-712 `Enrolment(uint256 commitment)`, domain
    /// `{name: "Le Vote roll", version: "1", chainId, verifyingContract: roll}`, 65 bytes r‖s‖v.
    /// @param proof Merkle path of the leaf, from the leaf up.
    function join(
        uint256 batch,
        uint256 index,
        uint256 commitment,
        bytes calldata signature,
        bytes32[] calldata proof
    ) external;
    /// @notice Makes an unused invitation worthless. Organiser only.
    function revokeInvitation(uint256 batch, uint256 index) external;

    function batches() external view returns (uint256);
    function batchAt(uint256 batch) external view returns (bytes32 root, uint256 count);
    /// @notice Whether the invitation was used or revoked.
    function isSpent(uint256 batch, uint256 index) external view returns (bool);
    /// @notice Invitations ever opened.
    function invitations() external view returns (uint256);
}
