// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IVotes} from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {IElectoralRoll} from "../interfaces/IElectoralRoll.sol";
import {ITokenRoll, TokenRule} from "../interfaces/ITokenRoll.sol";
import {ElectoralRoll} from "./ElectoralRoll.sol";

/// @title Roll by token: not one person, one vote
/// @dev Immutable arguments: `abi.encode(address organiser, bytes32 documentHash, TokenRule rule)`, the rule checked by
/// LeVote. Anyone may bring a holder's signature, so contracts and people without gas can join too.
contract TokenRoll is ElectoralRoll, ITokenRoll {
    using BitMaps for BitMaps.BitMap;

    BitMaps.BitMap private _usedTokens;
    mapping(address holder => bool) private _usedHolders;

    constructor(address semaphore_, uint32 removalNotice_) ElectoralRoll(semaphore_, removalNotice_) {}

    /// @inheritdoc ITokenRoll
    function joinWithToken(uint256 tokenId, uint256 commitment, bytes calldata signature) external onlyClone {
        TokenRule memory rule = tokenRule();
        if (rule.minimumVotes != 0) revert Roll_WrongTokenRule();
        if (_usedTokens.get(tokenId)) revert Roll_TokenAlreadyUsed(tokenId);
        address holder = IERC721(rule.token).ownerOf(tokenId);
        _requireSignature(holder, commitment, signature);
        _usedTokens.set(tokenId);
        _join(commitment);
        emit TokenUsed(tokenId, holder, commitment);
    }

    /// @inheritdoc ITokenRoll
    function joinWithVotes(address holder, uint256 commitment, bytes calldata signature) external onlyClone {
        TokenRule memory rule = tokenRule();
        if (rule.minimumVotes == 0) revert Roll_WrongTokenRule();
        if (_usedHolders[holder]) revert Roll_HolderAlreadyJoined(holder);
        uint256 votes = IVotes(rule.token).getPastVotes(holder, rule.timepoint);
        if (votes < rule.minimumVotes) revert Roll_NotEnoughVotes(holder, votes);
        _requireSignature(holder, commitment, signature);
        _usedHolders[holder] = true;
        _join(commitment);
        emit VotesUsed(holder, commitment);
    }

    /// @inheritdoc ITokenRoll
    function isTokenUsed(uint256 tokenId) external view returns (bool) {
        return _usedTokens.get(tokenId);
    }

    /// @inheritdoc ITokenRoll
    function hasHolderJoined(address holder) external view returns (bool) {
        return _usedHolders[holder];
    }

    /// @inheritdoc ITokenRoll
    function tokenRule() public view onlyClone returns (TokenRule memory rule) {
        (,, rule) = abi.decode(_arguments(), (address, bytes32, TokenRule));
    }

    /// @inheritdoc IElectoralRoll
    /// @dev Token ids can be minted and passed on without end; votes of a past moment cannot.
    function sponsorable() external view returns (bool) {
        return tokenRule().minimumVotes != 0;
    }

    function _requireSignature(address holder, uint256 commitment, bytes calldata signature) private view {
        if (!SignatureChecker.isValidSignatureNowCalldata(holder, _enrolmentDigest(commitment), signature)) {
            revert Roll_HolderSignatureInvalid(holder);
        }
    }
}
