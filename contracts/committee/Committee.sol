// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {BabyJubJub} from "../crypto/BabyJubJub.sol";
import {CommitteeStage, ICommittee, ShareProof} from "../interfaces/ICommittee.sol";
import {ShareStatement} from "./ShareStatement.sol";

/// @title Committee
/// @dev Immutable arguments: `abi.encode(address creator, bytes32 documentHash, uint256 threshold, address[] trustees)`,
/// checked by LeVote.
contract Committee is ICommittee {
    using BabyJubJub for BabyJubJub.Extended;

    /// @dev Each is a set of trustees, trustee j in bit j.
    struct Progress {
        uint32 accepted;
        uint32 dealt;
        uint32 confirmed;
    }

    address private immutable IMPLEMENTATION = address(this);

    Progress private _progress;
    /// @dev `A_l = Σ_i A_{i,l}`, x and y of each, from l = 0; empty before the first deal.
    uint256[] private _coefficients;
    /// @dev `Y_j` of those who confirmed: polls ask for it at every share.
    mapping(uint256 trustee => uint256[2]) private _confirmedKey;

    modifier onlyClone() {
        if (address(this) == IMPLEMENTATION) revert Committee_NotAClone();
        _;
    }

    /// @inheritdoc ICommittee
    function accept(bytes32 encryptionKey) external onlyClone {
        uint256 trustee = _trusteeAt(CommitteeStage.Accepting);
        if (_has(_progress.accepted, trustee)) revert Committee_AlreadyAccepted(trustee);
        if (encryptionKey == 0) revert Committee_EncryptionKeyMissing();
        _progress.accepted |= uint32(1 << trustee);
        emit TrusteeAccepted(trustee, msg.sender, encryptionKey);
    }

    /// @inheritdoc ICommittee
    function deal(uint256[] calldata commitments, bytes[] calldata shares) external onlyClone {
        uint256 trustee = _trusteeAt(CommitteeStage.Dealing);
        if (_has(_progress.dealt, trustee)) revert Committee_AlreadyDealt(trustee);
        (,, uint256 k, address[] memory accounts) = _content();
        _requireDeal(k, accounts.length, trustee, commitments, shares);
        _progress.dealt |= uint32(1 << trustee);
        _addCommitments(commitments);
        // The last dealer has seen what the others posted and could make the sum one that is no key.
        if (_stage() == CommitteeStage.Confirming && BabyJubJub.isSmallOrder(_coefficients[0], _coefficients[1])) {
            revert Committee_BadPoint(0);
        }
        emit SharesDealt(trustee, commitments, shares);
    }

    /// @inheritdoc ICommittee
    function confirm(ShareProof calldata proof) external onlyClone {
        uint256 trustee = _trusteeAt(CommitteeStage.Confirming);
        if (_has(_progress.confirmed, trustee)) revert Committee_AlreadyConfirmed(trustee);
        uint256[2] memory Y = _trusteeKey(trustee);
        uint256 context = ShareStatement.context(address(this), trustee, ShareStatement.CONFIRM, address(0));
        if (!ShareStatement.isProven(ShareStatement.begin(context, Y, 0), proof)) revert Committee_ProofInvalid();
        _progress.confirmed |= uint32(1 << trustee);
        _confirmedKey[trustee] = Y;
        emit KeyConfirmed(trustee, Y, proof.h, proof.proof);
        if (_stage() == CommitteeStage.Ready) emit CommitteeReady([_coefficients[0], _coefficients[1]]);
    }

    /// @inheritdoc ICommittee
    function creator() external view onlyClone returns (address account) {
        (account,,,) = _content();
    }

    /// @inheritdoc ICommittee
    function documentHash() external view onlyClone returns (bytes32 hash) {
        (, hash,,) = _content();
    }

    /// @inheritdoc ICommittee
    function threshold() external view onlyClone returns (uint256 k) {
        (,, k,) = _content();
    }

    /// @inheritdoc ICommittee
    function trustees() external view onlyClone returns (address[] memory accounts) {
        (,,, accounts) = _content();
    }

    /// @inheritdoc ICommittee
    function stage() external view onlyClone returns (CommitteeStage) {
        return _stage();
    }

    /// @inheritdoc ICommittee
    function isReady() external view onlyClone returns (bool) {
        return _stage() == CommitteeStage.Ready;
    }

    /// @inheritdoc ICommittee
    function hasAccepted(uint256 trustee) external view returns (bool) {
        return _has(_progress.accepted, trustee);
    }

    /// @inheritdoc ICommittee
    function hasDealt(uint256 trustee) external view returns (bool) {
        return _has(_progress.dealt, trustee);
    }

    /// @inheritdoc ICommittee
    function hasConfirmed(uint256 trustee) external view returns (bool) {
        return _has(_progress.confirmed, trustee);
    }

    /// @inheritdoc ICommittee
    function electionKey() external view onlyClone returns (uint256[2] memory) {
        if (_coefficients.length == 0) return [uint256(0), 1];
        return [_coefficients[0], _coefficients[1]];
    }

    /// @inheritdoc ICommittee
    function trusteeKey(uint256 trustee) external view onlyClone returns (uint256[2] memory) {
        CommitteeStage current = _stage();
        if (current < CommitteeStage.Confirming) revert Committee_WrongStage(current);
        return _has(_progress.confirmed, trustee) ? _confirmedKey[trustee] : _trusteeKey(trustee);
    }

    /// @inheritdoc ICommittee
    function confirmedKey(uint256 trustee) external view returns (uint256[2] memory) {
        return _confirmedKey[trustee];
    }

    /// @dev Who calls, at the stage in which they may.
    function _trusteeAt(CommitteeStage expected) private view returns (uint256 trustee) {
        (,,, address[] memory accounts) = _content();
        while (trustee < accounts.length && accounts[trustee] != msg.sender) ++trustee;
        if (trustee == accounts.length) revert Committee_NotTrustee(msg.sender);
        CommitteeStage current = _stage();
        if (current != expected) revert Committee_WrongStage(current);
        ++trustee;
    }

    function _requireDeal(
        uint256 k,
        uint256 n,
        uint256 dealer,
        uint256[] calldata commitments,
        bytes[] calldata shares
    ) private pure {
        if (commitments.length != 2 * k || shares.length != n) revert Committee_WrongDeal();
        for (uint256 i = 0; i < k; ++i) {
            if (!BabyJubJub.isOnCurve(commitments[2 * i], commitments[2 * i + 1])) revert Committee_BadPoint(i);
        }
        if (BabyJubJub.isSmallOrder(commitments[0], commitments[1])) revert Committee_BadPoint(0);
        for (uint256 j = 0; j < n; ++j) {
            if ((shares[j].length == 0) != (j + 1 == dealer)) revert Committee_WrongDeal();
        }
    }

    function _addCommitments(uint256[] calldata commitments) private {
        uint256 count = commitments.length / 2;
        if (_coefficients.length == 0) {
            _coefficients = commitments;
            return;
        }
        for (uint256 i = 0; i < 2 * count; i += 2) {
            BabyJubJub.Extended memory sum = BabyJubJub.extended(_coefficients[i], _coefficients[i + 1]);
            sum.addAffine(commitments[i], commitments[i + 1]);
            (_coefficients[i], _coefficients[i + 1]) = sum.affine();
        }
    }

    /// @dev `Y_j = Σ_l j^l·A_l`.
    function _trusteeKey(uint256 trustee) private view returns (uint256[2] memory key) {
        uint256 k = _coefficients.length / 2;
        BabyJubJub.Extended[] memory points = new BabyJubJub.Extended[](k);
        uint256[] memory powers = new uint256[](k);
        uint256 power = 1;
        for (uint256 i = 0; i < k; ++i) {
            points[i] = BabyJubJub.extended(_coefficients[2 * i], _coefficients[2 * i + 1]);
            powers[i] = power;
            power *= trustee;
        }
        (key[0], key[1]) = BabyJubJub.sumOfMultiples(points, powers).affine();
    }

    function _stage() private view returns (CommitteeStage) {
        (,,, address[] memory accounts) = _content();
        // Bits 1 … n.
        uint256 all = (1 << (accounts.length + 1)) - 2;
        Progress memory progress = _progress;
        if (progress.confirmed == all) return CommitteeStage.Ready;
        if (progress.dealt == all) return CommitteeStage.Confirming;
        if (progress.accepted == all) return CommitteeStage.Dealing;
        return CommitteeStage.Accepting;
    }

    function _has(uint256 set, uint256 trustee) private pure returns (bool) {
        return trustee < 32 && (set >> trustee) & 1 == 1;
    }

    function _content()
        private
        view
        returns (address creator_, bytes32 documentHash_, uint256 threshold_, address[] memory trustees_)
    {
        return abi.decode(Clones.fetchCloneArgs(address(this)), (address, bytes32, uint256, address[]));
    }
}
