// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {ISemaphore} from "@semaphore-protocol/contracts/interfaces/ISemaphore.sol";
import {ISemaphoreGroups} from "@semaphore-protocol/contracts/interfaces/ISemaphoreGroups.sol";
import {SNARK_SCALAR_FIELD} from "@zk-kit/lean-imt.sol/Constants.sol";
import {IElectoralRoll} from "../interfaces/IElectoralRoll.sol";
import {PaddedRoot} from "./PaddedRoot.sol";

/// @title Electoral roll
/// @notice What all rolls share; how someone proves a right to join stands in the contracts that inherit from it.
/// @dev A clone's immutable arguments begin with `abi.encode(address organiser, bytes32 documentHash)`.
abstract contract ElectoralRoll is IElectoralRoll, EIP712 {
    /// @dev What is known of one commitment, in one slot.
    struct Seat {
        /// Index + 1; 0 for a commitment that never joined.
        uint32 number;
        /// Second from which an announced removal may be carried out; 0 when none is announced.
        uint48 removableFrom;
        bool removed;
    }

    /// @dev Who stands where, in one slot.
    struct Census {
        uint32 joined;
        uint32 admitted;
        uint32 removed;
        /// Semaphore's group id + 1; 0 until the first admission.
        uint128 group;
    }

    /// @dev Most residents: Semaphore proofs are made at a depth of at most 20.
    uint32 internal constant CAPACITY = 1 << 20;
    bytes32 private constant ENROLMENT_TYPE = keccak256("Enrolment(uint256 commitment)");

    address private immutable IMPLEMENTATION = address(this);
    address private immutable SEMAPHORE;
    uint32 public immutable removalNotice;

    Census private _census;
    mapping(uint256 commitment => Seat) private _seats;
    /// @dev 0 while the organiser is still the account that created the roll.
    address private _laterOrganiser;
    address public proposedOrganiser;
    uint256 public declaredRegister;

    /// @dev The implementation itself must never hold a roll: nobody created it through LeVote.
    modifier onlyClone() {
        if (address(this) == IMPLEMENTATION) revert Roll_NotAClone();
        _;
    }

    modifier onlyOrganiser() {
        if (msg.sender != organiser()) revert Roll_NotOrganiser(msg.sender);
        _;
    }

    constructor(address semaphore_, uint32 removalNotice_) EIP712("Le Vote roll", "1") {
        SEMAPHORE = semaphore_;
        removalNotice = removalNotice_;
    }

    /// @inheritdoc IElectoralRoll
    function admit(uint256[] calldata commitments) external onlyClone returns (uint256 count) {
        uint256 first = _census.admitted;
        uint256 skipped;
        while (skipped < commitments.length && _isAdmitted(commitments[skipped], first)) ++skipped;
        uint256[] calldata queued = commitments[skipped:];
        count = queued.length;
        if (count == 0) revert Roll_NothingToAdmit();
        for (uint256 i = 0; i < count; ++i) {
            if (_seats[queued[i]].number != first + i + 1) revert Roll_NotNextInQueue(first + i, queued[i]);
        }
        uint256 group = _openedGroup();
        // No more than `joined` can pass the check above, and that fits.
        _census.admitted = uint32(first + count);
        ISemaphore(SEMAPHORE).addMembers(group, queued);
        emit Admitted(first, count, _groupRoot(group));
    }

    /// @inheritdoc IElectoralRoll
    function announceRemoval(uint256 commitment) external onlyClone onlyOrganiser {
        Seat storage seat = _seat(commitment);
        if (seat.removed) revert Roll_AlreadyRemoved(commitment);
        if (seat.removableFrom != 0) revert Roll_RemovalAlreadyAnnounced(commitment);
        seat.removableFrom = uint48(block.timestamp) + removalNotice;
        emit RemovalAnnounced(seat.number - 1, commitment, seat.removableFrom);
    }

    /// @inheritdoc IElectoralRoll
    function withdrawRemoval(uint256 commitment) external onlyClone onlyOrganiser {
        Seat storage seat = _seat(commitment);
        if (seat.removableFrom == 0) revert Roll_RemovalNotAnnounced(commitment);
        seat.removableFrom = 0;
        emit RemovalWithdrawn(seat.number - 1, commitment);
    }

    /// @inheritdoc IElectoralRoll
    function remove(uint256 commitment, uint256[] calldata siblings) external onlyClone {
        Seat storage seat = _seat(commitment);
        if (seat.removableFrom == 0) revert Roll_RemovalNotAnnounced(commitment);
        if (block.timestamp < seat.removableFrom) revert Roll_RemovalTooEarly(commitment, seat.removableFrom);
        if (seat.number > _census.admitted) revert Roll_StillQueued(commitment);
        seat.removableFrom = 0;
        seat.removed = true;
        _census.removed++;
        uint256 group = groupId();
        ISemaphore(SEMAPHORE).removeMember(group, commitment, siblings);
        emit Removed(seat.number - 1, commitment, _groupRoot(group));
    }

    /// @inheritdoc IElectoralRoll
    function declareRegister(uint256 size) external onlyClone onlyOrganiser {
        emit RegisterDeclared(declaredRegister, size);
        declaredRegister = size;
    }

    /// @inheritdoc IElectoralRoll
    function proposeOrganiser(address proposed) external onlyClone onlyOrganiser {
        proposedOrganiser = proposed;
        emit OrganiserProposed(msg.sender, proposed);
    }

    /// @inheritdoc IElectoralRoll
    function acceptOrganiser() external onlyClone {
        if (msg.sender != proposedOrganiser) revert Roll_NotProposedOrganiser(msg.sender);
        emit OrganiserChanged(organiser(), msg.sender);
        _laterOrganiser = msg.sender;
        proposedOrganiser = address(0);
    }

    /// @inheritdoc IElectoralRoll
    function paddedRoot(uint256 lastLeaf, uint256[] calldata leftSiblings)
        external
        view
        returns (uint256 root, uint8 depth, uint32 live)
    {
        uint256 group = groupId();
        uint256 leaves = _census.admitted;
        depth = PaddedRoot.depthFor(leaves);
        root = PaddedRoot.complete(leaves, _groupRoot(group), lastLeaf, leftSiblings, depth);
        live = uint32(liveMembers());
    }

    /// @inheritdoc IElectoralRoll
    function indexOf(uint256 commitment) external view returns (uint256) {
        return _seat(commitment).number - 1;
    }

    /// @inheritdoc IElectoralRoll
    function hasJoined(uint256 commitment) external view returns (bool) {
        return _seats[commitment].number != 0;
    }

    /// @inheritdoc IElectoralRoll
    function removalEffectiveAt(uint256 commitment) external view returns (uint48) {
        return _seats[commitment].removableFrom;
    }

    /// @inheritdoc IElectoralRoll
    function isRemoved(uint256 commitment) external view returns (bool) {
        return _seats[commitment].removed;
    }

    /// @inheritdoc IElectoralRoll
    function joined() external view returns (uint256) {
        return _census.joined;
    }

    /// @inheritdoc IElectoralRoll
    function admitted() external view returns (uint256) {
        return _census.admitted;
    }

    /// @inheritdoc IElectoralRoll
    function liveMembers() public view returns (uint256) {
        return _census.admitted - _census.removed;
    }

    /// @inheritdoc IElectoralRoll
    function groupId() public view returns (uint256) {
        uint256 group = _census.group;
        if (group == 0) revert Roll_Empty();
        return group - 1;
    }

    /// @inheritdoc IElectoralRoll
    function organiser() public view onlyClone returns (address) {
        if (_laterOrganiser != address(0)) return _laterOrganiser;
        (address creator,) = abi.decode(_arguments(), (address, bytes32));
        return creator;
    }

    /// @inheritdoc IElectoralRoll
    function documentHash() external view onlyClone returns (bytes32 hash) {
        (, hash) = abi.decode(_arguments(), (address, bytes32));
    }

    /// @dev Gives the commitment its place in the queue. All that could make an admission revert is refused here, so
    /// nobody can jam the queue for those behind.
    function _join(uint256 commitment) internal {
        if (commitment == 0 || commitment >= SNARK_SCALAR_FIELD) revert Roll_CommitmentOutOfField(commitment);
        Seat storage seat = _seats[commitment];
        if (seat.number != 0) revert Roll_AlreadyJoined(commitment);
        uint32 index = _census.joined;
        if (index == CAPACITY) revert Roll_Full();
        _census.joined = index + 1;
        seat.number = index + 1;
        emit Joined(index, commitment);
    }

    /// @dev What the invitation's key or the token's holder signs. It names chain, roll and commitment, so a signature
    /// seen on its way can be used for nobody else's commitment.
    function _enrolmentDigest(uint256 commitment) internal view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(ENROLMENT_TYPE, commitment)));
    }

    function _arguments() internal view returns (bytes memory) {
        return Clones.fetchCloneArgs(address(this));
    }

    function _seat(uint256 commitment) private view returns (Seat storage seat) {
        seat = _seats[commitment];
        if (seat.number == 0) revert Roll_NotJoined(commitment);
    }

    function _isAdmitted(uint256 commitment, uint256 admittedSoFar) private view returns (bool) {
        uint256 number = _seats[commitment].number;
        return number != 0 && number <= admittedSoFar;
    }

    /// @dev The group is opened here and not at creation, so that a roll's address depends on its content alone.
    function _openedGroup() private returns (uint256 group) {
        if (_census.group != 0) return _census.group - 1;
        group = ISemaphore(SEMAPHORE).createGroup();
        _census.group = uint128(group) + 1;
        emit GroupOpened(group);
    }

    function _groupRoot(uint256 group) private view returns (uint256) {
        return ISemaphoreGroups(SEMAPHORE).getMerkleTreeRoot(group);
    }
}
