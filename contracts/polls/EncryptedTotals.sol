// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubJub} from "../crypto/BabyJubJub.sol";

/// @title Encrypted totals
/// @notice The sums of all ciphertexts, affine: R.x, R.y, C.x, C.y of each. They begin at `Enc(0; r = 1) = (G, P)`, so
/// there is no zero slot to pay for later and no identity to treat apart.
library EncryptedTotals {
    using BabyJubJub for BabyJubJub.Extended;

    /// @param started whether a ballot was added before.
    /// @param points of one ballot, proven to be on the curve, at most 32 coordinates.
    /// @param keyX and @param keyY the election key.
    function add(
        uint256[32] storage totals,
        bool started,
        uint256[] calldata points,
        uint256 keyX,
        uint256 keyY
    ) internal {
        BabyJubJub.Extended[] memory sums = new BabyJubJub.Extended[](points.length / 2);
        unchecked {
            for (uint256 i = 0; i < sums.length; ++i) {
                (uint256 x, uint256 y) = point(totals, started, i, keyX, keyY);
                BabyJubJub.Extended memory sum = sums[i];
                sum.set(x, y);
                sum.addAffine(points[2 * i], points[2 * i + 1]);
            }
            _write(totals, BabyJubJub.toAffine(sums));
        }
    }

    /// @param index counting R₀, C₀, R₁, C₁, …, under 16.
    function point(uint256[32] storage totals, bool started, uint256 index, uint256 keyX, uint256 keyY)
        internal
        view
        returns (uint256 x, uint256 y)
    {
        if (started) {
            assembly ("memory-safe") {
                let slot := add(totals.slot, shl(1, index))
                x := sload(slot)
                y := sload(add(slot, 1))
            }
            return (x, y);
        }
        return index % 2 == 0 ? (BabyJubJub.BASE_X, BabyJubJub.BASE_Y) : (keyX, keyY);
    }

    /// @dev At most 32 coordinates, as many as the points were.
    function _write(uint256[32] storage totals, uint256[] memory coordinates) private {
        assembly ("memory-safe") {
            let end := mload(coordinates)
            for { let i := 0 } lt(i, end) { i := add(i, 1) } {
                sstore(add(totals.slot, i), mload(add(add(coordinates, 32), shl(5, i))))
            }
        }
    }

    /// @notice x and y of the points `first`, `first + step`, … below `end`.
    function read(
        uint256[32] storage totals,
        bool started,
        uint256 first,
        uint256 step,
        uint256 end,
        uint256[2] memory key
    ) internal view returns (uint256[] memory coordinates) {
        uint256 count = (end - first + step - 1) / step;
        coordinates = new uint256[](2 * count);
        for (uint256 i = 0; i < count; ++i) {
            (coordinates[2 * i], coordinates[2 * i + 1]) = point(totals, started, first + i * step, key[0], key[1]);
        }
    }
}
