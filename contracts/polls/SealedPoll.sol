// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ShareStatement} from "../committee/ShareStatement.sol";
import {Groth16} from "../crypto/Groth16.sol";
import {Transcript} from "../crypto/Transcript.sol";
import {Words} from "../crypto/Words.sol";
import {ICommittee, ShareProof} from "../interfaces/ICommittee.sol";
import {Phase} from "../interfaces/IPoll.sol";
import {ISealedPoll, SealedBallot} from "../interfaces/ISealedPoll.sol";
import {QuestionWord} from "../interfaces/QuestionWord.sol";
import {CircuitKeys} from "../verifiers/CircuitKeys.sol";
import {EncryptedTotals} from "./EncryptedTotals.sol";
import {Opening} from "./Opening.sol";
import {Poll} from "./Poll.sol";
import {PollContent} from "./PollContent.sol";
import {QuestionRules} from "./QuestionRules.sol";
import {SealedTerms} from "./SealedTerms.sol";

/// @title Sealed poll
contract SealedPoll is Poll, ISealedPoll {
    using EncryptedTotals for uint256[32];
    using Groth16 for Groth16.Check;
    using PollContent for bytes;
    using QuestionRules for QuestionWord;
    using SealedTerms for bytes;

    uint256 private constant LARGEST_TOTAL = 1 << 22;

    /// @dev In the slot that every vote reads.
    bool private _finalized;
    /// @dev R.x, R.y, C.x, C.y of each total.
    uint256[32] private _encrypted;
    /// @inheritdoc ISealedPoll
    mapping(uint256 trustee => bytes32) public shareHash;
    /// @dev The result, slot i in bits 32i…32i+31 of two words.
    uint256[2] private _totals;

    /// @inheritdoc ISealedPoll
    function castVote(SealedBallot calldata ballot) external onlyClone {
        bytes memory content = _content();
        uint256 place = _takeBallot(content, ballot.nullifier);
        uint256[] calldata points = ballot.points;
        _requireSize(content, points);
        _requireProofs(content, ballot, points);
        (uint256 keyX, uint256 keyY) = content.electionKey();
        _encrypted.add(place != 0, points, keyX, keyY);
        _emitCounted(place, ballot, points);
    }

    /// @inheritdoc ISealedPoll
    function castMany(SealedBallot[] calldata given) external onlyClone returns (uint256 counted) {
        bytes memory content = _content();
        uint256 first = _beginVoting(content);
        uint256 size = content.circuitSlots();
        (uint256 keyX, uint256 keyY) = content.electionKey();
        bytes[] memory keys = new bytes[](2);
        (keys[0], keys[1]) = (_memberKey(), _ballotKey(size));
        unchecked {
            Groth16.Check memory check = Groth16.open(keys, 2 * given.length);
            uint256 sums = _encrypted.toSums(first != 0, size, keyX, keyY);
            for (uint256 i = 0; i < given.length; ++i) {
                SealedBallot calldata ballot = given[i];
                if (!_takeAmongMany(ballot.nullifier, first + counted)) continue;
                uint256[] calldata points = ballot.points;
                _requireSize(content, points);
                _addProofs(check, content, ballot, points);
                EncryptedTotals.include(sums, points);
                _emitCounted(first + counted++, ballot, points);
            }
            if (counted == 0) return 0;
            if (!check.holds()) revert Poll_ProofInvalid();
            _encrypted.keep(sums, size);
            _setBallots(first + counted);
        }
    }

    /// @inheritdoc ISealedPoll
    function share(uint256 trustee, uint256[] calldata D, ShareProof calldata proof) external onlyClone {
        bytes memory content = _content();
        _requireClosed(content);
        if (shareHash[trustee] != 0) revert Poll_AlreadyShared(trustee);
        address trusted = content.committee();
        // All have confirmed: a poll is published with a committee that is ready.
        uint256[2] memory Y = ICommittee(trusted).confirmedKey(trustee);
        if (Y[0] == 0 && Y[1] == 0) revert Poll_NotTrustee(trustee);
        uint256 size = content.circuitSlots();
        if (D.length != size) revert Poll_ShareInvalid();

        uint256 context = ShareStatement.context(trusted, trustee, ShareStatement.OPEN, address(this));
        uint256 v = ShareStatement.begin(context, Y, size / 2);
        _readTotals(content, 0, 2, ShareStatement.roomForR(v));
        uint256 parts = ShareStatement.roomForD(v);
        Words.copy(D, parts);
        if (!ShareStatement.isProven(v, proof)) revert Poll_ShareInvalid();
        shareHash[trustee] = Words.hash(parts, parts + 32 * size);
        emit SharePublished(trustee, D, proof.h, proof.proof);
    }

    /// @inheritdoc ISealedPoll
    function finalize(uint256[] calldata trustees, uint256[][] calldata D, uint256[16] calldata claimed)
        external
        onlyClone
    {
        bytes memory content = _content();
        _requireClosed(content);
        _requireShares(content, trustees, D);
        _requireInRange(claimed, content.circuitSlots());
        uint256[] memory C = new uint256[](content.circuitSlots());
        _readTotals(content, 1, 2, Words.data(C));
        if (!Opening.isOpened(C, trustees, D, claimed)) revert Poll_WrongTotals();
        _finalized = true;
        for (uint256 i = 0; i < 16; ++i) {
            _totals[i / 8] |= claimed[i] << (32 * (i % 8));
        }
        emit Finalized(trustees, claimed);
    }

    /// @inheritdoc ISealedPoll
    function committee() external view onlyClone returns (address) {
        return _content().committee();
    }

    /// @inheritdoc ISealedPoll
    function minimumTurnout() external view onlyClone returns (uint32) {
        return _content().minimumTurnout();
    }

    /// @inheritdoc ISealedPoll
    function slots() external view onlyClone returns (uint8) {
        return uint8(_content().circuitSlots());
    }

    /// @inheritdoc ISealedPoll
    function encryptedTotals() external view onlyClone returns (uint256[] memory coordinates) {
        bytes memory content = _content();
        coordinates = new uint256[](2 * content.circuitSlots());
        _readTotals(content, 0, 1, Words.data(coordinates));
    }

    /// @inheritdoc ISealedPoll
    function totals() external view returns (uint256[16] memory result) {
        for (uint256 i = 0; i < 16; ++i) {
            result[i] = uint32(_totals[i / 8] >> (32 * (i % 8)));
        }
    }

    /// @dev What {Poll} calls Tallied is here closed and still to be opened, or never to be.
    function _phase(bytes memory content) internal view override returns (Phase) {
        Phase current = super._phase(content);
        if (current != Phase.Tallied || _finalized) return current;
        return ballots() < content.minimumTurnout() ? Phase.Void : Phase.Closed;
    }

    /// @dev Two totals share one logarithm, so opening takes time linear in the largest possible total.
    function _requireCountable(bytes memory content, uint256 size) internal pure override {
        uint256 count = content.questionCount();
        for (uint256 i = 0; i < count; ++i) {
            if (size * content.question(i).largestValue() > LARGEST_TOTAL) revert Poll_TotalsTooLarge(i);
        }
    }

    /// @dev Both proofs in one pairing check. The digest of everything the ballot circuit speaks of is Semaphore's message,
    /// so neither proof can be used without the other.
    function _requireProofs(bytes memory content, SealedBallot calldata ballot, uint256[] calldata points) private view {
        (uint256 v, uint256 count) = _statement(content, ballot.nullifier, points);
        bytes32 digest = Transcript.digest(v, count);
        bool proven = Groth16.verifyBoth(
            _memberKey(),
            ballot.memberProof,
            _memberInputs(ballot.nullifier, uint256(digest)),
            _ballotKey(points.length / 2),
            ballot.ballotProof,
            Transcript.inputs(v, count, digest, ballot.h)
        );
        if (!proven) revert Poll_ProofInvalid();
    }

    /// @dev {_requireProofs} among many ballots. @param check of the member's key, then the ballot's.
    function _addProofs(
        Groth16.Check memory check,
        bytes memory content,
        SealedBallot calldata ballot,
        uint256[] calldata points
    ) private view {
        (uint256 v, uint256 count) = _statement(content, ballot.nullifier, points);
        bytes32 digest = Transcript.digest(v, count);
        check.add(0, ballot.memberProof, _memberInputs(ballot.nullifier, uint256(digest)));
        check.add(1, ballot.ballotProof, Transcript.inputs(v, count, digest, ballot.h));
    }

    function _requireSize(bytes memory content, uint256[] calldata points) private pure {
        unchecked {
            uint256 expected = 2 * content.circuitSlots();
            if (points.length != expected) revert Poll_WrongBallotSize(points.length, expected);
        }
    }

    function _ballotKey(uint256 size) private pure returns (bytes memory) {
        if (size == 4) return CircuitKeys.ballot4();
        return size == 8 ? CircuitKeys.ballot8() : CircuitKeys.ballot16();
    }

    /// @dev `v` of `circuits/ballot.circom`, in memory. The nullifier in its context makes a copied ciphertext useless to
    /// others.
    function _statement(bytes memory content, uint256 nullifier, uint256[] calldata points)
        private
        view
        returns (uint256 v, uint256 count)
    {
        unchecked {
            uint256 words = points.length / 4;
            count = 3 + words + points.length;
            v = Transcript.reserve(count);
            // The context's three parts are hashed where v will stand.
            Words.set(v, block.chainid);
            Words.set(v + 32, uint160(address(this)));
            Words.set(v + 64, nullifier);
            Words.set(v, uint256(Words.hash(v, v + 96)) >> 8);
            content.putQuestions(v + 32, words);
            uint256 at = v + 32 * (words + 1);
            (uint256 keyX, uint256 keyY) = content.electionKey();
            Words.set(at, keyX);
            Words.set(at + 32, keyY);
            Words.copy(points, at + 64);
        }
    }

    /// @dev What `emit SealedBallotCounted` does; the parts of a ballot stand in calldata as they do in the event.
    function _emitCounted(uint256 place, SealedBallot calldata ballot, uint256[] calldata points) private {
        bytes32 topic = SealedBallotCounted.selector;
        uint256 nullifier = ballot.nullifier;
        assembly ("memory-safe") {
            let data := mload(0x40)
            // Where the points begin: behind this word, h and two proofs.
            mstore(data, 576)
            calldatacopy(add(data, 32), add(ballot, 64), 544)
            let size := shl(5, add(points.length, 1))
            calldatacopy(add(data, 576), sub(points.offset, 32), size)
            log3(data, add(576, size), topic, place, nullifier)
        }
    }

    /// @dev Writes x and y of every R (`first` 0, `step` 2), of every C (1, 2), or of all points (0, 1) to memory.
    function _readTotals(bytes memory content, uint256 first, uint256 step, uint256 at) private view {
        (uint256 keyX, uint256 keyY) = content.electionKey();
        _encrypted.read(ballots() != 0, first, step, content.circuitSlots(), keyX, keyY, at);
    }

    function _requireClosed(bytes memory content) private view {
        Phase current = _phase(content);
        if (current != Phase.Closed) revert Poll_NotClosed(current);
    }

    function _requireShares(bytes memory content, uint256[] calldata trustees, uint256[][] calldata D) private view {
        uint256 k = ICommittee(content.committee()).threshold();
        if (trustees.length != k || D.length != k) revert Poll_WrongTrustees();
        for (uint256 i = 0; i < k; ++i) {
            if (i > 0 && trustees[i] <= trustees[i - 1]) revert Poll_WrongTrustees();
            bytes32 published = shareHash[trustees[i]];
            if (published == 0 || keccak256(abi.encodePacked(D[i])) != published) {
                revert Poll_ShareUnknown(trustees[i]);
            }
        }
    }

    function _requireInRange(uint256[16] calldata claimed, uint256 size) private pure {
        for (uint256 i = 0; i < 16; ++i) {
            if (claimed[i] > type(uint32).max || (i >= size && claimed[i] != 0)) revert Poll_TotalOutOfRange(i);
        }
    }
}
