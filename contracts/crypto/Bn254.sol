// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @title BN254 precompiles
/// @notice Point arithmetic of the curve behind Groth16 (EIP-196, EIP-197), on memory addresses, without the GAS opcode.
///
/// A pair is 192 bytes in the pairing precompile's order: a G1 point (x, y) and a G2 point (x₁, x₀, y₁, y₀). While a
/// pair's G1 half is being summed its G2 half is working space, and is written last.
///
/// @dev Every call carries a constant bound on its gas: about twice today's price (150, 6,000, 45,000 + 34,000 a pair). A
/// precompile that refuses its input burns all it was given, so forwarding everything would let one bad point burn a whole
/// batch's gas; unused gas of a call that succeeds comes back, so the margin for a repricing costs nothing.
///
/// The identity is (0, 0), as in the precompiles. Coordinates at or above the field prime and points off the curve make the
/// precompiles, hence these functions, fail. So does a shortage of gas: treat a failure as "not verified", never as "false".
library Bn254 {
    /// @notice Order of G1 and G2: the field of scalars and of public inputs.
    uint256 internal constant ORDER = 21888242871839275222246405745257275088548364400416034343698204186575808495617;
    uint256 internal constant PAIR = 192;

    uint256 private constant ADD_GAS = 1_000;
    uint256 private constant MULTIPLY_GAS = 12_000;
    uint256 private constant PAIRING_GAS = 90_000;
    uint256 private constant PAIRING_GAS_A_PAIR = 68_000;

    /// @notice Adds `scalar` times the G1 point at address `point` to the G1 half of the pair at address `pair`.
    /// @dev Overwrites 96 bytes of the pair's G2 half.
    function accumulate(uint256 pair, uint256 point, uint256 scalar) internal view returns (bool ok) {
        assembly ("memory-safe") {
            // Into the identity the term is written, not added; the pairing checks the point then.
            let term := pair
            if or(mload(pair), mload(add(pair, 32))) {
                term := add(pair, 64)
            }
            mcopy(add(pair, 64), point, 64)
            ok := 1
            switch scalar
            case 1 {
                mcopy(term, add(pair, 64), 64)
            }
            default {
                mstore(add(pair, 128), scalar)
                ok := staticcall(MULTIPLY_GAS, 7, add(pair, 64), 96, term, 64)
            }
            if and(ok, gt(term, pair)) {
                ok := staticcall(ADD_GAS, 6, pair, 128, pair, 64)
            }
        }
    }

    /// @notice Adds `weight · scalarᵢ · pointᵢ` for `count` points and scalars in a row to the G1 half of the pair at
    /// address `pair`, as {accumulate}, onto a sum that has begun.
    /// @param beyond the first scalar that is not below the order; then the sum is of no use. 0 when all are.
    function addMultiples(uint256 pair, uint256 points, uint256 scalars, uint256 count, uint256 weight)
        internal
        view
        returns (bool ok, uint256 beyond)
    {
        uint256 order = ORDER;
        assembly ("memory-safe") {
            ok := 1
            let term := add(pair, 64)
            for { let end := add(scalars, shl(5, count)) } lt(scalars, end) { scalars := add(scalars, 32) } {
                let scalar := mload(scalars)
                if iszero(lt(scalar, order)) {
                    beyond := scalar
                    break
                }
                mcopy(term, points, 64)
                mstore(add(pair, 128), mulmod(weight, scalar, order))
                ok := and(staticcall(MULTIPLY_GAS, 7, term, 96, term, 64), ok)
                ok := and(staticcall(ADD_GAS, 6, pair, 128, pair, 64), ok)
                points := add(points, 64)
            }
        }
    }

    /// @notice Multiplies the G1 point at address `point` by `scalar`, in place. @param work address of 96 bytes to use.
    function scale(uint256 point, uint256 scalar, uint256 work) internal view returns (bool ok) {
        assembly ("memory-safe") {
            mcopy(work, point, 64)
            mstore(add(work, 64), scalar)
            ok := staticcall(MULTIPLY_GAS, 7, work, 96, point, 64)
        }
    }

    /// @notice Writes the G2 half of a pair, from the address `point`.
    function setG2(uint256 pair, uint256 point) internal pure {
        assembly ("memory-safe") {
            mcopy(add(pair, 64), point, 128)
        }
    }

    /// @notice Writes the opposite of G2's generator as the G2 half of a pair.
    function setMinusGenerator(uint256 pair) internal pure {
        assembly ("memory-safe") {
            mstore(add(pair, 64), 11559732032986387107991004021392285783925812861821192530917403151452391805634)
            mstore(add(pair, 96), 10857046999023057135944570762232829481370756359578518086990519993285655852781)
            mstore(add(pair, 128), 17805874995975841540914202342111839520379459829704422454583296818431106115052)
            mstore(add(pair, 160), 13392588948715843804641432497768002650278120570034223513918757245338268106653)
        }
    }

    /// @notice Whether the pairings of the pairs in `[start, end)` multiply to one. The precompile also checks that each G2
    /// point lies in the subgroup.
    function pairingsCancel(uint256 start, uint256 end) internal view returns (bool ok) {
        assembly ("memory-safe") {
            let size := sub(end, start)
            mstore(0, 0)
            ok := staticcall(
                add(PAIRING_GAS, mul(PAIRING_GAS_A_PAIR, div(size, PAIR))),
                8,
                start,
                size,
                0,
                32
            )
            ok := and(ok, eq(mload(0), 1))
        }
    }
}
