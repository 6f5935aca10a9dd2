// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {QuestionWord} from "./QuestionWord.sol";

/// @notice Where a poll stands. A function of stored facts and the clock alone; it never goes back.
enum Phase {
    /// Sealed polls only: the committee is not ready.
    Preparing,
    /// Published; `opensAt` lies ahead.
    Scheduled,
    /// `[opensAt, closesAt)`. Votes also need the roll to be frozen.
    Open,
    /// Sealed polls only: closed, the total is not opened yet.
    Closed,
    /// The result stands.
    Tallied,
    /// By the organiser before opening, or never frozen by closing.
    Cancelled,
    /// Sealed polls only: turnout under the minimum that protects secrecy.
    Void
}

/// @notice What every poll is published with. Times are UNIX seconds of the chain's clock.
/// @param roll a roll of LeVote, whose organiser publishes.
/// @param rollClosesAt from this second `freeze` may mark the roll.
/// @param opensAt first second in which votes count. @param closesAt first second in which they no longer do.
/// @param minimumRoll live members needed to freeze, 2 to 2^20.
/// @param questions 1 to 8 words with at most 16 slots together.
struct PollParameters {
    address roll;
    uint48 rollClosesAt;
    uint48 opensAt;
    uint48 closesAt;
    uint32 minimumRoll;
    QuestionWord[] questions;
}

/// @title Poll
/// @notice What open and sealed polls share: schedule, questions, frozen roll, one vote per nullifier.
///
/// A poll is a content-addressed clone made by LeVote; its parameters stand in its code and nothing can change them. The
/// organiser may cancel before opening, and nothing after.
///
/// Semaphore's `scope` is the poll: `uint256(keccak256(abi.encode(block.chainid, address(this))))`.
interface IPoll {
    /// @notice The roll's `joined()` when `freeze` was first called: all of those must be admitted before it freezes.
    event RollMarked(uint256 mark);
    /// @notice Who may vote is fixed from now on.
    event Frozen(uint256 root, uint8 depth, uint32 rollSize);
    event Cancelled(string reason);

    /// @notice Thrown when an implementation, not a clone, is used.
    error Poll_NotAClone();
    error Poll_NotOrganiser(address caller);
    error Poll_NotOpen(Phase current);
    /// @notice Thrown when cancelling outside Preparing and Scheduled.
    error Poll_TooLateToCancel(Phase current);
    error Poll_NotFrozen();
    error Poll_AlreadyFrozen();
    /// @notice Thrown when freezing before `rollClosesAt`, after closing, or once cancelled.
    error Poll_CannotFreeze(Phase current, uint48 rollClosesAt);
    error Poll_RollNotAdmitted(uint256 admitted, uint256 mark);
    error Poll_RollTooSmall(uint256 liveMembers, uint256 minimumRoll);
    /// @notice Thrown when the nullifier is used: this person has voted.
    error Poll_AlreadyVoted(uint256 nullifier);
    /// @notice Thrown when as many ballots as live members are in.
    error Poll_RollExhausted(uint256 rollSize);
    error Poll_NullifierOutOfField(uint256 nullifier);
    error Poll_ProofInvalid();

    function parameters() external view returns (PollParameters memory);
    /// @notice keccak256 of the document's UTF-8 bytes, as emitted by LeVote's `PollPublished`.
    function documentHash() external view returns (bytes32);
    /// @notice The roll's organiser of the moment.
    function organiser() external view returns (address);
    function phase() external view returns (Phase);
    function scope() external view returns (uint256);
    /// @notice Frozen padded root, 0 until frozen.
    function root() external view returns (uint256);
    function depth() external view returns (uint8);
    /// @notice Live members at freezing.
    function rollSize() external view returns (uint32);
    /// @notice 0 until `freeze` was first called.
    function rollMark() external view returns (uint256);
    /// @notice Ballots counted, at most `rollSize`.
    function ballots() external view returns (uint32);
    function hasVoted(uint256 nullifier) external view returns (bool);

    /// @notice Marks the roll on the first call, freezes once all marked residents are admitted. Anyone may call it.
    /// @dev A first call that finds marked residents still queued keeps the mark and returns false; later ones revert.
    /// @dev Warning: any admission or removal makes the witness stale, so whoever has residents in the queue can delay
    /// freezing, at the price of an admission each time; a queue that is empty ends it. On a roll that anyone joins, that
    /// somebody is anyone: send such a freeze where nobody sees it before it is mined, and long before opening.
    /// @param lastLeaf and @param leftSiblings as in {IElectoralRoll.paddedRoot}.
    function freeze(uint256 lastLeaf, uint256[] calldata leftSiblings) external returns (bool frozen);
    /// @notice Organiser only, before opening.
    function cancel(string calldata reason) external;
}
