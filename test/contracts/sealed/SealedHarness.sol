// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Transcript} from "../../../contracts/crypto/Transcript.sol";
import {Words} from "../../../contracts/crypto/Words.sol";
import {Opening} from "../../../contracts/polls/Opening.sol";

/// @notice The internal functions of sealed polls, for comparison with their TypeScript copies.
contract SealedHarness {
    function coefficients(uint256[] calldata trustees) external pure returns (int256[] memory numerators, uint256 den) {
        return Opening.coefficients(trustees);
    }

    function transcript(uint256[] calldata values, uint256 h)
        external
        pure
        returns (bytes32 digest, uint256[] memory signals)
    {
        uint256 v = Transcript.reserve(values.length);
        Words.copy(values, v);
        digest = Transcript.digest(v, values.length);
        signals = Transcript.inputs(v, values.length, digest, h);
    }
}

/// @notice Stands where a roll stood, to say that it has millions of members.
contract HugeRoll {
    uint256 public constant joined = 100;
    uint256 public constant admitted = 100;
    uint256 public constant liveMembers = 100;

    function paddedRoot(uint256 size, uint256[] calldata) external pure returns (uint256, uint8, uint32) {
        return (1, 20, uint32(size));
    }
}
