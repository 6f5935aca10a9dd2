// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {LeVote} from "../../contracts/LeVote.sol";
import {IInvitationRoll} from "../../contracts/interfaces/IInvitationRoll.sol";
import {deployLeVote} from "./support/Deployed.sol";
import {vm} from "./support/Vm.sol";

/// @notice A batch of two letters, the second of them lost, and people who try everything with it.
contract InvitationRollActors {
    uint256 internal constant FIRST_KEY = 0xA11CE;
    bytes32 internal constant DOMAIN =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 internal constant ENROLMENT = keccak256("Enrolment(uint256 commitment)");

    IInvitationRoll public immutable roll;
    bytes32[] internal _leaves;
    uint256 public joins;
    uint256[] internal _queue;

    constructor() {
        LeVote leVote = deployLeVote();
        roll = IInvitationRoll(leVote.createInvitationRoll("{}"));
        for (uint256 i = 0; i < 2; ++i) {
            _leaves.push(keccak256(bytes.concat(keccak256(abi.encode(i, vm.addr(FIRST_KEY + i))))));
        }
        roll.openBatch(_leaves);
    }

    function join(uint8 index, uint8 key, uint8 commitment) external {
        uint256 place = uint256(index) % 3;
        uint256 person = uint256(commitment) % 6;
        bytes32[] memory proof = new bytes32[](1);
        proof[0] = _leaves[place == 0 ? 1 : 0];
        bytes memory signature = _sign(FIRST_KEY + uint256(key) % 2, person);
        try roll.join(0, place, person, signature, proof) {
            joins += 1;
            _queue.push(person);
        } catch (bytes memory) {
            // Refusals leave no trace: the invariants compare with what joined.
        }
    }

    function revoke(uint8 chance) external {
        if (chance % 8 == 0 && !roll.isSpent(0, 1)) roll.revokeInvitation(0, 1);
    }

    function admit(uint8 count) external {
        uint256 size = uint256(count) % (_queue.length + 1);
        uint256[] memory commitments = new uint256[](size);
        for (uint256 i = 0; i < size; ++i) {
            commitments[i] = _queue[i];
        }
        try roll.admit(commitments) {}
        catch (bytes memory) {
            // Only when all of them are admitted: nothing that joined can jam the queue.
            assert(size <= roll.admitted());
        }
    }

    function _sign(uint256 key, uint256 commitment) private view returns (bytes memory) {
        bytes32 domain =
            keccak256(abi.encode(DOMAIN, keccak256("Le Vote roll"), keccak256("1"), block.chainid, address(roll)));
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", domain, keccak256(abi.encode(ENROLMENT, commitment))));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }
}

contract InvitationRollInvariants {
    InvitationRollActors internal actors;

    function setUp() external {
        actors = new InvitationRollActors();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(actors);
    }

    /// Or the invariants would hold for want of anything that happens.
    function test_TheActorsCanUseBothLetters() external {
        actors.join(0, 0, 1);
        actors.join(0, 0, 2);
        actors.join(1, 0, 2);
        actors.join(1, 1, 2);
        actors.admit(2);
        assert(actors.joins() == 2 && actors.roll().admitted() == 2);
    }

    function invariant_ABatchAdmitsAtMostItsSize() external view {
        assert(actors.joins() <= 2);
        assert(actors.roll().joined() == actors.joins());
    }

    function invariant_AdmittedNeverExceedsJoined() external view {
        assert(actors.roll().admitted() <= actors.roll().joined());
        assert(actors.roll().liveMembers() <= actors.roll().admitted());
    }

    function invariant_NobodyJoinsWithZero() external view {
        assert(!actors.roll().hasJoined(0));
    }
}
