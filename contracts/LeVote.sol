// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IElectoralRoll} from "./interfaces/IElectoralRoll.sol";
import {ICommittee} from "./interfaces/ICommittee.sol";
import {
    ILeVote,
    Implementations,
    PollKind,
    RollKind,
    SealedParameters,
    Windows
} from "./interfaces/ILeVote.sol";
import {PollParameters} from "./interfaces/IPoll.sol";
import {TokenRule} from "./interfaces/ITokenRoll.sol";
import {QuestionWord} from "./interfaces/QuestionWord.sol";
import {PollContent} from "./polls/PollContent.sol";
import {QuestionRules} from "./polls/QuestionRules.sol";
import {SealedTerms} from "./polls/SealedTerms.sol";
import {TokenRules} from "./rolls/TokenRules.sol";

/// @title Le Vote
contract LeVote is ILeVote {
    using QuestionRules for QuestionWord;

    uint256 private constant LONGEST_POLL_DOCUMENT = 48 * 1024;
    uint256 private constant LONGEST_ROLL_DOCUMENT = 4 * 1024;
    /// @dev In a roll of one, turnout is the vote; and the root of an emptied roll is 0.
    uint32 private constant SMALLEST_MINIMUM_ROLL = 2;
    /// @dev What a roll holds at most: with a larger minimum the poll could never freeze.
    uint32 private constant LARGEST_ROLL = 1 << 20;
    /// @dev With a turnout of one, the total is the vote.
    uint32 private constant SMALLEST_MINIMUM_TURNOUT = 2;
    uint256 private constant MOST_TRUSTEES = 16;

    /// @inheritdoc ILeVote
    address public immutable semaphore;
    uint32 private immutable ROLL_CLOSING;
    uint32 private immutable VOTING;
    address private immutable INVITATION_ROLL;
    address private immutable TOKEN_ROLL;
    address private immutable OPEN_ROLL;
    address private immutable COMMITTEE;
    address private immutable OPEN_POLL;
    address private immutable SEALED_POLL;

    /// @inheritdoc ILeVote
    mapping(address roll => RollKind) public rollKind;
    /// @inheritdoc ILeVote
    mapping(address poll => PollKind) public pollKind;
    /// @inheritdoc ILeVote
    mapping(address committee => bool) public isCommittee;

    constructor(address semaphore_, Windows memory windows_, Implementations memory implementations_) {
        semaphore = semaphore_;
        ROLL_CLOSING = windows_.rollClosing;
        VOTING = windows_.voting;
        INVITATION_ROLL = implementations_.invitationRoll;
        TOKEN_ROLL = implementations_.tokenRoll;
        OPEN_ROLL = implementations_.openRoll;
        COMMITTEE = implementations_.committee;
        OPEN_POLL = implementations_.openPoll;
        SEALED_POLL = implementations_.sealedPoll;
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
    function createCommittee(uint256 threshold, address[] calldata trustees, string calldata document)
        external
        returns (address committee)
    {
        _requireDocument(document, LONGEST_ROLL_DOCUMENT);
        _requireTrustees(threshold, trustees);
        bytes memory arguments = abi.encode(msg.sender, keccak256(bytes(document)), threshold, trustees);
        committee = _clone(COMMITTEE, arguments);
        isCommittee[committee] = true;
        emit CommitteeCreated(committee, msg.sender, threshold, trustees, document);
    }

    /// @inheritdoc ILeVote
    function publishOpenPoll(PollParameters calldata parameters, string calldata document)
        external
        returns (address poll)
    {
        poll = _publish(PollKind.Open, OPEN_POLL, parameters, "", document);
    }

    /// @inheritdoc ILeVote
    function publishSealedPoll(
        PollParameters calldata parameters,
        SealedParameters calldata sealing,
        string calldata document
    ) external returns (address poll) {
        uint256[2] memory electionKey = _electionKeyOf(sealing.committee);
        if (sealing.minimumTurnout < SMALLEST_MINIMUM_TURNOUT) {
            revert LeVote_MinimumTurnoutTooSmall(sealing.minimumTurnout);
        }
        bytes memory terms = SealedTerms.encode(
            sealing.committee, sealing.minimumTurnout, electionKey, parameters.questions
        );
        poll = _publish(PollKind.Sealed, SEALED_POLL, parameters, terms, document);
        emit PollSealed(poll, sealing.committee, sealing.minimumTurnout, electionKey);
    }

    /// @inheritdoc ILeVote
    function windows() external view returns (Windows memory) {
        return Windows({rollClosing: ROLL_CLOSING, voting: VOTING});
    }

    /// @inheritdoc ILeVote
    function implementations() external view returns (Implementations memory) {
        return Implementations({
            invitationRoll: INVITATION_ROLL,
            tokenRoll: TOKEN_ROLL,
            openRoll: OPEN_ROLL,
            committee: COMMITTEE,
            openPoll: OPEN_POLL,
            sealedPoll: SEALED_POLL
        });
    }

    /// @dev What both kinds are checked for; their content differs in what the kind adds.
    function _publish(
        PollKind kind,
        address implementation,
        PollParameters calldata parameters,
        bytes memory added,
        string calldata document
    ) private returns (address poll) {
        _requireDocument(document, LONGEST_POLL_DOCUMENT);
        _requireOrganiser(parameters.roll);
        _requireSchedule(parameters);
        if (parameters.minimumRoll < SMALLEST_MINIMUM_ROLL) revert LeVote_MinimumRollTooSmall(parameters.minimumRoll);
        if (parameters.minimumRoll > LARGEST_ROLL) revert LeVote_MinimumRollTooLarge(parameters.minimumRoll);
        _requireQuestions(parameters.questions);

        poll = _clone(implementation, PollContent.encode(parameters, keccak256(bytes(document)), added));
        pollKind[poll] = kind;
        emit PollPublished(poll, parameters.roll, msg.sender, kind, parameters, document);
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

    /// @dev Trustees guard the polls of whoever chose them and of nobody else.
    function _electionKeyOf(address committee) private view returns (uint256[2] memory) {
        if (!isCommittee[committee]) revert LeVote_NotACommittee(committee);
        if (ICommittee(committee).creator() != msg.sender) revert LeVote_NotCommitteeCreator(committee, msg.sender);
        if (!ICommittee(committee).isReady()) revert LeVote_CommitteeNotReady(committee);
        return ICommittee(committee).electionKey();
    }

    function _requireTrustees(uint256 threshold, address[] calldata trustees) private pure {
        uint256 count = trustees.length;
        bool valid = threshold >= 1 && threshold <= count && count <= MOST_TRUSTEES;
        for (uint256 i = 0; valid && i < count; ++i) {
            valid = trustees[i] != address(0);
            for (uint256 j = 0; valid && j < i; ++j) {
                valid = trustees[i] != trustees[j];
            }
        }
        if (!valid) revert LeVote_WrongTrustees(threshold, count);
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
