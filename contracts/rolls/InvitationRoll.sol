// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {MerkleProof} from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {IElectoralRoll} from "../interfaces/IElectoralRoll.sol";
import {IInvitationRoll} from "../interfaces/IInvitationRoll.sol";
import {ElectoralRoll} from "./ElectoralRoll.sol";
import {LeafTree} from "./LeafTree.sol";

/// @title Roll by invitation
contract InvitationRoll is ElectoralRoll, IInvitationRoll {
    using BitMaps for BitMaps.BitMap;

    struct Batch {
        bytes32 root;
        uint256 count;
        /// Used or revoked, by index.
        BitMaps.BitMap spent;
    }

    uint256 private constant LARGEST_BATCH = 1_000;

    Batch[] private _batches;
    /// @inheritdoc IInvitationRoll
    uint256 public invitations;

    constructor(address semaphore_, uint32 removalNotice_) ElectoralRoll(semaphore_, removalNotice_) {}

    /// @inheritdoc IInvitationRoll
    function openBatch(bytes32[] calldata leaves) external onlyClone onlyOrganiser returns (uint256 batch) {
        uint256 count = leaves.length;
        if (count == 0 || count > LARGEST_BATCH) revert Roll_BatchSizeOutOfRange(count);
        batch = _batches.length;
        Batch storage opened = _batches.push();
        opened.root = LeafTree.root(leaves);
        opened.count = count;
        invitations += count;
        emit BatchOpened(batch, opened.root, leaves);
    }

    /// @inheritdoc IInvitationRoll
    function join(
        uint256 batch,
        uint256 index,
        uint256 commitment,
        bytes calldata signature,
        bytes32[] calldata proof
    ) external onlyClone {
        Batch storage opened = _unspent(batch, index);
        (address key, ECDSA.RecoverError failure,) = ECDSA.tryRecover(_enrolmentDigest(commitment), signature);
        if (failure != ECDSA.RecoverError.NoError || !_isInvited(opened.root, index, key, proof)) {
            revert Roll_InvitationInvalid(batch, index);
        }
        opened.spent.set(index);
        _join(commitment);
        emit InvitationUsed(batch, index, commitment);
    }

    /// @inheritdoc IInvitationRoll
    function revokeInvitation(uint256 batch, uint256 index) external onlyClone onlyOrganiser {
        _unspent(batch, index).spent.set(index);
        emit InvitationRevoked(batch, index);
    }

    /// @inheritdoc IInvitationRoll
    function batches() external view returns (uint256) {
        return _batches.length;
    }

    /// @inheritdoc IInvitationRoll
    function batchAt(uint256 batch) external view returns (bytes32 root, uint256 count) {
        Batch storage opened = _batch(batch);
        return (opened.root, opened.count);
    }

    /// @inheritdoc IInvitationRoll
    function isSpent(uint256 batch, uint256 index) external view returns (bool) {
        return _batch(batch).spent.get(index);
    }

    /// @inheritdoc IElectoralRoll
    function sponsorable() external pure returns (bool) {
        return true;
    }

    function _batch(uint256 batch) private view returns (Batch storage) {
        if (batch >= _batches.length) revert Roll_NoSuchBatch(batch);
        return _batches[batch];
    }

    /// @dev The bound on the index is what keeps a batch of n at n residents, whatever an organiser put into the tree:
    /// a "leaf" given to {openBatch} could be the root of a further tree.
    function _unspent(uint256 batch, uint256 index) private view returns (Batch storage opened) {
        opened = _batch(batch);
        if (index >= opened.count) revert Roll_InvitationOutOfRange(batch, index, opened.count);
        if (opened.spent.get(index)) revert Roll_InvitationSpent(batch, index);
    }

    function _isInvited(bytes32 root, uint256 index, address key, bytes32[] calldata proof) private pure returns (bool) {
        bytes32 leaf = keccak256(bytes.concat(keccak256(abi.encode(index, key))));
        return MerkleProof.verifyCalldata(proof, root, leaf);
    }
}
