// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Groth16} from "../crypto/Groth16.sol";
import {BabyJubJub} from "../crypto/BabyJubJub.sol";
import {Transcript} from "../crypto/Transcript.sol";
import {Words} from "../crypto/Words.sol";
import {ShareProof} from "../interfaces/ICommittee.sol";
import {CircuitKeys} from "../verifiers/CircuitKeys.sol";

/// @title What a trustee proves
/// @notice The statement of `circuits/share.circom`: one secret x with `Y = x·G` and `D_g = x·R_g` for eight points,
/// `v = [context, Y.x, Y.y, R.x, R.y of each, D.x, D.y of each]`. Points beyond those given are R = G, D = Y.
library ShareStatement {
    /// @dev What a proof is for, inside `context`: a proof for one can never serve as the other.
    uint256 internal constant CONFIRM = 1;
    uint256 internal constant OPEN = 2;

    uint256 private constant POINTS = 8;
    uint256 private constant LENGTH = 3 + 4 * POINTS;

    /// @param poll 0 when confirming.
    function context(address committee, uint256 trustee, uint256 purpose, address poll) internal view returns (uint256) {
        return uint256(keccak256(abi.encode(block.chainid, committee, trustee, purpose, poll))) >> 8;
    }

    /// @notice Room for v, with context, key and the points beyond those given written; the rest is the caller's, from
    /// {roomForR} and {roomForD}.
    /// @param Y the trustee's key. @param given how many points the caller writes, at most eight.
    function begin(uint256 context_, uint256[2] memory Y, uint256 given) internal pure returns (uint256 v) {
        v = Transcript.reserve(LENGTH);
        Words.set(v, context_);
        (uint256 x, uint256 y) = (Y[0], Y[1]);
        _put(v + 32, x, y);
        unchecked {
            for (uint256 i = given; i < POINTS; ++i) {
                _put(roomForR(v) + 64 * i, BabyJubJub.BASE_X, BabyJubJub.BASE_Y);
                _put(roomForD(v) + 64 * i, x, y);
            }
        }
    }

    /// @notice Where x and y of each R stand in `v`.
    function roomForR(uint256 v) internal pure returns (uint256) {
        unchecked {
            return v + 96;
        }
    }

    /// @notice Where x and y of each D stand in `v`.
    function roomForD(uint256 v) internal pure returns (uint256) {
        unchecked {
            return v + 96 + 64 * POINTS;
        }
    }

    /// @param v from {begin}, all its points written.
    function isProven(uint256 v, ShareProof calldata proof) internal view returns (bool) {
        bytes32 digest = Transcript.digest(v, LENGTH);
        return Groth16.verify(CircuitKeys.share8(), proof.proof, Transcript.inputs(v, LENGTH, digest, proof.h));
    }

    function _put(uint256 at, uint256 x, uint256 y) private pure {
        Words.set(at, x);
        Words.set(at + 32, y);
    }
}
