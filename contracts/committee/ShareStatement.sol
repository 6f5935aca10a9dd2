// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Groth16} from "../crypto/Groth16.sol";
import {BabyJubJub} from "../crypto/BabyJubJub.sol";
import {Transcript} from "../crypto/Transcript.sol";
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

    /// @param poll 0 when confirming.
    function context(address committee, uint256 trustee, uint256 purpose, address poll) internal view returns (uint256) {
        return uint256(keccak256(abi.encode(block.chainid, committee, trustee, purpose, poll))) >> 8;
    }

    /// @dev A contract of its own, linked: committees and polls need it seldom.
    /// @param Y the trustee's key. @param R and @param D x and y of each point, equally many, at most eight.
    function isProven(
        uint256 context_,
        uint256[2] memory Y,
        uint256[] memory R,
        uint256[] memory D,
        ShareProof calldata proof
    ) external view returns (bool) {
        uint256[] memory v = new uint256[](3 + 4 * POINTS);
        v[0] = context_;
        v[1] = Y[0];
        v[2] = Y[1];
        unchecked {
            for (uint256 i = 0; i < 2 * POINTS; i += 2) {
                bool given = i < R.length;
                v[3 + i] = given ? R[i] : BabyJubJub.BASE_X;
                v[4 + i] = given ? R[i + 1] : BabyJubJub.BASE_Y;
                v[3 + 2 * POINTS + i] = given ? D[i] : Y[0];
                v[4 + 2 * POINTS + i] = given ? D[i + 1] : Y[1];
            }
        }
        return Groth16.verify(CircuitKeys.share8(), proof.proof, Transcript.inputs(v, Transcript.digest(v), proof.h));
    }
}
