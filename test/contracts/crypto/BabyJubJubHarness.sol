// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubJub} from "../../../contracts/crypto/BabyJubJub.sol";
import {EncryptedTotals} from "../../../contracts/polls/EncryptedTotals.sol";

/// @notice BabyJubJub's functions on affine coordinates (x₀, y₀, x₁, y₁, …).
contract BabyJubJubHarness {
    using BabyJubJub for BabyJubJub.Extended;
    using EncryptedTotals for uint256[32];

    uint256[32] private _totals;

    function isOnCurve(uint256 x, uint256 y) external pure returns (bool) {
        return BabyJubJub.isOnCurve(x, y);
    }

    function isSmallOrder(uint256 x, uint256 y) external pure returns (bool) {
        return BabyJubJub.isSmallOrder(x, y);
    }

    /// @notice left[i] + right[i] for up to 16 points, as encrypted totals grow.
    function sums(uint256[] calldata left, uint256[] calldata right) public returns (uint256[] memory coordinates) {
        for (uint256 i; i < left.length; ++i) {
            _totals[i] = left[i];
        }
        _totals.add(true, right, 0, 0);
        coordinates = new uint256[](left.length);
        for (uint256 i; i < left.length; ++i) {
            coordinates[i] = _totals[i];
        }
    }

    /// @notice left[i] + right[i] for all i, by {BabyJubJub.addAffine}.
    function additions(uint256[] calldata left, uint256[] calldata right) external view returns (uint256[] memory coordinates) {
        coordinates = new uint256[](left.length);
        for (uint256 i; i < left.length; i += 2) {
            BabyJubJub.Extended memory sum = BabyJubJub.extended(left[i], left[i + 1]);
            sum.addAffine(right[i], right[i + 1]);
            (coordinates[i], coordinates[i + 1]) = sum.affine();
        }
    }

    /// @notice 2 · point, by {BabyJubJub.double} and by adding the point to itself in place.
    function doubles(uint256 x, uint256 y) external view returns (uint256[] memory coordinates) {
        BabyJubJub.Extended memory doubled = BabyJubJub.extended(x, y);
        BabyJubJub.Extended memory added = BabyJubJub.extended(x, y);
        BabyJubJub.double(doubled);
        BabyJubJub.add(added, added);
        coordinates = new uint256[](4);
        (coordinates[0], coordinates[1]) = doubled.affine();
        (coordinates[2], coordinates[3]) = added.affine();
    }

    /// @notice −point, in extended coordinates with Z ≠ 1, and whether point + (−point) is the identity.
    function negative(uint256 x, uint256 y) external view returns (uint256[] memory coordinates, bool cancels) {
        BabyJubJub.Extended memory point = BabyJubJub.multiply(x, y, 3);
        BabyJubJub.addAffine(point, x, y);
        BabyJubJub.negate(point);
        coordinates = _affine(point);
        BabyJubJub.add(point, BabyJubJub.multiply(x, y, 4));
        cancels = BabyJubJub.isIdentity(point);
    }

    function multiply(uint256 x, uint256 y, uint256 scalar) public view returns (uint256[] memory) {
        return _affine(BabyJubJub.multiply(x, y, scalar));
    }

    function sumOfMultiples(
        uint256[] memory coordinates,
        uint256[] memory scalars
    ) public view returns (uint256[] memory) {
        BabyJubJub.Extended[] memory terms = new BabyJubJub.Extended[](scalars.length);
        for (uint256 i; i < terms.length; ++i) {
            terms[i] = BabyJubJub.extended(coordinates[2 * i], coordinates[2 * i + 1]);
        }
        return _affine(BabyJubJub.sumOfMultiples(terms, scalars));
    }

    /// @notice Affine coordinates of a point with these raw coordinates.
    function affine(uint256[4] calldata raw) external view returns (uint256[] memory) {
        return _affine(BabyJubJub.Extended(raw[0], raw[1], raw[2], raw[3]));
    }

    /// @notice Gas of the addition alone, in slots that were touched before.
    function sumsGas(uint256[] calldata left, uint256[] calldata right) external returns (uint256 spent) {
        sums(left, right);
        uint256 before = gasleft();
        _totals.add(true, right, 0, 0);
        spent = before - gasleft();
    }

    function multiplyGas(uint256 x, uint256 y, uint256 scalar) external view returns (uint256 spent) {
        uint256 before = gasleft();
        multiply(x, y, scalar);
        spent = before - gasleft();
    }

    function _affine(BabyJubJub.Extended memory point) private view returns (uint256[] memory coordinates) {
        coordinates = new uint256[](2);
        (coordinates[0], coordinates[1]) = point.affine();
    }
}
