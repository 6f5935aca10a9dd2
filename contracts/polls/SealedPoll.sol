// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ShareStatement} from "../committee/ShareStatement.sol";
import {Groth16} from "../crypto/Groth16.sol";
import {Transcript} from "../crypto/Transcript.sol";
import {Words} from "../crypto/Words.sol";
import {ICommittee, ShareProof} from "../interfaces/ICommittee.sol";
import {IPoll, Phase} from "../interfaces/IPoll.sol";
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
    using PollContent for bytes;
    using QuestionRules for QuestionWord;
    using SealedTerms for bytes;

    uint256 private constant LARGEST_TOTAL = 1 << 22;

    /// @dev In the slot that every vote reads.
    uint32 private _ballots;
    /// @dev R.x, R.y, C.x, C.y of each total.
    uint256[32] private _encrypted;
    /// @inheritdoc ISealedPoll
    mapping(uint256 trustee => bytes32) public shareHash;
    /// @dev The result, slot i in bits 32i…32i+31 of two words.
    uint256[2] private _totals;
    bool private _finalized;

    /// @inheritdoc ISealedPoll
    function castVote(SealedBallot calldata ballot) external onlyClone {
        bytes memory content = _content();
        uint32 place = _takeBallot(content, ballot.nullifier);
        _ballots = place + 1;
        uint256 size = content.circuitSlots();
        if (ballot.points.length != 2 * size) revert Poll_WrongBallotSize(ballot.points.length, 2 * size);

        _requireProofs(content, size, ballot);
        (uint256 keyX, uint256 keyY) = content.electionKey();
        _encrypted.add(place != 0, ballot.points, keyX, keyY);
        emit SealedBallotCounted(
            place, ballot.nullifier, ballot.points, ballot.h, ballot.ballotProof, ballot.memberProof
        );
    }

    /// @inheritdoc ISealedPoll
    function share(uint256 trustee, uint256[] calldata D, ShareProof calldata proof) external onlyClone {
        bytes memory content = _content();
        _requireClosed(content);
        if (shareHash[trustee] != 0) revert Poll_AlreadyShared(trustee);
        ICommittee trusted = ICommittee(content.committee());
        if (trustee == 0 || trustee > trusted.trustees().length) revert Poll_NotTrustee(trustee);

        uint256[] memory R = _readTotals(content, 0, 2);
        if (D.length != R.length) revert Poll_ShareInvalid();
        uint256 context =
            ShareStatement.context(address(trusted), trustee, ShareStatement.OPEN, address(this));
        if (!ShareStatement.isProven(context, trusted.trusteeKey(trustee), R, D, proof)) revert Poll_ShareInvalid();
        shareHash[trustee] = keccak256(abi.encodePacked(D));
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
        if (!Opening.isOpened(_readTotals(content, 1, 2), trustees, D, claimed)) revert Poll_WrongTotals();
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
    function encryptedTotals() external view onlyClone returns (uint256[] memory) {
        return _readTotals(_content(), 0, 1);
    }

    /// @inheritdoc Poll
    function ballots() public view override(IPoll, Poll) returns (uint32) {
        return _ballots;
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
        return _ballots < content.minimumTurnout() ? Phase.Void : Phase.Closed;
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
    function _requireProofs(bytes memory content, uint256 size, SealedBallot calldata ballot) private view {
        uint256[] memory v = _statement(content, size, ballot);
        bytes32 digest = Transcript.digest(v);
        bytes[] memory keys = new bytes[](2);
        keys[0] = _memberKey();
        keys[1] = _ballotKey(size);
        Groth16.Check memory check = Groth16.open(keys, 2);
        Groth16.add(check, 0, ballot.memberProof, _memberInputs(ballot.nullifier, uint256(digest)));
        Groth16.add(check, 1, ballot.ballotProof, Transcript.inputs(v, digest, ballot.h));
        if (!Groth16.holds(check)) revert Poll_ProofInvalid();
    }

    function _ballotKey(uint256 size) private pure returns (bytes memory) {
        if (size == 4) return CircuitKeys.ballot4();
        return size == 8 ? CircuitKeys.ballot8() : CircuitKeys.ballot16();
    }

    /// @dev `v` of `circuits/ballot.circom`. The nullifier in its context makes a copied ciphertext useless to others.
    function _statement(bytes memory content, uint256 size, SealedBallot calldata ballot)
        private
        view
        returns (uint256[] memory v)
    {
        uint256 words = size / 2;
        uint256 count = content.questionCount();
        uint256[] calldata points = ballot.points;
        unchecked {
            v = new uint256[](3 + words + 2 * size);
            v[0] = uint256(keccak256(abi.encode(block.chainid, address(this), ballot.nullifier))) >> 8;
            for (uint256 i = 0; i < count; ++i) {
                v[1 + i] = QuestionWord.unwrap(content.question(i));
            }
            (v[1 + words], v[2 + words]) = content.electionKey();
            Words.copy(points, Words.data(v) + 32 * (3 + words));
        }
    }

    /// @dev x and y of every R (`first` 0, `step` 2), of every C (1, 2), or of all points (0, 1).
    function _readTotals(bytes memory content, uint256 first, uint256 step) private view returns (uint256[] memory) {
        (uint256 keyX, uint256 keyY) = content.electionKey();
        return _encrypted.read(_ballots != 0, first, step, content.circuitSlots(), [keyX, keyY]);
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
