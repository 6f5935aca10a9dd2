// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title Electoral roll
/// @notice A Semaphore group and the rules by which residents join it.
///
/// Joining gives an identity commitment the next `index`, counted from 0 and never reused: its place in the queue and in
/// the group alike. The queue itself is not stored, only each commitment's index: whoever admits brings the queued
/// commitments in order, as the `Joined` events list them, and the roll checks each against its index. That saves a
/// storage slot for each resident. A removed member leaves a zero leaf behind.
///
/// A roll is a content-addressed clone made by LeVote: it has no initializer, no owner above its organiser, no pause
/// and no upgrade.
interface IElectoralRoll {
    /// @notice A resident is in the queue.
    event Joined(uint256 indexed index, uint256 indexed commitment);
    /// @notice Residents `firstIndex … firstIndex + count − 1` are in the Semaphore group, whose root is now `root`.
    event Admitted(uint256 indexed firstIndex, uint256 count, uint256 root);
    /// @notice The roll's Semaphore group exists. Emitted once, by the first admission.
    event GroupOpened(uint256 indexed groupId);
    event RemovalAnnounced(uint256 indexed index, uint256 indexed commitment, uint48 effectiveAt);
    event RemovalWithdrawn(uint256 indexed index, uint256 indexed commitment);
    /// @notice The member's leaf is zero from now on. Polls frozen before are not touched.
    event Removed(uint256 indexed index, uint256 indexed commitment, uint256 root);
    event OrganiserProposed(address indexed organiser, address indexed proposed);
    event OrganiserChanged(address indexed previous, address indexed organiser);
    /// @notice The organiser states how many people the paper register holds. For comparison only.
    event RegisterDeclared(uint256 previousSize, uint256 size);

    /// @notice Thrown when an implementation, not a clone, is used.
    error Roll_NotAClone();
    error Roll_NotOrganiser(address caller);
    error Roll_NotProposedOrganiser(address caller);
    /// @notice Thrown when a commitment is zero or not below the BN254 scalar field.
    error Roll_CommitmentOutOfField(uint256 commitment);
    error Roll_AlreadyJoined(uint256 commitment);
    /// @notice Thrown when the roll already holds 2^20 residents.
    error Roll_Full();
    /// @notice Thrown when none of the given commitments is still to be admitted.
    error Roll_NothingToAdmit();
    /// @notice Thrown when a commitment is not the one that joined at `index`, the next to admit.
    error Roll_NotNextInQueue(uint256 index, uint256 commitment);
    /// @notice Thrown when the commitment never joined.
    error Roll_NotJoined(uint256 commitment);
    /// @notice Thrown when a removal is due but the resident is still queued: admit first.
    error Roll_StillQueued(uint256 commitment);
    error Roll_AlreadyRemoved(uint256 commitment);
    error Roll_RemovalAlreadyAnnounced(uint256 commitment);
    error Roll_RemovalNotAnnounced(uint256 commitment);
    error Roll_RemovalTooEarly(uint256 commitment, uint48 effectiveAt);
    /// @notice Thrown when the given last leaf and siblings do not lead to the Semaphore group's root.
    error Roll_WrongLastLeaf();
    /// @notice Thrown when nobody was ever admitted.
    error Roll_Empty();

    /// @notice The account that may open batches, announce removals and publish polls on this roll.
    function organiser() external view returns (address);
    function proposedOrganiser() external view returns (address);
    /// @notice keccak256 of the document's UTF-8 bytes, as emitted by LeVote's `RollCreated`.
    function documentHash() external view returns (bytes32);
    /// @notice Whether a poll on this roll may pay for its voters (never where anyone can join: threat 16).
    function sponsorable() external view returns (bool);
    /// @notice Residents that joined, queued and removed ones included.
    function joined() external view returns (uint256);
    /// @notice Residents in the Semaphore group, removed ones included.
    function admitted() external view returns (uint256);
    /// @notice Members of the Semaphore group that were not removed.
    function liveMembers() external view returns (uint256);
    /// @notice Place of a commitment that joined, removed ones included; reverts with Roll_NotJoined.
    function indexOf(uint256 commitment) external view returns (uint256);
    /// @notice Whether the commitment ever joined.
    function hasJoined(uint256 commitment) external view returns (bool);
    /// @notice When an announced removal takes effect (seconds); 0 if none is announced or it was carried out.
    function removalEffectiveAt(uint256 commitment) external view returns (uint48);
    function isRemoved(uint256 commitment) external view returns (bool);
    /// @notice Notice of a removal, in seconds: data of the deployment (7 days on public chains).
    function removalNotice() external view returns (uint32);
    function declaredRegister() external view returns (uint256);
    /// @notice The Semaphore group; reverts with Roll_Empty before the first admission.
    function groupId() external view returns (uint256);

    /// @notice Moves queued commitments into the group. Anyone may call it.
    /// @dev Commitments at the front that are already admitted are skipped, so two admissions of the same residents
    /// do not get in each other's way. About 50k gas a resident: bring at most 300 at once.
    /// @param commitments those at index `admitted()` and after, in the order of their indices, without gaps.
    /// @return count how many were moved.
    function admit(uint256[] calldata commitments) external returns (uint256 count);
    /// @notice Announces that a resident will be removed. Organiser only.
    function announceRemoval(uint256 commitment) external;
    /// @notice Takes an announcement back. Organiser only.
    function withdrawRemoval(uint256 commitment) external;
    /// @notice Carries out an announced removal once its notice has passed. Anyone may call it.
    /// @param siblings LeanIMT siblings of the member's leaf, from the leaf up, as Semaphore's `removeMember` wants them.
    function remove(uint256 commitment, uint256[] calldata siblings) external;
    function declareRegister(uint256 size) external;
    function proposeOrganiser(address proposed) external;
    function acceptOrganiser() external;

    /// @notice The root that polls freeze: the group's tree, completed with fixed zero nodes up to a fixed depth.
    /// @dev LeanIMT has short paths at its right edge and Semaphore's circuit takes any path up to its depth, so a seat
    /// there can hold a tree of identities. Here the last leaf is proved against Semaphore's root and the same path is
    /// completed to exactly `depth` levels: for level l, with n leaves, if bit l of n−1 is set both running hashes take
    /// the next left sibling, else only the padded one takes `Z[l]`. `Z[0]` is a non-zero constant, `Z[l+1] = H(Z[l], Z[l])`.
    /// An admission or removal in between makes the witness stale (Roll_WrongLastLeaf): make it again.
    /// @param lastLeaf the group's leaf at index n−1, 0 if that member was removed.
    /// @param leftSiblings the left siblings on its path, from the leaf up, as many as n−1 has bits set.
    /// @return root never 0. @return depth the smallest of 10, 13, 16, 20 with 2^depth ≥ n. @return live `liveMembers()`.
    function paddedRoot(uint256 lastLeaf, uint256[] calldata leftSiblings)
        external
        view
        returns (uint256 root, uint8 depth, uint32 live);
}
