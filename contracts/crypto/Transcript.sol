// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Bn254} from "./Bn254.sol";
import {Words} from "./Words.sol";

/// @title Folded public inputs
/// @notice A circuit with many public values v outputs `h = PoseidonChain(v)` and `c = Σ ρ^(i+1)·v_i` for public ρ, so its
/// verification costs three inputs, whatever the length of v. The verifier knows v, takes h from the prover, draws
/// `ρ = keccak256(digest, h) mod p` and recomputes c. h must be inside ρ: without it the witness is not fixed before the
/// challenge. The argument stands in `circuits/SECURITY.md`.
library Transcript {
    /// @notice Thrown when a value is not below the field's order: another word for the same field element.
    error Transcript_ValueOutOfField(uint256 index);

    /// @notice Room for `count` values, at the address `v`, and zeros behind them, which {inputs} relies on.
    function reserve(uint256 count) internal pure returns (uint256 v) {
        v = Words.reserve(32 * count + 96);
        Words.zeros(v + 32 * count, 96);
    }

    function digest(uint256 v, uint256 count) internal pure returns (bytes32) {
        return Words.hash(v, v + 32 * count);
    }

    /// @param v from {reserve} with the same count, every value written.
    /// @return signals h, c, ρ, as the circuit's public signals.
    function inputs(uint256 v, uint256 count, bytes32 digest_, uint256 h) internal pure returns (uint256[] memory signals) {
        uint256 rho = uint256(Words.hash2(digest_, bytes32(h))) % Bn254.ORDER;
        uint256 c;
        bool within = true;
        uint256 order = Bn254.ORDER;
        assembly ("memory-safe") {
            // Horner, from the last value down, by fours: the zeros behind the values change nothing. Values below the
            // order do not overflow when added to c.
            for { let at := add(v, shl(7, shr(2, add(count, 3)))) } gt(at, v) {} {
                at := sub(at, 128)
                let value := mload(add(at, 96))
                within := and(within, lt(value, order))
                c := mulmod(add(c, value), rho, order)
                value := mload(add(at, 64))
                within := and(within, lt(value, order))
                c := mulmod(add(c, value), rho, order)
                value := mload(add(at, 32))
                within := and(within, lt(value, order))
                c := mulmod(add(c, value), rho, order)
                value := mload(at)
                within := and(within, lt(value, order))
                c := mulmod(add(c, value), rho, order)
            }
        }
        if (!within) _refuse(v, count);
        signals = Words.array(3);
        uint256 at = Words.data(signals);
        Words.set(at, h);
        Words.set(at + 32, c);
        Words.set(at + 64, rho);
    }

    /// @dev Names the last value that is out of the field.
    function _refuse(uint256 v, uint256 count) private pure {
        while (Words.word(v + 32 * --count) < Bn254.ORDER) {}
        revert Transcript_ValueOutOfField(count);
    }
}
