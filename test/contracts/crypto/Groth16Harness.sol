// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Groth16} from "../../../contracts/crypto/Groth16.sol";
import {SemaphoreProofs} from "../../../contracts/crypto/SemaphoreProofs.sol";
import {CircuitKeys} from "../../../contracts/verifiers/CircuitKeys.sol";
import {SemaphoreKeys} from "../../../contracts/verifiers/SemaphoreKeys.sol";

/// @notice A proof under the key with this index.
struct Statement {
    uint256 key;
    uint256[8] proof;
    uint256[] inputs;
}

/// @notice A proof of one ballot. @param message before hashing.
struct Ballot {
    uint256 nullifier;
    uint256 message;
    uint256[8] proof;
}

/// @notice The libraries' functions as a contract, and nothing else: its code is searched for the GAS opcode.
contract Groth16Harness {
    using Groth16 for Groth16.Check;

    event Kept(uint256 indexed place, uint256 nullifier);

    function check(bytes[] memory keys, uint256 limit, Statement[] calldata statements) public view returns (bool) {
        Groth16.Check memory opened = Groth16.open(keys, limit);
        for (uint256 i; i < statements.length; ++i) {
            opened.add(statements[i].key, statements[i].proof, statements[i].inputs);
        }
        return opened.holds();
    }

    function verify(bytes memory key, uint256[8] calldata proof, uint256[] memory inputs) public view returns (bool) {
        return Groth16.verify(key, proof, inputs);
    }

    function both(bytes memory key, bytes memory otherKey, Statement calldata one, Statement calldata other)
        public
        view
        returns (bool)
    {
        return Groth16.verifyBoth(key, one.proof, one.inputs, otherKey, other.proof, other.inputs);
    }

    function semaphoreKey(uint256 depth) external pure returns (bytes memory) {
        return SemaphoreKeys.atDepth(depth);
    }

    function foldInput(bytes memory key, uint256 input, uint256 value) external view returns (bytes memory) {
        Groth16.fold(key, input, value);
        return key;
    }

    function fold(uint256 depth, uint256 root, uint256 scope) external view returns (uint256 x, uint256 y) {
        return SemaphoreProofs.fold(depth, root, scope);
    }

    function circuitKeys()
        external
        pure
        returns (bytes memory ballot4, bytes memory ballot8, bytes memory ballot16, bytes memory share8)
    {
        return (CircuitKeys.ballot4(), CircuitKeys.ballot8(), CircuitKeys.ballot16(), CircuitKeys.share8());
    }

    function ballotKey(uint256 depth, uint256[2] memory base) external pure returns (bytes memory) {
        return SemaphoreProofs.ballotKey(depth, base[0], base[1]);
    }

    function ballot(uint256 depth, uint256[2] memory base, Ballot calldata one) public view returns (bool) {
        return
            Groth16.verify(SemaphoreProofs.ballotKey(depth, base[0], base[1]), one.proof, _inputs(one));
    }

    /// @notice One check for many ballots, with an event for each in the loop, as a poll would.
    function ballots(uint256 depth, uint256[2] memory base, Ballot[] calldata many) public returns (bool) {
        bytes[] memory keys = new bytes[](1);
        keys[0] = SemaphoreProofs.ballotKey(depth, base[0], base[1]);
        Groth16.Check memory opened = Groth16.open(keys, many.length);
        for (uint256 i; i < many.length; ++i) {
            opened.add(0, many[i].proof, _inputs(many[i]));
            emit Kept(i, many[i].nullifier);
        }
        return opened.holds();
    }

    function _inputs(Ballot calldata one) private pure returns (uint256[] memory inputs) {
        inputs = new uint256[](2);
        inputs[0] = one.nullifier;
        inputs[1] = SemaphoreProofs.signal(one.message);
    }
}

/// @notice Gas of the checks alone, without calldata, in a frame of its own.
contract Groth16Meter is Groth16Harness {
    function checkGas(bytes[] memory keys, Statement[] calldata statements) external view returns (uint256 spent) {
        uint256 before = gasleft();
        require(check(keys, statements.length, statements));
        spent = before - gasleft();
    }

    function bothGas(bytes memory key, bytes memory otherKey, Statement calldata one, Statement calldata other)
        external
        view
        returns (uint256 spent)
    {
        uint256 before = gasleft();
        require(both(key, otherKey, one, other));
        spent = before - gasleft();
    }

    function ballotGas(uint256 depth, uint256[2] memory base, Ballot calldata one) external view returns (uint256 spent) {
        uint256 before = gasleft();
        require(ballot(depth, base, one));
        spent = before - gasleft();
    }

    function ballotsGas(uint256 depth, uint256[2] memory base, Ballot[] calldata many) external returns (uint256 spent) {
        uint256 before = gasleft();
        require(ballots(depth, base, many));
        spent = before - gasleft();
    }
}
