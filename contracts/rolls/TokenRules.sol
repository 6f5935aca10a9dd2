// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IERC6372} from "@openzeppelin/contracts/interfaces/IERC6372.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import {ITokenRoll, TokenRule} from "../interfaces/ITokenRoll.sol";

/// @title Token rules
/// @notice Refuses rules under which nobody could join, or under which votes could still change hands.
/// @dev Whether the token itself is honest nobody can check here: such rolls are labelled "not one person, one vote".
library TokenRules {
    using ERC165Checker for address;

    function requireValid(TokenRule calldata rule) internal view {
        bool valid = rule.token.code.length != 0
            && (rule.minimumVotes == 0
                    ? rule.timepoint == 0 && rule.token.supportsInterface(type(IERC721).interfaceId)
                    : rule.timepoint < IERC6372(rule.token).clock());
        if (!valid) revert ITokenRoll.Roll_WrongTokenRule();
    }
}
