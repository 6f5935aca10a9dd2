// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubJub} from "../../../contracts/crypto/BabyJubJub.sol";

/// @notice BabyJubJub's functions on affine coordinates (x₀, y₀, x₁, y₁, …).
contract BabyJubJubHarness {
    function isOnCurve(uint256 x, uint256 y) external pure returns (bool) {
        return BabyJubJub.isOnCurve(x, y);
    }

    function isSmallOrder(uint256 x, uint256 y) external pure returns (bool) {
        return BabyJubJub.isSmallOrder(x, y);
    }

    /// @notice left[i] + right[i] for all i, by one inversion.
    function sums(uint256[] memory left, uint256[] memory right) public view returns (uint256[] memory) {
        BabyJubJub.Extended[] memory points = new BabyJubJub.Extended[](left.length / 2);
        for (uint256 i; i < points.length; ++i) {
            BabyJubJub.set(points[i], left[2 * i], left[2 * i + 1]);
            BabyJubJub.addAffine(points[i], right[2 * i], right[2 * i + 1]);
        }
        return BabyJubJub.toAffine(points);
    }

    /// @notice 2 · point, by {BabyJubJub.double} and by adding the point to itself in place.
    function doubles(uint256 x, uint256 y) external view returns (uint256[] memory) {
        BabyJubJub.Extended[] memory points = new BabyJubJub.Extended[](2);
        points[0] = BabyJubJub.extended(x, y);
        points[1] = BabyJubJub.extended(x, y);
        BabyJubJub.double(points[0]);
        BabyJubJub.add(points[1], points[1]);
        return BabyJubJub.toAffine(points);
    }

    /// @notice −point, in extended coordinates with Z ≠ 1, and whether point + (−point) is the identity.
    function negative(uint256 x, uint256 y) external view returns (uint256[] memory coordinates, bool cancels) {
        BabyJubJub.Extended[] memory points = new BabyJubJub.Extended[](1);
        points[0] = BabyJubJub.multiply(x, y, 3);
        BabyJubJub.addAffine(points[0], x, y);
        BabyJubJub.negate(points[0]);
        coordinates = BabyJubJub.toAffine(points);
        BabyJubJub.add(points[0], BabyJubJub.multiply(x, y, 4));
        cancels = BabyJubJub.isIdentity(points[0]);
    }

    function multiply(uint256 x, uint256 y, uint256 scalar) public view returns (uint256[] memory) {
        BabyJubJub.Extended[] memory points = new BabyJubJub.Extended[](1);
        points[0] = BabyJubJub.multiply(x, y, scalar);
        return BabyJubJub.toAffine(points);
    }

    function sumOfMultiples(
        uint256[] memory coordinates,
        uint256[] memory scalars
    ) public view returns (uint256[] memory) {
        BabyJubJub.Extended[] memory terms = new BabyJubJub.Extended[](scalars.length);
        for (uint256 i; i < terms.length; ++i) {
            terms[i] = BabyJubJub.extended(coordinates[2 * i], coordinates[2 * i + 1]);
        }
        BabyJubJub.Extended[] memory points = new BabyJubJub.Extended[](1);
        points[0] = BabyJubJub.sumOfMultiples(terms, scalars);
        return BabyJubJub.toAffine(points);
    }

    /// @notice Affine coordinates of raw extended ones, X, Y, T, Z of each point in turn.
    function toAffine(uint256[] memory raw) external view returns (uint256[] memory) {
        BabyJubJub.Extended[] memory points = new BabyJubJub.Extended[](raw.length / 4);
        for (uint256 i; i < points.length; ++i) {
            points[i] = BabyJubJub.Extended(raw[4 * i], raw[4 * i + 1], raw[4 * i + 2], raw[4 * i + 3]);
        }
        return BabyJubJub.toAffine(points);
    }

    function sumsGas(uint256[] memory left, uint256[] memory right) external view returns (uint256 spent) {
        uint256 before = gasleft();
        sums(left, right);
        spent = before - gasleft();
    }

    function multiplyGas(uint256 x, uint256 y, uint256 scalar) external view returns (uint256 spent) {
        uint256 before = gasleft();
        multiply(x, y, scalar);
        spent = before - gasleft();
    }
}
