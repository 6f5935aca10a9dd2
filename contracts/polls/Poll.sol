// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {SemaphoreProofs} from "../crypto/SemaphoreProofs.sol";
import {Words} from "../crypto/Words.sol";
import {IElectoralRoll} from "../interfaces/IElectoralRoll.sol";
import {IPoll, Phase, PollParameters} from "../interfaces/IPoll.sol";
import {QuestionWord} from "../interfaces/QuestionWord.sol";
import {PollContent} from "./PollContent.sol";

/// @title Poll
/// @notice What open and sealed polls share.
/// @dev Voting reads this contract's storage and code, and code that freezing made: so a vote's validity cannot change once
/// the roll is frozen. `Semaphore.validateProof` is never called: anyone may call it and use up somebody else's nullifier.
abstract contract Poll is IPoll {
    using PollContent for bytes;

    address private immutable IMPLEMENTATION = address(this);

    /// @inheritdoc IPoll
    uint256 public root;
    /// @inheritdoc IPoll
    uint8 public depth;
    uint32 private _rollMark;
    /// @dev 1 once used: a whole word, so that nothing has to be read again to write it.
    mapping(uint256 nullifier => uint256) private _used;
    // From here on in one slot, the only one besides the nullifier's that each vote reads and writes; what the kind of
    // poll keeps with every vote follows in it. Both numbers are at most 2^20.
    bool private _cancelled;
    /// @dev Live members at freezing, 0 until then.
    uint24 private _rollSize;
    uint24 private _ballots;

    /// @dev The implementation has no content: nothing can happen in it.
    modifier onlyClone() {
        if (address(this) == IMPLEMENTATION) revert Poll_NotAClone();
        _;
    }

    /// @inheritdoc IPoll
    function freeze(uint256 lastLeaf, uint256[] calldata leftSiblings) external onlyClone returns (bool) {
        bytes memory content = _content();
        Phase current = _phase(content);
        if (_isFrozen()) revert Poll_AlreadyFrozen();
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
        uint32 live;
        (root, depth, live) = roll.paddedRoot(lastLeaf, leftSiblings);
        _requireCountable(content, live);
        // A roll holds at most 2^20.
        _rollSize = uint24(live);
        SemaphoreProofs.store(depth, root, scope());
        emit Frozen(root, depth, live);
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
    function rollSize() external view returns (uint32) {
        return _rollSize;
    }

    /// @inheritdoc IPoll
    function ballots() public view returns (uint32) {
        return _ballots;
    }

    /// @inheritdoc IPoll
    function hasVoted(uint256 nullifier) external view returns (bool) {
        return _used[nullifier] != 0;
    }

    /// @inheritdoc IPoll
    function scope() public view returns (uint256) {
        return uint256(keccak256(abi.encode(block.chainid, address(this))));
    }

    /// @dev The one phase function; sealed polls add their own ends to it.
    function _phase(bytes memory content) internal view virtual returns (Phase) {
        if (_isOpen(content)) return Phase.Open;
        if (_cancelled) return Phase.Cancelled;
        if (block.timestamp < content.opensAt()) return Phase.Scheduled;
        return _isFrozen() ? Phase.Tallied : Phase.Cancelled;
    }

    /// @dev What every vote asks, before the one phase function is needed to say why not.
    function _isOpen(bytes memory content) private view returns (bool) {
        return !_cancelled && block.timestamp >= content.opensAt() && block.timestamp < content.closesAt();
    }

    /// @dev Reverts when a roll of this size could make totals that cannot be opened.
    function _requireCountable(bytes memory content, uint256 size) internal view virtual {}

    /// @dev The guards of casting one ballot, in the order in which a voter should hear of them, and the record that this
    /// person has voted. The kind of poll counts what the ballot says.
    /// @return place the ballot's.
    function _takeBallot(bytes memory content, uint256 nullifier) internal returns (uint256 place) {
        if (!_isOpen(content)) revert Poll_NotOpen(_phase(content));
        // A nullifier beyond the field would be another word for one that is used.
        if (nullifier >= SNARK_SCALAR_FIELD) revert Poll_NullifierOutOfField(nullifier);
        if (_used[nullifier] != 0) revert Poll_AlreadyVoted(nullifier);
        place = _ballots;
        if (place >= _rollSize) _refuse();
        unchecked {
            _ballots = uint24(place + 1);
        }
        _used[nullifier] = 1;
    }

    /// @dev The guards of casting many ballots that are not about one of them.
    /// @return place of the next ballot.
    function _beginVoting(bytes memory content) internal view returns (uint256 place) {
        if (!_isOpen(content)) revert Poll_NotOpen(_phase(content));
        if (!_isFrozen()) revert Poll_NotFrozen();
        place = _ballots;
    }

    /// @dev As {_takeBallot}, for a ballot among many: the caller ends with {_setBallots}.
    /// @return taken false when this person has voted, in this batch or before.
    function _takeAmongMany(uint256 nullifier, uint256 place) internal returns (bool taken) {
        if (nullifier >= SNARK_SCALAR_FIELD) revert Poll_NullifierOutOfField(nullifier);
        taken = _used[nullifier] == 0;
        if (taken) {
            if (place >= _rollSize) _refuse();
            _used[nullifier] = 1;
        }
    }

    /// @param count at most the live members at freezing.
    function _setBallots(uint256 count) internal {
        _ballots = uint24(count);
    }

    /// @dev No ballot finds a seat: the roll is not frozen, or as many ballots are in as it had live members.
    function _refuse() private view {
        if (!_isFrozen()) revert Poll_NotFrozen();
        revert Poll_RollExhausted(_rollSize);
    }

    /// @dev Semaphore's verification key with this poll's root and scope in it: inputs are nullifier and
    /// {SemaphoreProofs-signal} of the message.
    function _memberKey() internal view returns (bytes memory) {
        return SemaphoreProofs.stored(address(this));
    }

    /// @dev The member proof's inputs.
    function _memberInputs(uint256 nullifier, uint256 message) internal pure returns (uint256[] memory inputs) {
        inputs = Words.array(2);
        uint256 at = Words.data(inputs);
        Words.set(at, nullifier);
        Words.set(at + 32, SemaphoreProofs.signal(message));
    }

    /// @dev What {Clones-fetchCloneArgs} gives, and zeros behind it up to the length of the longest content: a clone's
    /// arguments stand behind the 45 bytes of its own code.
    function _content() internal view returns (bytes memory content) {
        uint256 length = PollContent.LONGEST;
        assembly ("memory-safe") {
            content := mload(0x40)
            mstore(content, length)
            extcodecopy(address(), add(content, 32), 45, length)
            mstore(0x40, add(add(content, 32), length))
        }
    }

    /// @dev Root 0 must never be voted against: Semaphore's circuit outputs it for paths longer than its depth. A padded
    /// root is never 0, a frozen roll never empty, and its size stands beside what a vote reads anyway.
    function _isFrozen() private view returns (bool) {
        return _rollSize != 0;
    }

    function _mayFreeze(bytes memory content, Phase current) private view returns (bool) {
        if (block.timestamp < content.rollClosesAt()) return false;
        return current == Phase.Preparing || current == Phase.Scheduled || current == Phase.Open;
    }
}
