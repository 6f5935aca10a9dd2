// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {ERC20Votes} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import {ERC721} from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";

/// @notice An ERC-721 that anyone may mint.
contract Deeds is ERC721("Deeds", "DEED") {
    function mint(address to, uint256 tokenId) external {
        _mint(to, tokenId);
    }
}

/// @notice An ERC-5805 token that anyone may mint. Its clock counts blocks, OpenZeppelin's default.
contract Shares is ERC20("Shares", "SHR"), ERC20Permit("Shares"), ERC20Votes {
    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function _update(address from, address to, uint256 amount) internal override(ERC20, ERC20Votes) {
        super._update(from, to, amount);
    }

    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }
}

/// @notice A contract that holds tokens and signs by its owner (ERC-1271).
contract Association {
    address public immutable owner = msg.sender;

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        return ECDSA.recover(digest, signature) == owner ? this.isValidSignature.selector : bytes4(0);
    }
}

/// @notice An ERC-721 of which everyone owns everything, and which calls back when asked who owns one of its tokens.
contract Trickster {
    uint256 private _trap;
    address private _target;
    bytes private _data;

    function setTrap(uint256 tokenId, address target, bytes calldata data) external {
        (_trap, _target, _data) = (tokenId, target, data);
    }

    function ownerOf(uint256 tokenId) external returns (address) {
        if (tokenId == _trap) {
            (bool done,) = _target.call(_data);
            require(done, "no way back in");
        }
        return tx.origin;
    }

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id != 0xffffffff;
    }
}
