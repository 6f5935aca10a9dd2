// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";
import {IElectoralRoll} from "../interfaces/IElectoralRoll.sol";

/// @title Padded root
/// @notice Completes a LeanIMT with fixed zero nodes up to a fixed depth, see {IElectoralRoll-paddedRoot}.
library PaddedRoot {
    /// @dev `Z[0] = uint256(keccak256("Le Vote: empty seat")) >> 8`, of which nobody knows a preimage, then
    /// `Z[l+1] = Poseidon(Z[l], Z[l])`: 20 words, checked against that rule by test/contracts/paddedRoot.test.ts.
    bytes private constant ZERO_NODES =
        hex"00cd09301667892ab157232f967a27b01ffce455d227b6bfd2ebbf7d4cf595b3"
        hex"17ad27cbed19fc699751c1719fd0de104eb1c28afd20d9f74599bf068cd90ecf"
        hex"09bd982f766c3910686e4bb9619655302525eb25e2225b808072fba106fb1668"
        hex"084055b8c9666cc5371cafd8f52acf8a34c62c4f6067871258338158af9621ab"
        hex"1e20c9788f3a9b8be92507732b524b450d61e4237fe0c7926f3519ccaa058104"
        hex"062485a3dac106486db58900a397cff5f991ec91a6c9f9b62840ab99fc9f2ae0"
        hex"2ccb3c5e00fdaeb60d19b70ccf9ef67333efe6a0e839516f3990858e2aec0828"
        hex"0a3c7002c6b64f940fd36b24ebf5cc0bf13895443ffb5200e510b570a72cc310"
        hex"1a3882f00a508b07024dd624af0353aa5e54b3ed5a98964f0a3b54848e496c98"
        hex"1c04f4c69bbfe02ad5200614f03256ca90c2f1fe516c466f734b77d0d1a895a5"
        hex"22a9faaefe191bdf0ab4bf7ee7ad141976b0a8b40a97cc6ddbe9a9d69a706a9c"
        hex"08cce3f6c61c87a4b4c8bb655cb75ee7141eb8ef24718ea5d9c1c367e6655e81"
        hex"14555b16cfd7f10a6c9648a3983334a7e6933b13308f72f0d854fb634c961e3b"
        hex"1ee4cada9dd136de92ee771492df955a8b186b804da7875e66aba25135280795"
        hex"29e13d4162c685948cb220ea025832b7731b373f2e17388d87bd1b2d2722d54f"
        hex"243ef9904add53e3d818f9b526da97681d93361254f94e89cafbac964aa78a90"
        hex"1aede1d9b520197d80974a7fa8a6ad9276638497569c922fc4d8e1d0e90318e4"
        hex"0dab1ad9b7189b23db5ada1c4b5685e4926887c859376434308b3286a19b4813"
        hex"29e07266f8617968203e75d563c6a2786f3e3d3a2f2be94aa4f401a873a93cba"
        hex"2e63582dde5017fd74bf5d7a952fdecaa09d426882736e5baad4e3ccdab44717";

    /// @notice The smallest of 10, 13, 16, 20 whose tree holds `leaves`; 2^20 at most.
    function depthFor(uint256 leaves) internal pure returns (uint8) {
        if (leaves <= 1 << 10) return 10;
        if (leaves <= 1 << 13) return 13;
        if (leaves <= 1 << 16) return 16;
        return 20;
    }

    /// @notice Proves the last leaf against the tree and completes its path.
    /// @param leaves number of leaves, 1 to 2^20. @param leanRoot the LeanIMT root of the tree.
    /// @param lastLeaf value of the last leaf. @param leftSiblings the left siblings on its path, from the leaf up.
    /// @return padded the root of the same tree completed to `depth` levels.
    function complete(
        uint256 leaves,
        uint256 leanRoot,
        uint256 lastLeaf,
        uint256[] calldata leftSiblings,
        uint8 depth
    ) internal pure returns (uint256 padded) {
        bytes memory zeroNodes = ZERO_NODES;
        uint256 lean = lastLeaf;
        uint256 next;
        padded = lastLeaf;
        for (uint256 level = 0; level < depth; ++level) {
            if (((leaves - 1) >> level) & 1 == 1) {
                if (next == leftSiblings.length) revert IElectoralRoll.Roll_WrongLastLeaf();
                uint256 sibling = leftSiblings[next++];
                // Both are the same until the first level that needs padding.
                bool same = lean == padded;
                lean = PoseidonT3.hash([sibling, lean]);
                padded = same ? lean : PoseidonT3.hash([sibling, padded]);
            } else {
                uint256 zeroNode;
                assembly ("memory-safe") {
                    zeroNode := mload(add(add(zeroNodes, 32), mul(32, level)))
                }
                padded = PoseidonT3.hash([padded, zeroNode]);
            }
        }
        if (lean != leanRoot || next != leftSiblings.length) revert IElectoralRoll.Roll_WrongLastLeaf();
    }
}
