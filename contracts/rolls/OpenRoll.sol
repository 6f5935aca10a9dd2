// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IElectoralRoll} from "../interfaces/IElectoralRoll.sol";
import {IOpenRoll} from "../interfaces/IOpenRoll.sol";
import {ElectoralRoll} from "./ElectoralRoll.sol";

/// @title Roll that anyone can join: not one person, one vote
contract OpenRoll is ElectoralRoll, IOpenRoll {
    constructor(address semaphore_, uint32 removalNotice_) ElectoralRoll(semaphore_, removalNotice_) {}

    /// @inheritdoc IOpenRoll
    function join(uint256 commitment) external onlyClone {
        _join(commitment);
    }

    /// @inheritdoc IElectoralRoll
    function sponsorable() external pure returns (bool) {
        return false;
    }
}
