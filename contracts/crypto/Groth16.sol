// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Bn254} from "./Bn254.sol";
import {Words} from "./Words.sol";

/// @title Groth16, several proofs in one pairing check
/// @notice Checks proofs under one or several keys with `2 + keys + proofs` pairs (one more for each key whose α, β differ
/// from the first key's) instead of `4 · proofs`:
///
///     Π e(wᵢ·Aᵢ, Bᵢ) · e(−Σwᵢ·α, β) · e(Σwᵢ·Xᵢ, −γ) · Π_keys e(Σwᵢ·Cᵢ, −δ) = 1
///
/// where Xᵢ = base + Σ inputⱼ·pointⱼ. γ must be the G2 generator in every key, as snarkjs makes them.
///
/// The weights make proofs that are wrong by amounts that cancel fail: w₀ = 1, the others are non-zero numbers of 128 bits
/// from keccak256 of a tag, the chain, this contract, every key and everything that is checked. They are drawn in {holds},
/// from exactly what was added, so a caller cannot leave anything out. A wrong proof passes with probability 2⁻¹²⁸.
///
/// A **key** is bytes in the precompiles' order, made by `scripts/verifiers.ts` from a verification key:
/// −α (64), β (128), −δ (128), base (64), and for each public input its point (64).
/// What is constant in the public inputs of all proofs can be folded into the base, see {fold}.
///
/// A **proof** is A (x, y), B (x₁, x₀, y₁, y₀), C (x, y), as in Semaphore's `points`.
///
/// Any point may be the identity (0, 0), as in the precompiles; such a proof still has to satisfy the equation. Coordinates
/// must be below the field prime: unlike the snarkjs template this refuses A.y in any other encoding. No GAS opcode.
library Groth16 {
    using Bn254 for uint256;

    /// @notice A check being filled. Its memory is reserved: what else is allocated meanwhile stays clear of it.
    /// @param pairs address of the pairing input: γ, for each key α (unless shared) and δ, then for each proof (A, B).
    /// @param statements address of what else was added: for each proof its account's address, C, the inputs.
    struct Check {
        Account[] accounts;
        uint256 pairs;
        uint256 proofs;
        uint256 proofsEnd;
        uint256 proofsLimit;
        uint256 statements;
        uint256 statementsEnd;
        bytes32 keys;
    }

    /// @notice What a check sums for one key; all but `points` are addresses.
    /// @param points how many points the key has: the base and one for each input.
    /// @param sums Σw and, for each input, Σw·input. @param alpha its pair, perhaps the first key's. @param delta its pair.
    struct Account {
        uint256 key;
        uint256 points;
        uint256 sums;
        uint256 alpha;
        uint256 delta;
    }

    /// @notice Thrown when a public input is not below the order of the group.
    error Groth16_InputOutOfField(uint256 input);
    error Groth16_InputCount(uint256 given, uint256 expected);
    /// @notice Thrown when more proofs are added than the check was opened for.
    error Groth16_CheckFull();
    error Groth16_FoldFailed();

    uint256 private constant BETA = 64;
    uint256 private constant DELTA = 192;
    uint256 private constant BASE = 320;
    bytes32 private constant TAG = "Le Vote: Groth16 weights";

    /// @notice Whether one proof holds: the check for a single proof, which needs no weights.
    /// @dev Warning: false also when the gas does not suffice, as {holds}.
    function verify(bytes memory key, uint256[8] calldata proof, uint256[] memory inputs) internal view returns (bool) {
        unchecked {
            _requireCount(inputs, (key.length - BASE) / 64);
            uint256 at = Words.data(key);
            uint256 pairs = Words.reserve(4 * Bn254.PAIR);
            uint256 gamma = pairs + Bn254.PAIR;
            uint256 delta = gamma + Bn254.PAIR;
            assembly ("memory-safe") {
                // −α and β, C, then A and B stand in key and calldata as they do in a pair.
                mcopy(pairs, at, 192)
                mcopy(gamma, add(at, BASE), 64)
                calldatacopy(delta, add(proof, 192), 64)
                calldatacopy(add(delta, 192), proof, 192)
            }
            if (!_addInputs(gamma, at + BASE, inputs, 1)) return false;
            gamma.setMinusGenerator();
            delta.setG2(at + DELTA);
            return pairs.pairingsCancel(delta + 2 * Bn254.PAIR);
        }
    }

    /// @notice Opens a check under `keys` for up to `limit` proofs.
    function open(bytes[] memory keys, uint256 limit) internal pure returns (Check memory check) {
        uint256 count = keys.length;
        check.accounts = new Account[](count);
        check.proofsLimit = (1 + 2 * count + limit) * Bn254.PAIR;
        uint256 pair = Words.reserve(check.proofsLimit);
        unchecked {
            check.proofsLimit += pair;
            // From here down to γ: how many pairs the keys need is known at the end.
            pair += (1 + 2 * count) * Bn254.PAIR;
            check.proofs = pair;
            check.proofsEnd = pair;
            uint256 most;
            for (uint256 k; k < count; ++k) {
                bytes memory key = keys[k];
                Account memory account = check.accounts[k];
                uint256 points = (key.length - BASE) / 64;
                if (points > most) most = points;
                account.key = Words.data(key);
                account.points = points;
                account.sums = Words.zeros(Words.reserve(32 * points), 32 * points);
                account.delta = Words.zeros(pair -= Bn254.PAIR, 64);
                bool shared = k > 0 && _alphaBeta(account) == _alphaBeta(check.accounts[0]);
                account.alpha = shared ? check.accounts[0].alpha : Words.zeros(pair -= Bn254.PAIR, 64);
                check.keys = keccak256(abi.encode(check.keys, keccak256(key)));
            }
            check.pairs = Words.zeros(pair - Bn254.PAIR, 64);
            check.statements = Words.reserve((64 + 32 * most) * limit);
            check.statementsEnd = check.statements;
        }
    }

    /// @notice Whether two proofs hold, each under a key of its own: the check of one ballot with two proofs, with fixed
    /// places for all and one pair for each of 7. The equation is that of {holds}, with weights from a seed laid out otherwise.
    /// @dev Warning: false also when the gas does not suffice, as {holds}.
    function verifyBoth(
        bytes memory key,
        uint256[8] calldata proof,
        uint256[] memory inputs,
        bytes memory otherKey,
        uint256[8] calldata otherProof,
        uint256[] memory otherInputs
    ) internal view returns (bool) {
        unchecked {
            _requireCount(inputs, (key.length - BASE) / 64);
            _requireCount(otherInputs, (otherKey.length - BASE) / 64);
            uint256 pairs = Words.reserve(7 * Bn254.PAIR);
            uint256 other = pairs + 3 * Bn254.PAIR;
            uint256 gamma = other + 3 * Bn254.PAIR;
            _place(pairs, key, proof);
            _place(other, otherKey, otherProof);
            bytes32 seed = _seedOfBoth(pairs, key, inputs, otherKey, otherInputs);
            uint256 weight = _weight(seed, 1);
            // The γ pair is free until its sum begins.
            if (!other.scale(weight, gamma)) return false;
            if (!(other + Bn254.PAIR).scale(weight, gamma)) return false;
            if (!(other + 2 * Bn254.PAIR).scale(weight, gamma)) return false;
            uint256 point = Words.data(key) + BASE;
            assembly ("memory-safe") {
                mcopy(gamma, point, 64)
            }
            if (!_addInputs(gamma, point, inputs, 1)) return false;
            point = Words.data(otherKey) + BASE;
            if (!gamma.accumulate(point, weight) || !_addInputs(gamma, point, otherInputs, weight)) return false;
            gamma.setMinusGenerator();
            return pairs.pairingsCancel(gamma + Bn254.PAIR);
        }
    }

    /// @notice Adds a proof of `inputs` under the key with index `k`. The inputs' range is checked here, the points in {holds}.
    function add(Check memory check, uint256 k, uint256[8] calldata proof, uint256[] memory inputs) internal pure {
        Account memory account = check.accounts[k];
        _requireInputs(inputs, account.points);
        uint256 pair = check.proofsEnd;
        if (pair == check.proofsLimit) revert Groth16_CheckFull();
        uint256 statement = check.statementsEnd;
        uint256 size = 32 * inputs.length;
        assembly ("memory-safe") {
            calldatacopy(pair, proof, 192)
            mstore(statement, account)
            calldatacopy(add(statement, 32), add(proof, 192), 64)
            mcopy(add(statement, 96), add(inputs, 32), size)
        }
        unchecked {
            check.proofsEnd = pair + Bn254.PAIR;
            check.statementsEnd = statement + 96 + size;
        }
    }

    /// @notice Whether all proofs added hold; false when there are none. Ends the check: use it once.
    /// @dev Warning: false also when the gas does not suffice, so a caller reverts on false and never records it.
    function holds(Check memory check) internal view returns (bool) {
        if (check.proofs == check.proofsEnd || !_weigh(check)) return false;
        uint256 gamma = check.pairs;
        unchecked {
            for (uint256 k; k < check.accounts.length; ++k) {
                Account memory account = check.accounts[k];
                uint256 sum = account.sums;
                // A key without proofs leaves its pairs at the identity.
                if (!account.alpha.accumulate(account.key, Words.word(sum))) return false;
                uint256 point = account.key + BASE;
                for (uint256 end = point + 64 * account.points; point < end; point += 64) {
                    if (!gamma.accumulate(point, Words.word(sum))) return false;
                    sum += 32;
                }
                account.alpha.setG2(account.key + BETA);
                account.delta.setG2(account.key + DELTA);
            }
        }
        gamma.setMinusGenerator();
        return gamma.pairingsCancel(check.proofsEnd);
    }

    /// @notice Adds `value` times the point of input `j` (counted from 0) to the base of `key`, in place; the caller then
    /// leaves that input out.
    function fold(bytes memory key, uint256 j, uint256 value) internal view {
        if (value >= Bn254.ORDER) revert Groth16_InputOutOfField(value);
        uint256 base = Words.data(key) + BASE;
        uint256 sum = Words.reserve(Bn254.PAIR);
        assembly ("memory-safe") {
            mcopy(sum, base, 64)
        }
        if (!sum.accumulate(base + 64 * (j + 1), value)) revert Groth16_FoldFailed();
        assembly ("memory-safe") {
            mcopy(base, sum, 64)
        }
    }

    /// @dev Multiplies every A by its weight in place, sums C and the inputs by key.
    function _weigh(Check memory check) private view returns (bool) {
        uint256 pair = check.proofs;
        uint256 end = check.proofsEnd;
        uint256 statement = check.statements;
        uint256 weight = 1;
        bytes32 seed = _seed(check);
        unchecked {
            // The γ pair's G2 half is free until the end.
            uint256 work = check.pairs + 64;
            for (uint256 i; pair < end; pair += Bn254.PAIR) {
                if (i > 0 && !pair.scale(weight, work)) return false;
                Account memory account;
                assembly ("memory-safe") {
                    account := mload(statement)
                }
                if (!account.delta.accumulate(statement + 32, weight)) return false;
                _sum(account, statement + 96, weight);
                statement += 64 + 32 * account.points;
                weight = _weight(seed, ++i);
            }
        }
        return true;
    }

    /// @dev Adds the weight, and each input times the weight, to the account's sums.
    function _sum(Account memory account, uint256 input, uint256 weight) private pure {
        uint256 order = Bn254.ORDER;
        assembly ("memory-safe") {
            let sum := mload(add(account, 64))
            // Fewer than 2³² weights of at most 2¹²⁸.
            mstore(sum, add(mload(sum), weight))
            let end := add(sum, shl(5, mload(add(account, 32))))
            for {
                sum := add(sum, 32)
            } lt(sum, end) {
                sum := add(sum, 32)
                input := add(input, 32)
            } {
                mstore(sum, addmod(mload(sum), mulmod(weight, mload(input), order), order))
            }
        }
    }

    /// @dev Between 1 and 2¹²⁸.
    function _weight(bytes32 seed, uint256 i) private pure returns (uint256 weight) {
        assembly ("memory-safe") {
            mstore(0, seed)
            mstore(32, i)
            weight := add(shr(128, keccak256(0, 64)), 1)
        }
    }

    function _seed(Check memory check) private view returns (bytes32) {
        bytes32 proofs = Words.hash(check.proofs, check.proofsEnd);
        bytes32 statements = Words.hash(check.statements, check.statementsEnd);
        bytes memory all = abi.encode(TAG, block.chainid, address(this), check.keys, proofs, statements);
        return keccak256(all);
    }

    /// @dev The pairs (−α, β), (A, B), (C, −δ) of one proof.
    function _place(uint256 pairs, bytes memory key, uint256[8] calldata proof) private pure {
        assembly ("memory-safe") {
            mcopy(pairs, add(key, 32), 192)
            calldatacopy(add(pairs, 192), proof, 256)
            mcopy(add(pairs, 448), add(key, add(32, DELTA)), 128)
        }
    }

    /// @dev Adds each input, below the order, times the weight times its point; the points stand behind the one at `base`.
    function _addInputs(uint256 gamma, uint256 base, uint256[] memory inputs, uint256 weight) private view returns (bool) {
        (bool ok, uint256 beyond) = gamma.addMultiples(base + 64, Words.data(inputs), inputs.length, weight);
        if (beyond != 0) revert Groth16_InputOutOfField(beyond);
        return ok;
    }

    /// @dev Of everything that {verifyBoth} checks. @param pairs where {_place} put one proof, and behind it the other.
    function _seedOfBoth(
        uint256 pairs,
        bytes memory key,
        uint256[] memory inputs,
        bytes memory otherKey,
        uint256[] memory otherInputs
    ) private view returns (bytes32) {
        uint256 seed = Words.reserve(288);
        unchecked {
            Words.set(seed, uint256(TAG));
            Words.set(seed + 32, block.chainid);
            Words.set(seed + 64, uint160(address(this)));
            Words.set(seed + 96, uint256(keccak256(key)));
            Words.set(seed + 128, uint256(keccak256(otherKey)));
            Words.set(seed + 160, uint256(Words.hash(pairs + 192, pairs + 448)));
            Words.set(seed + 192, uint256(Words.hash(pairs + 768, pairs + 1024)));
            Words.set(seed + 224, uint256(Words.hash(inputs)));
            Words.set(seed + 256, uint256(Words.hash(otherInputs)));
            return Words.hash(seed, seed + 288);
        }
    }

    /// @dev The inputs are as many as the key has points besides the base, and below the order.
    function _requireInputs(uint256[] memory inputs, uint256 points) private pure {
        _requireCount(inputs, points);
        unchecked {
            uint256 input = Words.data(inputs);
            for (uint256 end = input + 32 * inputs.length; input < end; input += 32) {
                if (Words.word(input) >= Bn254.ORDER) revert Groth16_InputOutOfField(Words.word(input));
            }
        }
    }

    function _requireCount(uint256[] memory inputs, uint256 points) private pure {
        unchecked {
            if (inputs.length + 1 != points) revert Groth16_InputCount(inputs.length, points - 1);
        }
    }

    function _alphaBeta(Account memory account) private pure returns (bytes32) {
        return Words.hash(account.key, account.key + DELTA);
    }
}
