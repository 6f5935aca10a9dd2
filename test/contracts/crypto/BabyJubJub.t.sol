// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {BabyJubJub} from "../../../contracts/crypto/BabyJubJub.sol";
import {Fuzz} from "./Fuzz.sol";

/// @notice The group's laws on random points of the whole curve, small orders included.
contract BabyJubJubTest is Fuzz {
    /// @dev Generator of the whole group of order 8 · ORDER (EIP-2494).
    uint256 private constant X = 995203441582195749578291179787384436505546430278305826713579947235728471134;
    uint256 private constant Y = 5472060717959818805561601436314318772137091100104008585924551046643952123905;

    function testFuzz_SumsStayOnTheCurve(uint256 a, uint256 b) public view {
        BabyJubJub.Extended memory sum = _point(a);
        BabyJubJub.add(sum, _point(b));
        (uint256 x, uint256 y) = _affine(sum);
        assertTrue(BabyJubJub.isOnCurve(x, y));
    }

    function testFuzz_AdditionCommutes(uint256 a, uint256 b) public pure {
        BabyJubJub.Extended memory left = _point(a);
        BabyJubJub.add(left, _point(b));
        BabyJubJub.Extended memory right = _point(b);
        BabyJubJub.add(right, _point(a));
        _assertSame(left, right);
    }

    function testFuzz_AdditionIsAssociative(uint256 a, uint256 b, uint256 c) public pure {
        BabyJubJub.Extended memory left = _point(a);
        BabyJubJub.add(left, _point(b));
        BabyJubJub.add(left, _point(c));
        BabyJubJub.Extended memory inner = _point(b);
        BabyJubJub.add(inner, _point(c));
        BabyJubJub.Extended memory right = _point(a);
        BabyJubJub.add(right, inner);
        _assertSame(left, right);
    }

    function testFuzz_TheIdentityChangesNothing(uint256 a) public pure {
        BabyJubJub.Extended memory sum = _point(a);
        BabyJubJub.add(sum, BabyJubJub.identity());
        BabyJubJub.addAffine(sum, 0, 1);
        _assertSame(sum, _point(a));
    }

    function testFuzz_MultiplesDistribute(uint128 a, uint128 b) public pure {
        BabyJubJub.Extended memory left = BabyJubJub.multiply(X, Y, uint256(a) + b);
        BabyJubJub.Extended memory right = BabyJubJub.multiply(X, Y, a);
        BabyJubJub.add(right, BabyJubJub.multiply(X, Y, b));
        _assertSame(left, right);
    }

    function testFuzz_ASumOfMultiplesIsTheSumOfTheMultiples(uint256 a, uint64 s, uint256 b, uint256 t) public view {
        BabyJubJub.Extended[] memory points = new BabyJubJub.Extended[](2);
        points[0] = _point(a);
        points[1] = _point(b);
        uint256[] memory scalars = new uint256[](2);
        (scalars[0], scalars[1]) = (s, t);
        (uint256 x, uint256 y) = _affine(points[0]);
        BabyJubJub.Extended memory sum = BabyJubJub.multiply(x, y, s);
        (x, y) = _affine(points[1]);
        BabyJubJub.add(sum, BabyJubJub.multiply(x, y, t));
        _assertSame(BabyJubJub.sumOfMultiples(points, scalars), sum);
    }

    function testFuzz_AMultipleOfEightOfAnyPointLiesInTheSubgroup(uint256 a) public view {
        (uint256 x, uint256 y) = _affine(BabyJubJub.multiply(X, Y, 8 * (a >> 3)));
        assertTrue(BabyJubJub.isIdentity(BabyJubJub.multiply(x, y, BabyJubJub.ORDER)));
        assertEq(BabyJubJub.isSmallOrder(x, y), x == 0 && y == 1);
    }

    function testFuzz_OnlyCanonicalCoordinatesAreOnTheCurve(uint256 a) public view {
        (uint256 x, uint256 y) = _affine(_point(a));
        assertTrue(BabyJubJub.isOnCurve(x, y));
        assertFalse(BabyJubJub.isOnCurve(x + BabyJubJub.P, y));
        assertFalse(BabyJubJub.isOnCurve(x, y + BabyJubJub.P));
    }

    function _point(uint256 scalar) private pure returns (BabyJubJub.Extended memory) {
        return BabyJubJub.multiply(X, Y, scalar);
    }

    function _affine(BabyJubJub.Extended memory point) private view returns (uint256 x, uint256 y) {
        return BabyJubJub.affine(point);
    }

    function _assertSame(BabyJubJub.Extended memory a, BabyJubJub.Extended memory b) private pure {
        uint256 p = BabyJubJub.P;
        assertEq(mulmod(a.x, b.z, p), mulmod(b.x, a.z, p));
        assertEq(mulmod(a.y, b.z, p), mulmod(b.y, a.z, p));
        assertEq(mulmod(a.t, a.z, p), mulmod(a.x, a.y, p));
    }
}
