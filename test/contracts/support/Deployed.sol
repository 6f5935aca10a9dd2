// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {Semaphore} from "@semaphore-protocol/contracts/Semaphore.sol";
import {ISemaphoreVerifier} from "@semaphore-protocol/contracts/interfaces/ISemaphoreVerifier.sol";
import {SemaphoreVerifier} from "@semaphore-protocol/contracts/base/SemaphoreVerifier.sol";
import {LeVote} from "../../../contracts/LeVote.sol";
import {Implementations, Windows} from "../../../contracts/interfaces/ILeVote.sol";
import {OpenBallot} from "../../../contracts/interfaces/IOpenPoll.sol";
import {OpenPoll} from "../../../contracts/polls/OpenPoll.sol";
import {InvitationRoll} from "../../../contracts/rolls/InvitationRoll.sol";
import {OpenRoll} from "../../../contracts/rolls/OpenRoll.sol";
import {TokenRoll} from "../../../contracts/rolls/TokenRoll.sol";

/// @notice Takes every proof, for ballots that a fuzzer makes up, which cannot prove. That proofs are required is tested
/// with real ones, in openPoll.voting.test.ts.
contract OpenPollWithoutProofs is OpenPoll {
    function _requireProof(OpenBallot calldata) internal view override {}
}

/// @notice Le Vote as it is deployed, but for open polls' proofs; without sealed polls.
function deployLeVote() returns (LeVote) {
    address semaphore = address(new Semaphore(ISemaphoreVerifier(address(new SemaphoreVerifier()))));
    return new LeVote(
        semaphore,
        Windows({rollClosing: 10, voting: 10}),
        Implementations({
            invitationRoll: address(new InvitationRoll(semaphore, 100)),
            tokenRoll: address(new TokenRoll(semaphore, 100)),
            openRoll: address(new OpenRoll(semaphore, 100)),
            committee: address(0),
            openPoll: address(new OpenPollWithoutProofs()),
            sealedPoll: address(0)
        })
    );
}
