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

    function digest(uint256[] memory v) internal pure returns (bytes32) {
        uint256 start = Words.data(v);
        return Words.hash(start, start + 32 * v.length);
    }

    /// @return signals h, c, ρ, as the circuit's public signals.
    function inputs(uint256[] memory v, bytes32 digest_, uint256 h) internal pure returns (uint256[] memory signals) {
        uint256 rho = uint256(keccak256(abi.encode(digest_, h))) % Bn254.ORDER;
        uint256 c;
        unchecked {
            uint256 start = Words.data(v);
            // Horner, from the last value down.
            for (uint256 at = start + 32 * v.length; at > start;) {
                at -= 32;
                uint256 value = Words.word(at);
                if (value >= Bn254.ORDER) revert Transcript_ValueOutOfField((at - start) / 32);
                c = mulmod(addmod(c, value, Bn254.ORDER), rho, Bn254.ORDER);
            }
        }
        signals = new uint256[](3);
        signals[0] = h;
        signals[1] = c;
        signals[2] = rho;
    }
}
