// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IElectoralRoll} from "./interfaces/IElectoralRoll.sol";
import {ILeVote, PollKind, RollKind, Windows} from "./interfaces/ILeVote.sol";
import {PollParameters} from "./interfaces/IPoll.sol";
import {TokenRule} from "./interfaces/ITokenRoll.sol";
import {QuestionWord} from "./interfaces/QuestionWord.sol";
import {PollContent} from "./polls/PollContent.sol";
import {QuestionRules} from "./polls/QuestionRules.sol";
import {TokenRules} from "./rolls/TokenRules.sol";

/// @title Le Vote
contract LeVote is ILeVote {
    using QuestionRules for QuestionWord;

    uint256 private constant LONGEST_POLL_DOCUMENT = 48 * 1024;
    uint256 private constant LONGEST_ROLL_DOCUMENT = 4 * 1024;
    /// @dev In a roll of one, turnout is the vote; and the root of an emptied roll is 0.
    uint32 private constant SMALLEST_MINIMUM_ROLL = 2;

    /// @inheritdoc ILeVote
    address public immutable semaphore;
    uint32 private immutable ROLL_CLOSING;
    uint32 private immutable VOTING;
    address private immutable INVITATION_ROLL;
    address private immutable TOKEN_ROLL;
    address private immutable OPEN_ROLL;
    address private immutable OPEN_POLL;

    /// @inheritdoc ILeVote
    mapping(address roll => RollKind) public rollKind;
    /// @inheritdoc ILeVote
    mapping(address poll => PollKind) public pollKind;

    constructor(
        address semaphore_,
        Windows memory windows_,
        address invitationRoll,
        address tokenRoll,
        address openRoll,
        address openPoll
    ) {
        semaphore = semaphore_;
        ROLL_CLOSING = windows_.rollClosing;
        VOTING = windows_.voting;
        INVITATION_ROLL = invitationRoll;
        TOKEN_ROLL = tokenRoll;
        OPEN_ROLL = openRoll;
        OPEN_POLL = openPoll;
    }

    /// @inheritdoc ILeVote
    function createInvitationRoll(string calldata document) external returns (address) {
        TokenRule memory none;
        return _createRoll(INVITATION_ROLL, RollKind.Invitation, none, document);
    }

    /// @inheritdoc ILeVote
    function createTokenRoll(TokenRule calldata rule, string calldata document) external returns (address) {
        TokenRules.requireValid(rule);
        return _createRoll(TOKEN_ROLL, RollKind.Token, rule, document);
    }

    /// @inheritdoc ILeVote
    function createOpenRoll(string calldata document) external returns (address) {
        TokenRule memory none;
        return _createRoll(OPEN_ROLL, RollKind.Open, none, document);
    }

    /// @inheritdoc ILeVote
    function publishOpenPoll(PollParameters calldata parameters, string calldata document)
        external
        returns (address poll)
    {
        _requireDocument(document, LONGEST_POLL_DOCUMENT);
        _requireOrganiser(parameters.roll);
        _requireSchedule(parameters);
        if (parameters.minimumRoll < SMALLEST_MINIMUM_ROLL) revert LeVote_MinimumRollTooSmall(parameters.minimumRoll);
        _requireQuestions(parameters.questions);

        poll = _clone(OPEN_POLL, PollContent.encode(parameters, keccak256(bytes(document))));
        pollKind[poll] = PollKind.Open;
        emit PollPublished(poll, parameters.roll, msg.sender, PollKind.Open, parameters, document);
    }

    /// @inheritdoc ILeVote
    function windows() external view returns (Windows memory) {
        return Windows({rollClosing: ROLL_CLOSING, voting: VOTING});
    }

    /// @inheritdoc ILeVote
    function implementations() external view returns (address, address, address, address) {
        return (INVITATION_ROLL, TOKEN_ROLL, OPEN_ROLL, OPEN_POLL);
    }

    function _createRoll(address implementation, RollKind kind, TokenRule memory rule, string calldata document)
        private
        returns (address roll)
    {
        _requireDocument(document, LONGEST_ROLL_DOCUMENT);
        bytes32 hash = keccak256(bytes(document));
        bytes memory arguments =
            kind == RollKind.Token ? abi.encode(msg.sender, hash, rule) : abi.encode(msg.sender, hash);
        roll = _clone(implementation, arguments);
        rollKind[roll] = kind;
        emit RollCreated(roll, msg.sender, kind, rule, document);
    }

    /// @dev The address follows from sender, implementation and arguments: nobody can take it first with other content,
    /// and after a reorganisation of the chain nothing else can stand there.
    function _clone(address implementation, bytes memory arguments) private returns (address) {
        bytes32 salt = bytes32(uint256(uint160(msg.sender)));
        address clone = Clones.predictDeterministicAddressWithImmutableArgs(implementation, arguments, salt);
        if (clone.code.length != 0) revert LeVote_AlreadyExists(clone);
        return Clones.cloneDeterministicWithImmutableArgs(implementation, arguments, salt);
    }

    function _requireDocument(string calldata document, uint256 longest) private pure {
        uint256 length = bytes(document).length;
        if (length == 0) revert LeVote_DocumentEmpty();
        if (length > longest) revert LeVote_DocumentTooLong(length, longest);
    }

    function _requireOrganiser(address roll) private view {
        if (rollKind[roll] == RollKind.None) revert LeVote_NotARoll(roll);
        if (msg.sender != IElectoralRoll(roll).organiser()) revert LeVote_NotOrganiser(roll, msg.sender);
    }

    function _requireSchedule(PollParameters calldata parameters) private view {
        uint256 rollClosesAt = parameters.rollClosesAt;
        uint256 opensAt = parameters.opensAt;
        uint256 closesAt = parameters.closesAt;
        if (
            block.timestamp > rollClosesAt || rollClosesAt + ROLL_CLOSING > opensAt || opensAt + VOTING > closesAt
                || opensAt == closesAt
        ) revert LeVote_WrongSchedule(uint48(rollClosesAt), uint48(opensAt), uint48(closesAt));
    }

    function _requireQuestions(QuestionWord[] calldata questions) private pure {
        if (questions.length == 0 || questions.length > QuestionRules.MAX_QUESTIONS) {
            revert LeVote_WrongQuestionCount(questions.length);
        }
        uint256 slots;
        for (uint256 i = 0; i < questions.length; ++i) {
            if (!questions[i].isPublishable()) revert LeVote_WrongQuestion(i);
            slots += questions[i].slots();
        }
        if (slots > QuestionRules.MAX_SLOTS) revert LeVote_TooManyOptions(slots);
    }
}
