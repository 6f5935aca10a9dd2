// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Semaphore} from "@semaphore-protocol/contracts/Semaphore.sol";
import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";
import {LeVote} from "../../../contracts/LeVote.sol";
import {Windows} from "../../../contracts/interfaces/ILeVote.sol";
import {OpenPoll} from "../../../contracts/polls/OpenPoll.sol";
import {InvitationRoll} from "../../../contracts/rolls/InvitationRoll.sol";
import {OpenRoll} from "../../../contracts/rolls/OpenRoll.sol";
import {TokenRoll} from "../../../contracts/rolls/TokenRoll.sol";

/// @notice Stands in for the verifier where ballots are made up by a fuzzer, which cannot prove. That proofs are
/// required is tested with real ones, in openPoll.voting.test.ts.
contract EveryProof {
    function verifyProof(
        uint256[2] calldata,
        uint256[2][2] calldata,
        uint256[2] calldata,
        uint256[4] calldata,
        uint256
    ) external pure returns (bool) {
        return true;
    }
}

/// @notice Le Vote as it is deployed, but for the verifier.
function deployLeVote() returns (LeVote) {
    address verifier = address(new EveryProof());
    address semaphore = address(new Semaphore(ISemaphoreVerifier(verifier)));
    return new LeVote(
        semaphore,
        Windows({rollClosing: 10, voting: 10}),
        address(new InvitationRoll(semaphore, 100)),
        address(new TokenRoll(semaphore, 100)),
        address(new OpenRoll(semaphore, 100)),
        address(new OpenPoll(verifier))
    );
}
