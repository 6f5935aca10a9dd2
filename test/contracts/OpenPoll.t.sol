// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {PoseidonT3} from "poseidon-solidity/PoseidonT3.sol";
import {LeVote} from "../../contracts/LeVote.sol";
import {IOpenPoll, OpenBallot} from "../../contracts/interfaces/IOpenPoll.sol";
import {IOpenRoll} from "../../contracts/interfaces/IOpenRoll.sol";
import {Phase, PollParameters} from "../../contracts/interfaces/IPoll.sol";
import {QuestionWord} from "../../contracts/interfaces/QuestionWord.sol";
import {deployLeVote} from "./support/Deployed.sol";
import {vm} from "./support/Vm.sol";

/// @notice A poll on a roll of four, and everybody who might do something to it, at any time and in any order.
contract OpenPollActors {
    uint256 internal constant MEMBERS = 4;
    /// Four slots, any of them, values up to 9.
    uint96 internal constant QUESTION = uint96(4 | 4 << 16 | 9 << 24 | 36 << 48 | 324 << 64);
    uint48 internal constant ROLL_CLOSES = 1_000;
    uint48 internal constant OPENS = 2_000;
    uint48 internal constant CLOSES = 3_000;

    IOpenPoll public immutable poll;
    IOpenRoll internal immutable ROLL;
    uint256 public time = 100;
    uint256 public counted;
    uint256[16] internal _sums;
    mapping(uint256 nullifier => uint256 times) public timesCounted;
    Phase public furthest;
    bool public wentBack;
    bool public changedAfterClosing;

    constructor() {
        vm.warp(time);
        LeVote leVote = deployLeVote();
        ROLL = IOpenRoll(leVote.createOpenRoll("{}"));
        uint256[] memory commitments = new uint256[](MEMBERS);
        for (uint256 i = 0; i < MEMBERS; ++i) {
            commitments[i] = i + 1;
            ROLL.join(commitments[i]);
        }
        ROLL.admit(commitments);
        QuestionWord[] memory questions = new QuestionWord[](1);
        questions[0] = QuestionWord.wrap(QUESTION);
        PollParameters memory parameters = PollParameters(address(ROLL), ROLL_CLOSES, OPENS, CLOSES, 2, questions);
        poll = IOpenPoll(leVote.publishOpenPoll(parameters, "{}"));
        furthest = poll.phase();
    }

    function wait(uint16 seconds_) external {
        time += uint256(seconds_) % 700;
        _look();
    }

    function freeze() external {
        vm.warp(time);
        uint256[] memory leftSiblings = new uint256[](2);
        leftSiblings[0] = 3;
        leftSiblings[1] = PoseidonT3.hash([uint256(1), 2]);
        try poll.freeze(4, leftSiblings) returns (bool) {
            if (time < ROLL_CLOSES || time >= CLOSES) changedAfterClosing = true;
        } catch (bytes memory) {
            assert(time < ROLL_CLOSES || time >= CLOSES || poll.root() != 0 || poll.phase() == Phase.Cancelled);
        }
        _look();
    }

    /// Few nullifiers, so that they come again.
    function vote(uint8 nullifier, uint32 votes) external {
        vm.warp(time);
        uint256[8] memory proof;
        OpenBallot memory ballot = OpenBallot(uint256(nullifier) % 7, votes & 0x0f0f0f0f, proof);
        try poll.castVote(ballot) {
            if (time < OPENS || time >= CLOSES) changedAfterClosing = true;
            counted += 1;
            timesCounted[ballot.nullifier] += 1;
            for (uint256 i = 0; i < 4; ++i) {
                _sums[i] += (ballot.votes >> (8 * i)) & 0xff;
            }
        } catch (bytes memory) {
            // Refused ballots leave no trace: the invariants compare with what was counted.
        }
        _look();
    }

    /// By chance only, or hardly any poll would open.
    function cancel(uint8 chance) external {
        vm.warp(time);
        if (chance != 0) return;
        try poll.cancel("") {
            if (time >= OPENS) changedAfterClosing = true;
        } catch (bytes memory) {
            assert(time >= OPENS || poll.phase() == Phase.Cancelled);
        }
        _look();
    }

    function sums() external view returns (uint256[16] memory) {
        return _sums;
    }

    function _look() private {
        vm.warp(time);
        Phase current = poll.phase();
        if (current < furthest) wentBack = true;
        furthest = current;
    }
}

contract OpenPollInvariants {
    OpenPollActors internal actors;

    function setUp() external {
        actors = new OpenPollActors();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(actors);
    }

    /// Or the invariants would hold for want of anything that happens.
    function test_TheActorsCanBringAPollToItsCountedVote() external {
        actors.wait(699);
        actors.wait(699);
        actors.freeze();
        actors.wait(699);
        actors.vote(1, 0x00000102);
        actors.vote(1, 0x00000102);
        assert(actors.counted() == 1 && actors.poll().totals()[1] == 1);
        actors.wait(699);
        actors.wait(699);
        actors.vote(2, 1);
        assert(actors.counted() == 1 && actors.furthest() == Phase.Tallied);
    }

    function invariant_BallotsNeverExceedTheRoll() external view {
        assert(actors.poll().ballots() <= actors.poll().rollSize());
        assert(actors.poll().ballots() == actors.counted());
    }

    function invariant_EachNullifierCountsAtMostOnce() external view {
        for (uint256 nullifier = 0; nullifier < 7; ++nullifier) {
            assert(actors.timesCounted(nullifier) <= 1);
            assert(actors.poll().hasVoted(nullifier) == (actors.timesCounted(nullifier) == 1));
        }
    }

    function invariant_TotalsAreTheSumOfCountedBallots() external view {
        uint256[16] memory totals = actors.poll().totals();
        uint256[16] memory sums = actors.sums();
        for (uint256 i = 0; i < 16; ++i) {
            assert(totals[i] == sums[i]);
        }
    }

    function invariant_PhaseNeverGoesBack() external view {
        assert(!actors.wentBack());
    }

    function invariant_NothingChangesOutsideItsTime() external view {
        assert(!actors.changedAfterClosing());
    }
}
