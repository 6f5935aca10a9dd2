// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubJub} from "../crypto/BabyJubJub.sol";
import {Words} from "../crypto/Words.sol";

/// @title Encrypted totals
/// @notice The sums of all ciphertexts, affine: R.x, R.y, C.x, C.y of each. They begin at `Enc(0; r = 1) = (G, P)`, so
/// there is no zero slot to pay for later and no identity to treat apart.
library EncryptedTotals {
    using BabyJubJub for BabyJubJub.Extended;

    /// @dev Bytes of one entry of {_sums}.
    uint256 private constant SUM = 128;

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
        uint256 count = points.length / 2;
        if (!started) _begin(totals, count, keyX, keyY);
        (uint256 sums, uint256 product) = _sums(totals, points, count);
        _write(totals, sums, count, BabyJubJub.inverse(product));
    }

    /// @notice Brings the totals to memory, so that many ballots are added before they are written once.
    /// @return sums their address, in extended coordinates, for {include} and {keep}.
    function toSums(uint256[32] storage totals, bool started, uint256 count, uint256 keyX, uint256 keyY)
        internal
        view
        returns (uint256 sums)
    {
        unchecked {
            sums = Words.reserve(SUM * count);
            for (uint256 i = 0; i < count; ++i) {
                (uint256 x, uint256 y) = point(totals, started, i, keyX, keyY);
                _at(sums, i).set(x, y);
            }
        }
    }

    /// @notice Adds one ballot. @param points below the field prime; whether they are on the curve may still be open.
    function include(uint256 sums, uint256[] calldata points) internal pure {
        unchecked {
            uint256 count = points.length / 2;
            for (uint256 i = 0; i < count; ++i) {
                (uint256 x, uint256 y) = _given(points, i);
                _at(sums, i).addAffine(x, y);
            }
        }
    }

    /// @notice Writes the totals back. All points included must be proven to be on the curve by now.
    function keep(uint256[32] storage totals, uint256 sums, uint256 count) internal {
        uint256 product = 1;
        uint256 p = BabyJubJub.P;
        assembly ("memory-safe") {
            // From X, Y, T, Z to what {_write} takes: X, Y, Z and the product of all Z before.
            let end := add(sums, shl(7, count))
            for { let at := sums } lt(at, end) { at := add(at, SUM) } {
                let z := mload(add(at, 96))
                mstore(add(at, 64), z)
                mstore(add(at, 96), product)
                product := mulmod(product, z, p)
            }
        }
        _write(totals, sums, count, BabyJubJub.inverse(product));
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

    /// @notice Writes x and y of the points `first`, `first + step`, … below `end` to memory, from the address `at` on.
    function read(
        uint256[32] storage totals,
        bool started,
        uint256 first,
        uint256 step,
        uint256 end,
        uint256 keyX,
        uint256 keyY,
        uint256 at
    ) internal view {
        unchecked {
            for (uint256 i = first; i < end; i += step) {
                (uint256 x, uint256 y) = point(totals, started, i, keyX, keyY);
                Words.set(at, x);
                Words.set(at + 32, y);
                at += 64;
            }
        }
    }

    function _at(uint256 sums, uint256 i) private pure returns (BabyJubJub.Extended memory sum) {
        assembly ("memory-safe") {
            sum := add(sums, shl(7, i))
        }
    }

    function _given(uint256[] calldata points, uint256 i) private pure returns (uint256 x, uint256 y) {
        assembly ("memory-safe") {
            let at := add(points.offset, shl(6, i))
            x := calldataload(at)
            y := calldataload(add(at, 32))
        }
    }

    /// @dev Writes the totals' beginning, so that every ballot finds them in storage.
    function _begin(uint256[32] storage totals, uint256 count, uint256 keyX, uint256 keyY) private {
        for (uint256 i = 0; i < count; ++i) {
            (totals[2 * i], totals[2 * i + 1]) = point(totals, false, i, keyX, keyY);
        }
    }

    /// @dev total + point for each total (BabyJubJub's addition law with both Z 1). One loop that also multiplies up the
    /// denominators, and one in {_write} that divides: that is what Montgomery's trick costs at least.
    /// @return sums address of X, Y, Z and the product of all Z before, for each. @return product of all Z.
    function _sums(uint256[32] storage totals, uint256[] calldata points, uint256 count)
        private
        view
        returns (uint256 sums, uint256 product)
    {
        sums = Words.reserve(SUM * count);
        product = 1;
        uint256 p = BabyJubJub.P;
        (uint256 a, uint256 d) = (BabyJubJub.A, BabyJubJub.D);
        assembly ("memory-safe") {
            let slot := totals.slot
            let from := points.offset
            let end := add(sums, shl(7, count))
            // A ciphertext at a time: R, then C.
            for { let at := sums } lt(at, end) { at := add(at, 256) } {
                {
                    let x1 := sload(slot)
                    let y1 := sload(add(slot, 1))
                    let x2 := calldataload(from)
                    let y2 := calldataload(add(from, 32))
                    let e := add(mulmod(x1, y2, p), mulmod(y1, x2, p))
                    x1 := mulmod(x1, x2, p)
                    y1 := mulmod(y1, y2, p)
                    let c := mulmod(mulmod(x1, y1, p), d, p)
                    let f := sub(add(p, 1), c)
                    c := add(c, 1)
                    mstore(at, mulmod(e, f, p))
                    mstore(add(at, 32), mulmod(c, sub(add(y1, p), mulmod(a, x1, p)), p))
                    c := mulmod(f, c, p)
                    mstore(add(at, 64), c)
                    mstore(add(at, 96), product)
                    product := mulmod(product, c, p)
                }
                {
                    let x1 := sload(add(slot, 2))
                    let y1 := sload(add(slot, 3))
                    let x2 := calldataload(add(from, 64))
                    let y2 := calldataload(add(from, 96))
                    let e := add(mulmod(x1, y2, p), mulmod(y1, x2, p))
                    x1 := mulmod(x1, x2, p)
                    y1 := mulmod(y1, y2, p)
                    let c := mulmod(mulmod(x1, y1, p), d, p)
                    let f := sub(add(p, 1), c)
                    c := add(c, 1)
                    mstore(add(at, 128), mulmod(e, f, p))
                    mstore(add(at, 160), mulmod(c, sub(add(y1, p), mulmod(a, x1, p)), p))
                    c := mulmod(f, c, p)
                    mstore(add(at, 192), c)
                    mstore(add(at, 224), product)
                    product := mulmod(product, c, p)
                }
                slot := add(slot, 4)
                from := add(from, 128)
            }
        }
    }

    /// @dev Divides what {_sums} gave, from the last down. @param inverse of the product of all denominators.
    function _write(uint256[32] storage totals, uint256 sums, uint256 count, uint256 inverse) private {
        uint256 p = BabyJubJub.P;
        assembly ("memory-safe") {
            let slot := add(totals.slot, shl(1, count))
            for { let at := add(sums, shl(7, count)) } gt(at, sums) {} {
                at := sub(at, 256)
                slot := sub(slot, 4)
                {
                    let own := mulmod(inverse, mload(add(at, 224)), p)
                    inverse := mulmod(inverse, mload(add(at, 192)), p)
                    sstore(add(slot, 2), mulmod(mload(add(at, 128)), own, p))
                    sstore(add(slot, 3), mulmod(mload(add(at, 160)), own, p))
                }
                {
                    let own := mulmod(inverse, mload(add(at, 96)), p)
                    inverse := mulmod(inverse, mload(add(at, 64)), p)
                    sstore(slot, mulmod(mload(at), own, p))
                    sstore(add(slot, 1), mulmod(mload(add(at, 32)), own, p))
                }
            }
        }
    }
}
