// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {SemaphoreVerifier} from "@semaphore-protocol/contracts/base/SemaphoreVerifier.sol";
import {Bn254} from "../../../contracts/crypto/Bn254.sol";
import {Groth16} from "../../../contracts/crypto/Groth16.sol";
import {SemaphoreProofs} from "../../../contracts/crypto/SemaphoreProofs.sol";
import {SemaphoreKeys} from "../../../contracts/verifiers/SemaphoreKeys.sol";
import {Fuzz} from "./Fuzz.sol";
import {Ballot, Groth16Harness, Statement} from "./Groth16Harness.sol";
import {ProofFixtures} from "./ProofFixtures.sol";

/// @notice Real proofs with something changed at random: Semaphore's verifier is the reference.
contract Groth16Test is Fuzz {
    Groth16Harness private immutable _ours = new Groth16Harness();
    SemaphoreVerifier private immutable _theirs = new SemaphoreVerifier();

    function testFuzz_SameVerdictWithOneBitFlipped(uint8 i, uint8 word, uint8 bit) public view {
        Statement memory statement = _statement(i % ProofFixtures.COUNT);
        _set(statement, word % 12, _get(statement, word % 12) ^ (1 << bit));
        _assertSameVerdict(statement, false);
    }

    function testFuzz_SameVerdictOnAnyWord(uint8 i, uint8 word, uint256 value) public view {
        Statement memory statement = _statement(i % ProofFixtures.COUNT);
        vm.assume(value != _get(statement, word % 12));
        _set(statement, word % 12, value);
        _assertSameVerdict(statement, false);
    }

    function testFuzz_SameVerdictWithWordsOfAnotherProof(uint8 i, uint8 j, uint16 which) public view {
        (i, j) = (i % uint8(ProofFixtures.COUNT), j % uint8(ProofFixtures.COUNT));
        (Statement memory statement, Statement memory other) = (_statement(i), _statement(j));
        // Message and nullifier belong together with all of the proof; root and scope are the same for all.
        uint256 mixed = which & 0x3ff;
        for (uint256 word; word < 10; ++word) {
            if ((mixed >> word) & 1 == 1) _set(statement, word, _get(other, word));
        }
        _assertSameVerdict(statement, i == j || mixed == 0 || mixed == 0x3ff);
    }

    function testFuzz_ACheckHoldsOnlyIfEveryProofDoes(uint8 count, uint8 place, uint8 word, uint256 value) public view {
        count = 2 + (count % uint8(ProofFixtures.COUNT - 1));
        Statement[] memory statements = new Statement[](count);
        for (uint256 i; i < count; ++i) statements[i] = _statement(i);
        assertTrue(_ours.check(_keys(), count, statements));
        Statement memory changed = statements[place % count];
        uint256 old = _get(changed, word % 12);
        vm.assume(value != old);
        _set(changed, word % 12, value);
        assertFalse(_verdict(statements));
        _set(changed, word % 12, old);
        assertTrue(_ours.check(_keys(), count, statements));
    }

    function testFuzz_BothHoldOnlyIfEachDoes(uint8 i, uint8 j, bool first, uint8 word, uint256 value) public view {
        Statement memory one = _statement(i % ProofFixtures.COUNT);
        Statement memory other = _statement(j % ProofFixtures.COUNT);
        bytes memory key = _keys()[0];
        assertTrue(_ours.both(key, key, one, other));
        Statement memory changed = first ? one : other;
        vm.assume(value != _get(changed, word % 12));
        _set(changed, word % 12, value);
        try _ours.both(key, key, one, other) returns (bool holds) {
            assertFalse(holds);
        } catch (bytes memory reason) {
            _assertOutOfField(reason);
        }
    }

    function testFuzz_FoldingRootAndScopeIsTheSameAsGivingThem(uint8 i, uint256 root, uint256 scope, bool real) public view {
        i = i % uint8(ProofFixtures.COUNT);
        if (real) (root, scope) = (ProofFixtures.ROOT, ProofFixtures.SCOPE);
        root %= Bn254.ORDER;
        (uint256 nullifier, uint256 message, uint256[8] memory proof) = ProofFixtures.at(i);
        uint256[2] memory base;
        (base[0], base[1]) = _ours.fold(ProofFixtures.DEPTH, root, scope);
        bool folded = _ours.ballot(ProofFixtures.DEPTH, base, Ballot(nullifier, message, proof));
        Statement memory statement = _statement(i);
        statement.inputs[2] = root;
        statement.inputs[3] = SemaphoreProofs.signal(scope);
        assertEq(folded, _reference(statement));
        assertEq(folded, root == ProofFixtures.ROOT && scope == ProofFixtures.SCOPE);
    }

    function _assertSameVerdict(Statement memory statement, bool expected) private view {
        assertEq(_reference(statement), expected);
        Statement[] memory one = new Statement[](1);
        one[0] = statement;
        assertEq(_verdict(one), expected);
        try _ours.verify(_keys()[0], statement.proof, statement.inputs) returns (bool alone) {
            assertEq(alone, expected);
        } catch (bytes memory reason) {
            _assertOutOfField(reason);
            assertFalse(expected);
        }
    }

    function _verdict(Statement[] memory statements) private view returns (bool) {
        try _ours.check(_keys(), statements.length, statements) returns (bool holds) {
            return holds;
        } catch (bytes memory reason) {
            _assertOutOfField(reason);
            return false;
        }
    }

    function _assertOutOfField(bytes memory reason) private pure {
        assertTrue(bytes4(reason) == Groth16.Groth16_InputOutOfField.selector);
    }

    function _reference(Statement memory statement) private view returns (bool) {
        uint256[8] memory p = statement.proof;
        uint256[] memory inputs = statement.inputs;
        return
            _theirs.verifyProof(
                [p[0], p[1]],
                [[p[2], p[3]], [p[4], p[5]]],
                [p[6], p[7]],
                [inputs[2], inputs[0], inputs[1], inputs[3]],
                ProofFixtures.DEPTH
            );
    }

    function _keys() private pure returns (bytes[] memory keys) {
        keys = new bytes[](1);
        keys[0] = SemaphoreKeys.atDepth(ProofFixtures.DEPTH);
    }

    function _statement(uint256 i) private pure returns (Statement memory statement) {
        (uint256 nullifier, uint256 message, uint256[8] memory proof) = ProofFixtures.at(i);
        statement.proof = proof;
        statement.inputs = new uint256[](4);
        statement.inputs[0] = nullifier;
        statement.inputs[1] = SemaphoreProofs.signal(message);
        statement.inputs[2] = ProofFixtures.ROOT;
        statement.inputs[3] = SemaphoreProofs.signal(ProofFixtures.SCOPE);
    }

    /// @dev Words 0–7 are the proof, 8–11 the inputs.
    function _get(Statement memory statement, uint256 word) private pure returns (uint256) {
        return word < 8 ? statement.proof[word] : statement.inputs[word - 8];
    }

    function _set(Statement memory statement, uint256 word, uint256 value) private pure {
        if (word < 8) statement.proof[word] = value;
        else statement.inputs[word - 8] = value;
    }
}
