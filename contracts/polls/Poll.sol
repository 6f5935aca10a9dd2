// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {IElectoralRoll} from "../interfaces/IElectoralRoll.sol";
import {IPoll, Phase, PollParameters} from "../interfaces/IPoll.sol";
import {QuestionWord} from "../interfaces/QuestionWord.sol";
import {PollContent} from "./PollContent.sol";

/// @title Poll
/// @notice What open and sealed polls share.
/// @dev Voting reads this contract's storage and code only, and calls a verifier without storage: so a vote's validity
/// cannot change once the roll is frozen. `Semaphore.validateProof` is never called: anyone may call it and use up
/// somebody else's nullifier.
abstract contract Poll is IPoll {
    using PollContent for bytes;

    address private immutable IMPLEMENTATION = address(this);
    address private immutable VERIFIER;

    /// @inheritdoc IPoll
    uint256 public root;
    /// @inheritdoc IPoll
    uint8 public depth;
    /// @inheritdoc IPoll
    uint32 public rollSize;
    /// @inheritdoc IPoll
    uint32 public ballots;
    bool private _cancelled;
    uint32 private _rollMark;
    /// @inheritdoc IPoll
    mapping(uint256 nullifier => bool) public hasVoted;

    /// @dev The implementation has no content: nothing can happen in it.
    modifier onlyClone() {
        if (address(this) == IMPLEMENTATION) revert Poll_NotAClone();
        _;
    }

    constructor(address verifier_) {
        VERIFIER = verifier_;
    }

    /// @inheritdoc IPoll
    function freeze(uint256 lastLeaf, uint256[] calldata leftSiblings) external onlyClone returns (bool) {
        bytes memory content = _content();
        Phase current = _phase(content);
        if (root != 0) revert Poll_AlreadyFrozen();
        if (!_mayFreeze(content, current)) revert Poll_CannotFreeze(current, content.rollClosesAt());

        IElectoralRoll roll = IElectoralRoll(content.roll());
        bool markedNow = _rollMark == 0;
        if (markedNow) {
            _rollMark = uint32(roll.joined());
            emit RollMarked(_rollMark);
        }
        uint256 admitted = roll.admitted();
        if (admitted < _rollMark) {
            if (markedNow) return false;
            revert Poll_RollNotAdmitted(admitted, _rollMark);
        }
        if (roll.liveMembers() < content.minimumRoll()) {
            revert Poll_RollTooSmall(roll.liveMembers(), content.minimumRoll());
        }
        (root, depth, rollSize) = roll.paddedRoot(lastLeaf, leftSiblings);
        emit Frozen(root, depth, rollSize);
        return true;
    }

    /// @inheritdoc IPoll
    function cancel(string calldata reason) external onlyClone {
        bytes memory content = _content();
        if (msg.sender != IElectoralRoll(content.roll()).organiser()) revert Poll_NotOrganiser(msg.sender);
        Phase current = _phase(content);
        if (current != Phase.Preparing && current != Phase.Scheduled) revert Poll_TooLateToCancel(current);
        _cancelled = true;
        emit Cancelled(reason);
    }

    /// @inheritdoc IPoll
    function parameters() external view onlyClone returns (PollParameters memory) {
        bytes memory content = _content();
        QuestionWord[] memory questions = new QuestionWord[](content.questionCount());
        for (uint256 i = 0; i < questions.length; ++i) {
            questions[i] = content.question(i);
        }
        return PollParameters({
            roll: content.roll(),
            rollClosesAt: content.rollClosesAt(),
            opensAt: content.opensAt(),
            closesAt: content.closesAt(),
            minimumRoll: content.minimumRoll(),
            questions: questions
        });
    }

    /// @inheritdoc IPoll
    function documentHash() external view onlyClone returns (bytes32) {
        return _content().documentHash();
    }

    /// @inheritdoc IPoll
    function organiser() external view onlyClone returns (address) {
        return IElectoralRoll(_content().roll()).organiser();
    }

    /// @inheritdoc IPoll
    function phase() external view onlyClone returns (Phase) {
        return _phase(_content());
    }

    /// @inheritdoc IPoll
    function rollMark() external view returns (uint256) {
        return _rollMark;
    }

    /// @inheritdoc IPoll
    function scope() public view returns (uint256) {
        return uint256(keccak256(abi.encode(block.chainid, address(this))));
    }

    /// @dev The one phase function; sealed polls add their own ends to it.
    function _phase(bytes memory content) internal view virtual returns (Phase) {
        if (_cancelled) return Phase.Cancelled;
        if (block.timestamp >= content.closesAt()) return root == 0 ? Phase.Cancelled : Phase.Tallied;
        if (block.timestamp < content.opensAt()) return Phase.Scheduled;
        return Phase.Open;
    }

    /// @dev The guards of every way of voting, in the order in which a voter should hear of them, and the record that
    /// this person has voted. Root 0 must never be voted against: Semaphore's circuit outputs it for paths that are
    /// longer than its depth.
    /// @return ballot the ballot's place.
    function _takeBallot(bytes memory content, uint256 nullifier) internal returns (uint256 ballot) {
        Phase current = _phase(content);
        if (current != Phase.Open) revert Poll_NotOpen(current);
        if (root == 0) revert Poll_NotFrozen();
        if (nullifier >= SNARK_SCALAR_FIELD) revert Poll_NullifierOutOfField(nullifier);
        if (hasVoted[nullifier]) revert Poll_AlreadyVoted(nullifier);
        uint32 taken = ballots;
        if (taken >= rollSize) revert Poll_RollExhausted(rollSize);
        hasVoted[nullifier] = true;
        ballots = taken + 1;
        return taken;
    }

    /// @dev Reverts unless a member of the frozen roll made the proof for this poll and this `message`.
    function _requireProof(uint256 nullifier, uint256 message, uint256[8] calldata proof) internal view {
        uint256[4] memory signals = [root, nullifier, _signal(message), _signal(scope())];
        // The verifier's parameters are words in a row, so the proof is copied as one block.
        (bool answered, bytes memory verdict) =
            VERIFIER.staticcall(abi.encodeWithSelector(ISemaphoreVerifier.verifyProof.selector, proof, signals, depth));
        bool valid = answered && verdict.length == 32 && abi.decode(verdict, (bool));
        if (!valid) revert Poll_ProofInvalid();
    }

    function _content() internal view returns (bytes memory) {
        return Clones.fetchCloneArgs(address(this));
    }

    function _mayFreeze(bytes memory content, Phase current) private view returns (bool) {
        if (block.timestamp < content.rollClosesAt()) return false;
        return current == Phase.Preparing || current == Phase.Scheduled || current == Phase.Open;
    }

    /// @dev Semaphore's own map of a word into the field.
    function _signal(uint256 word) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(word))) >> 8;
    }
}
