// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {PollParameters} from "./IPoll.sol";
import {TokenRule} from "./ITokenRoll.sol";

enum RollKind {
    /// Not a roll of this LeVote.
    None,
    Invitation,
    Token,
    Open
}

enum PollKind {
    /// Not a poll of this LeVote.
    None,
    Open,
    Sealed
}

/// @notice Shortest windows of this deployment, in seconds: data, so that a local town can live in minutes.
/// @param rollClosing least time between `rollClosesAt` and `opensAt`.
/// @param voting least time between `opensAt` and `closesAt`.
struct Windows {
    uint32 rollClosing;
    uint32 voting;
}

/// @notice What is cloned.
struct Implementations {
    address invitationRoll;
    address tokenRoll;
    address openRoll;
    address committee;
    address openPoll;
    address sealedPoll;
}

/// @notice What a sealed poll has besides the common parameters.
/// @param committee a committee of LeVote, ready, created by the roll's organiser.
/// @param minimumTurnout ballots under which the poll is void and never opened, at least 2.
struct SealedParameters {
    address committee;
    uint32 minimumTurnout;
}

/// @title Le Vote
/// @notice The one address a client needs: it creates rolls and polls, knows its own, and lists them by event.
///
/// No owner, no upgrade, no pause. Each roll and poll is a clone whose address commits to sender, parameters and document:
/// the same content from the same sender cannot be created twice, and no other content can ever stand at its address.
interface ILeVote {
    /// @param document JSON, see `dapp/src/protocol/documents`.
    event RollCreated(address indexed roll, address indexed organiser, RollKind indexed kind, TokenRule tokenRule, string document);
    /// @param document JSON, see `dapp/src/protocol/documents`. The poll's kind says which contract stands there.
    event PollPublished(
        address indexed poll,
        address indexed roll,
        address indexed organiser,
        PollKind kind,
        PollParameters parameters,
        string document
    );

    /// @param document JSON: the trustees' role labels, public for ever.
    event CommitteeCreated(
        address indexed committee,
        address indexed creator,
        uint256 threshold,
        address[] trustees,
        string document
    );
    /// @notice Follows `PollPublished` of a sealed poll.
    /// @param electionKey the committee's, final.
    event PollSealed(
        address indexed poll,
        address indexed committee,
        uint32 minimumTurnout,
        uint256[2] electionKey
    );

    /// @notice Thrown when the same sender created the same thing before; it stands at `existing`.
    error LeVote_AlreadyExists(address existing);
    error LeVote_NotARoll(address roll);
    error LeVote_NotOrganiser(address roll, address caller);
    error LeVote_DocumentTooLong(uint256 length, uint256 maximum);
    error LeVote_DocumentEmpty();
    /// @notice Thrown unless now ≤ rollClosesAt, rollClosesAt + rollClosing ≤ opensAt and opensAt + voting ≤ closesAt.
    error LeVote_WrongSchedule(uint48 rollClosesAt, uint48 opensAt, uint48 closesAt);
    error LeVote_MinimumRollTooSmall(uint32 minimumRoll);
    /// @notice Thrown when the minimum is above 2^20, more than a roll can hold: the poll could never freeze.
    error LeVote_MinimumRollTooLarge(uint32 minimumRoll);
    error LeVote_WrongQuestionCount(uint256 count);
    error LeVote_TooManyOptions(uint256 slots);
    /// @notice Thrown when a field of the word is out of range or no ballot could satisfy it.
    error LeVote_WrongQuestion(uint256 question);

    error LeVote_NotACommittee(address committee);
    error LeVote_NotCommitteeCreator(address committee, address caller);
    error LeVote_CommitteeNotReady(address committee);
    /// @notice Thrown unless there are 1 to 16 different trustees and 1 ≤ threshold ≤ their number.
    error LeVote_WrongTrustees(uint256 threshold, uint256 count);
    error LeVote_MinimumTurnoutTooSmall(uint32 minimumTurnout);

    function createInvitationRoll(string calldata document) external returns (address roll);
    function createTokenRoll(TokenRule calldata rule, string calldata document) external returns (address roll);
    function createOpenRoll(string calldata document) external returns (address roll);
    /// @notice Names trustees and how many of them open a total. Anyone may; it serves polls of its creator only.
    function createCommittee(uint256 threshold, address[] calldata trustees, string calldata document)
        external
        returns (address committee);
    /// @notice Publishes an open poll. Only the roll's organiser may.
    function publishOpenPoll(PollParameters calldata parameters, string calldata document) external returns (address poll);
    /// @notice Publishes a sealed poll. Only the roll's organiser may, with a ready committee of its own.
    function publishSealedPoll(
        PollParameters calldata parameters,
        SealedParameters calldata sealing,
        string calldata document
    ) external returns (address poll);

    function rollKind(address roll) external view returns (RollKind);
    function pollKind(address poll) external view returns (PollKind);
    function isCommittee(address committee) external view returns (bool);
    function windows() external view returns (Windows memory);
    function semaphore() external view returns (address);
    function implementations() external view returns (Implementations memory);
}
