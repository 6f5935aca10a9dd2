// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title BabyJubJub
/// @notice The twisted Edwards curve `a·x² + y² = 1 + d·x²·y²` over BN254's scalar field (EIP-2494, in circomlib's
/// coordinates). a is a square and d is not, so the addition law is complete: it has no exceptions on the curve.
///
/// Sums are kept in extended coordinates (Hisil, Wong, Carter, Dawson 2008): x = X/Z, y = Y/Z, T = XY/Z. They need no
/// inversion, whose price EIP-7883 raised; {affine} turns one back.
///
/// @dev The functions that add and multiply take points on the curve and do not check it: call {isOnCurve} on whatever comes
/// from outside. The group has order 8 · `ORDER`; being on the curve says nothing about the subgroup, see {isSmallOrder}.
library BabyJubJub {
    /// @notice A point in extended coordinates, Z ≠ 0, all below `P`.
    struct Extended {
        uint256 x;
        uint256 y;
        uint256 t;
        uint256 z;
    }

    /// @notice Thrown when a sum's Z is 0, which no point of the curve has.
    error BabyJubJub_NotAPoint();

    /// @notice The field of coordinates.
    uint256 internal constant P = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    /// @notice Order of the prime subgroup.
    uint256 internal constant ORDER = 2736030358979909402780800718157159386076813972158567259200215660948447373041;
    uint256 internal constant A = 168700;
    uint256 internal constant D = 168696;
    /// @notice Generator of the prime subgroup: circomlib's Base8.
    uint256 internal constant BASE_X = 5299619240641551281634865583518297030282874472190772894086521144482721001553;
    uint256 internal constant BASE_Y = 16950150798460657717958625567821834550301663161624707787222815936182638968203;

    /// @dev EIP-7883 asks about 4,100 gas for one inversion. A constant bound: see {Bn254}.
    uint256 private constant INVERSION_GAS = 20_000;

    /// @notice Whether both coordinates are below `P` and satisfy the curve's equation.
    function isOnCurve(uint256 x, uint256 y) internal pure returns (bool) {
        if (x >= P || y >= P) return false;
        uint256 xx = mulmod(x, x, P);
        uint256 yy = mulmod(y, y, P);
        return addmod(mulmod(A, xx, P), yy, P) == addmod(1, mulmod(D, mulmod(xx, yy, P), P), P);
    }

    /// @notice Whether the order of a point on the curve divides 8; the identity is one of these.
    function isSmallOrder(uint256 x, uint256 y) internal pure returns (bool) {
        Extended memory point = extended(x, y);
        double(point);
        double(point);
        double(point);
        return isIdentity(point);
    }

    function isIdentity(Extended memory point) internal pure returns (bool) {
        return point.x == 0 && point.y == point.z;
    }

    function identity() internal pure returns (Extended memory) {
        return Extended(0, 1, 0, 1);
    }

    function extended(uint256 x, uint256 y) internal pure returns (Extended memory) {
        return Extended(x, y, mulmod(x, y, P), 1);
    }

    /// @notice Replaces a point by its opposite.
    function negate(Extended memory point) internal pure {
        if (point.x != 0) point.x = P - point.x;
        if (point.t != 0) point.t = P - point.t;
    }

    /// @notice Sets a point that is already in memory to (x, y).
    function set(Extended memory point, uint256 x, uint256 y) internal pure {
        assembly ("memory-safe") {
            mstore(point, x)
            mstore(add(point, 32), y)
            mstore(add(point, 64), mulmod(x, y, P))
            mstore(add(point, 96), 1)
        }
    }

    /// @notice sum ← sum + (x2, y2).
    function addAffine(Extended memory sum, uint256 x2, uint256 y2) internal pure {
        assembly ("memory-safe") {
            let p := P
            let x1 := mload(sum)
            let y1 := mload(add(sum, 32))
            let z := mload(add(sum, 96))
            let a := mulmod(x1, x2, p)
            let b := mulmod(y1, y2, p)
            let c := mulmod(mulmod(mload(add(sum, 64)), D, p), mulmod(x2, y2, p), p)
            // As in {add}, with Z of the second point 1.
            let e := add(mulmod(x1, y2, p), mulmod(y1, x2, p))
            let f := sub(add(z, p), c)
            let g := add(z, c)
            let h := sub(add(b, p), mulmod(A, a, p))
            mstore(sum, mulmod(e, f, p))
            mstore(add(sum, 32), mulmod(g, h, p))
            mstore(add(sum, 64), mulmod(e, h, p))
            mstore(add(sum, 96), mulmod(f, g, p))
        }
    }

    /// @notice sum ← sum + term; the two may be the same.
    function add(Extended memory sum, Extended memory term) internal pure {
        assembly ("memory-safe") {
            let p := P
            let x1 := mload(sum)
            let y1 := mload(add(sum, 32))
            let x2 := mload(term)
            let y2 := mload(add(term, 32))
            let a := mulmod(x1, x2, p)
            let b := mulmod(y1, y2, p)
            let c := mulmod(mulmod(mload(add(sum, 64)), D, p), mload(add(term, 64)), p)
            let z := mulmod(mload(add(sum, 96)), mload(add(term, 96)), p)
            // All below p < 2²⁵⁶ / 5: these sums do not overflow, and mulmod reduces them.
            let e := add(mulmod(x1, y2, p), mulmod(y1, x2, p))
            let f := sub(add(z, p), c)
            let g := add(z, c)
            let h := sub(add(b, p), mulmod(A, a, p))
            mstore(sum, mulmod(e, f, p))
            mstore(add(sum, 32), mulmod(g, h, p))
            mstore(add(sum, 64), mulmod(e, h, p))
            mstore(add(sum, 96), mulmod(f, g, p))
        }
    }

    /// @notice point ← 2 · point.
    function double(Extended memory point) internal pure {
        assembly ("memory-safe") {
            let p := P
            let x := mload(point)
            let y := mload(add(point, 32))
            let z := mload(add(point, 96))
            let a := mulmod(x, x, p)
            let b := mulmod(y, y, p)
            let d := mulmod(A, a, p)
            let e := sub(add(mulmod(add(x, y), add(x, y), p), add(p, p)), add(a, b))
            let g := add(d, b)
            let f := sub(add(g, add(p, p)), mulmod(add(z, z), z, p))
            let h := sub(add(d, p), b)
            mstore(point, mulmod(e, f, p))
            mstore(add(point, 32), mulmod(g, h, p))
            mstore(add(point, 64), mulmod(e, h, p))
            mstore(add(point, 96), mulmod(f, g, p))
        }
    }

    /// @notice scalar · (x, y), for any scalar; a scalar of b bits costs b doublings.
    function multiply(uint256 x, uint256 y, uint256 scalar) internal pure returns (Extended memory product) {
        Extended[] memory points = new Extended[](1);
        points[0] = extended(x, y);
        uint256[] memory scalars = new uint256[](1);
        scalars[0] = scalar;
        return sumOfMultiples(points, scalars);
    }

    /// @notice Σ scalarᵢ · pointᵢ, all terms sharing the doublings of the longest scalar (Straus, simultaneous double and add).
    function sumOfMultiples(
        Extended[] memory points,
        uint256[] memory scalars
    ) internal pure returns (Extended memory sum) {
        uint256 all;
        for (uint256 i; i < points.length; ++i) all |= scalars[i];
        sum = identity();
        unchecked {
            uint256 bit = all == 0 ? 0 : Math.log2(all) + 1;
            while (bit-- > 0) {
                double(sum);
                for (uint256 i; i < points.length; ++i) {
                    if ((scalars[i] >> bit) & 1 == 1) add(sum, points[i]);
                }
            }
        }
    }

    /// @notice The affine coordinates of one point.
    function affine(Extended memory point) internal view returns (uint256 x, uint256 y) {
        uint256 zInverse = inverse(point.z);
        return (mulmod(point.x, zInverse, P), mulmod(point.y, zInverse, P));
    }

    /// @notice value^(P−2), by the modexp precompile: about 4,100 gas, so invert one product instead of many factors.
    function inverse(uint256 value) internal view returns (uint256 result) {
        assembly ("memory-safe") {
            let at := mload(0x40)
            mstore(at, 32)
            mstore(add(at, 32), 32)
            mstore(add(at, 64), 32)
            mstore(add(at, 96), value)
            mstore(add(at, 128), sub(P, 2))
            mstore(add(at, 160), P)
            if staticcall(INVERSION_GAS, 5, at, 192, 0, 32) {
                result := mload(0)
            }
        }
        // Zero has no inverse; a failed call leaves zero too.
        if (result == 0) revert BabyJubJub_NotAPoint();
    }
}
