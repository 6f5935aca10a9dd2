// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IElectoralRoll} from "./IElectoralRoll.sol";

/// @title Roll that anyone can join: not one person, one vote
interface IOpenRoll is IElectoralRoll {
    function join(uint256 commitment) external;
}
