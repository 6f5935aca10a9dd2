// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

interface Cheatcodes {
    function assume(bool condition) external pure;
}

/// @notice What the Solidity tests here need of a test library.
abstract contract Fuzz {
    Cheatcodes internal constant vm = Cheatcodes(0x7109709ECfa91a80626fF3989D68f67F5b1DD12D);

    error NotTrue();
    error NotFalse();
    error NotEqual(uint256 actual, uint256 expected);

    function assertTrue(bool value) internal pure {
        if (!value) revert NotTrue();
    }

    function assertFalse(bool value) internal pure {
        if (value) revert NotFalse();
    }

    function assertEq(uint256 actual, uint256 expected) internal pure {
        if (actual != expected) revert NotEqual(actual, expected);
    }

    function assertEq(bool actual, bool expected) internal pure {
        if (actual != expected) revert NotEqual(actual ? 1 : 0, expected ? 1 : 0);
    }
}
