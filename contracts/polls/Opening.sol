// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubJub} from "../crypto/BabyJubJub.sol";

/// @title Opening a total
/// @notice With trustees' parts `D_j = x_j·R` of a total (R, C), the plain total M satisfies
/// `den·C − den·M·G − Σ a_j·D_j = O`, where `a_j / den` are Lagrange's coefficients at 0 for the trustees' indices.
/// Coefficients are integers of a few bits, so that is one multiplication by a short scalar, not k by 252 bits.
library Opening {
    using BabyJubJub for BabyJubJub.Extended;

    /// @notice Lagrange's coefficients at 0 over a common positive denominator.
    /// @param trustees strictly increasing, from 1, at most 16 of them up to 16.
    function coefficients(uint256[] calldata trustees) internal pure returns (int256[] memory numerators, uint256 den) {
        uint256 k = trustees.length;
        numerators = new int256[](k);
        int256[] memory denominators = new int256[](k);
        den = 1;
        for (uint256 i = 0; i < k; ++i) {
            (int256 above, int256 below) = (1, 1);
            for (uint256 j = 0; j < k; ++j) {
                if (i == j) continue;
                above *= int256(trustees[j]);
                below *= int256(trustees[j]) - int256(trustees[i]);
            }
            int256 shared = int256(_gcd(_absolute(above), _absolute(below)));
            (numerators[i], denominators[i]) = (above / shared, below / shared);
            den = den / _gcd(den, _absolute(below / shared)) * _absolute(below / shared);
        }
        for (uint256 i = 0; i < k; ++i) {
            numerators[i] = numerators[i] * (int256(den) / denominators[i]);
        }
    }

    /// @notice Whether all totals open to the claimed ones.
    /// @dev A contract of its own, linked: needed once for each poll.
    /// @param C x and y of each total. @param D x and y of each trustee's part of each total, by trustee.
    /// @param claimed two for each total, below 2^32.
    function isOpened(
        uint256[] memory C,
        uint256[] calldata trustees,
        uint256[][] calldata D,
        uint256[16] calldata claimed
    ) external pure returns (bool) {
        (int256[] memory numerators, uint256 den) = coefficients(trustees);
        uint256[] memory parts = new uint256[](2 * trustees.length);
        for (uint256 g = 0; g < C.length / 2; ++g) {
            for (uint256 i = 0; i < trustees.length; ++i) {
                (parts[2 * i], parts[2 * i + 1]) = (D[i][2 * g], D[i][2 * g + 1]);
            }
            uint256 both = claimed[2 * g] + (claimed[2 * g + 1] << 32);
            if (!_opens(C[2 * g], C[2 * g + 1], both, parts, numerators, den)) return false;
        }
        return true;
    }

    /// @notice Whether the total C opens to M with the parts D.
    /// @param D x and y of each trustee's part of this total.
    function _opens(
        uint256 cx,
        uint256 cy,
        uint256 M,
        uint256[] memory D,
        int256[] memory numerators,
        uint256 den
    ) private pure returns (bool) {
        uint256 k = numerators.length;
        BabyJubJub.Extended[] memory points = new BabyJubJub.Extended[](k + 2);
        uint256[] memory scalars = new uint256[](k + 2);
        (points[0], scalars[0]) = (BabyJubJub.extended(cx, cy), den);
        (points[1], scalars[1]) = (BabyJubJub.extended(BabyJubJub.BASE_X, BabyJubJub.BASE_Y), den * M);
        points[1].negate();
        for (uint256 i = 0; i < k; ++i) {
            points[i + 2] = BabyJubJub.extended(D[2 * i], D[2 * i + 1]);
            if (numerators[i] > 0) points[i + 2].negate();
            scalars[i + 2] = _absolute(numerators[i]);
        }
        return BabyJubJub.sumOfMultiples(points, scalars).isIdentity();
    }

    function _gcd(uint256 a, uint256 b) private pure returns (uint256) {
        while (b != 0) (a, b) = (b, a % b);
        return a;
    }

    function _absolute(int256 value) private pure returns (uint256) {
        return uint256(value < 0 ? -value : value);
    }
}
