// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title Electoral roll
/// @notice A Semaphore group and the rules by which residents join it.
///
/// Joining appends an identity commitment to a queue; `admit` moves queued commitments into the Semaphore group, in
/// order and in batches. A commitment's `index` is its place in that one order, in the queue and in the group alike,
/// counted from 0 and never reused: a removed member leaves a zero leaf behind.
///
/// A roll is a content-addressed clone made by LeVote: it has no initializer, no owner above its organiser, no pause
/// and no upgrade.
interface IElectoralRoll {
    /// @notice A resident is in the queue.
    event Joined(uint256 indexed index, uint256 indexed commitment);
    /// @notice Queued residents `firstIndex … firstIndex + count − 1` are in the Semaphore group, whose root is now `root`.
    event Admitted(uint256 indexed firstIndex, uint256 count, uint256 root);
    /// @notice The roll's Semaphore group exists. Emitted once, by the first admission.
    event GroupOpened(uint256 indexed groupId);
    event RemovalAnnounced(uint256 indexed index, uint256 commitment, uint48 effectiveAt);
    event RemovalWithdrawn(uint256 indexed index, uint256 commitment);
    /// @notice The member's leaf is zero from now on. Polls frozen before are not touched.
    event Removed(uint256 indexed index, uint256 commitment, uint256 root);
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
    /// @notice Thrown when nobody is queued.
    error Roll_NothingToAdmit();
    error Roll_NoSuchMember(uint256 index);
    error Roll_RemovalAlreadyAnnounced(uint256 index);
    error Roll_RemovalNotAnnounced(uint256 index);
    error Roll_RemovalTooEarly(uint256 index, uint48 effectiveAt);
    /// @notice Thrown when the given last leaf and siblings do not lead to the Semaphore group's root.
    error Roll_WrongLastLeaf();
    error Roll_Empty();

    /// @notice The account that may open batches, announce removals and publish polls on this roll.
    function organiser() external view returns (address);
    function proposedOrganiser() external view returns (address);
    /// @notice Whether a poll on this roll may pay for its voters (never where anyone can join: threat 16).
    function sponsorable() external view returns (bool);
    /// @notice Residents that joined, queued and removed ones included.
    function joined() external view returns (uint256);
    /// @notice Residents in the Semaphore group, removed ones included.
    function admitted() external view returns (uint256);
    /// @notice Members of the Semaphore group that were not removed.
    function liveMembers() external view returns (uint256);
    /// @notice The commitment at an index, removed ones included.
    function commitmentAt(uint256 index) external view returns (uint256);
    /// @notice Whether the commitment ever joined.
    function hasJoined(uint256 commitment) external view returns (bool);
    /// @notice When an announced removal takes effect (seconds), 0 if none is announced.
    function removalEffectiveAt(uint256 index) external view returns (uint48);
    /// @notice Notice of a removal, in seconds: data of the deployment (7 days on public chains).
    function removalNotice() external view returns (uint32);
    function declaredRegister() external view returns (uint256);
    /// @notice The Semaphore group; reverts with Roll_Empty before the first admission.
    function groupId() external view returns (uint256);

    /// @notice Moves up to `max` queued commitments into the group. Anyone may call it.
    function admit(uint256 max) external returns (uint256 count);
    function announceRemoval(uint256 index) external;
    function withdrawRemoval(uint256 index) external;
    /// @notice Carries out an announced removal once its notice has passed. Anyone may call it.
    /// @param siblings LeanIMT siblings of the member's leaf, from the leaf up, as Semaphore's `removeMember` wants them.
    function remove(uint256 index, uint256[] calldata siblings) external;
    function declareRegister(uint256 size) external;
    function proposeOrganiser(address proposed) external;
    function acceptOrganiser() external;

    /// @notice The root that polls freeze: the group's tree, completed with fixed zero nodes up to a fixed depth.
    /// @dev LeanIMT has short paths at its right edge and Semaphore's circuit takes any path up to its depth, so a seat
    /// there can hold a tree of identities. Here the last leaf is proved against Semaphore's root and the same path is
    /// completed to exactly `depth` levels: for level l, with n leaves, if bit l of n−1 is set both running hashes take
    /// the next left sibling, else only the padded one takes `Z[l]`. `Z[0]` is a non-zero constant, `Z[l+1] = H(Z[l], Z[l])`.
    /// @param lastLeaf the group's leaf at index n−1, 0 if that member was removed.
    /// @param leftSiblings the left siblings on its path, from the leaf up.
    /// @return root never 0. @return depth the smallest of 10, 13, 16, 20 with 2^depth ≥ n. @return live `liveMembers()`.
    function paddedRoot(uint256 lastLeaf, uint256[] calldata leftSiblings)
        external
        view
        returns (uint256 root, uint8 depth, uint32 live);
}
