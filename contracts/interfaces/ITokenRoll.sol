// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IElectoralRoll} from "./IElectoralRoll.sol";

/// @notice How a token gives a right to join.
/// @param token the ERC-721 or ERC-5805 contract.
/// @param minimumVotes 0: one seat for each ERC-721 token id. Above 0: one seat for each account that had at least this
/// many votes (ERC-5805, in the token's units) at `timepoint`.
/// @param timepoint in the token's own clock (ERC-6372), past when the roll is created; 0 for ERC-721.
struct TokenRule {
    address token;
    uint256 minimumVotes;
    uint48 timepoint;
}

/// @title Roll by token: not one person, one vote
/// @notice A token id is used once and for ever, whoever holds it later; votes are those of a fixed past moment.
interface ITokenRoll is IElectoralRoll {
    event TokenUsed(uint256 indexed tokenId, address indexed holder, uint256 indexed commitment);
    event VotesUsed(address indexed holder, uint256 indexed commitment);

    /// @notice Thrown when the rule cannot work (no such token, or a timepoint that is not past), and when joining in the
    /// way that the roll's rule does not offer.
    error Roll_WrongTokenRule();
    error Roll_TokenAlreadyUsed(uint256 tokenId);
    error Roll_HolderAlreadyJoined(address holder);
    error Roll_NotEnoughVotes(address holder, uint256 votes);
    error Roll_HolderSignatureInvalid(address holder);

    function tokenRule() external view returns (TokenRule memory);
    /// @notice Joins with an ERC-721 token. Its current holder has signed EIP-712 `Enrolment(uint256 commitment)`
    /// (same domain as invitations; ERC-1271 for contracts).
    function joinWithToken(uint256 tokenId, uint256 commitment, bytes calldata signature) external;
    /// @notice Joins with past votes; `holder` has signed as above.
    function joinWithVotes(address holder, uint256 commitment, bytes calldata signature) external;
    function isTokenUsed(uint256 tokenId) external view returns (bool);
    /// @notice Whether the account joined by its past votes.
    function hasHolderJoined(address holder) external view returns (bool);
}
