// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

import {IPoll, Phase} from "./IPoll.sol";
import {ShareProof} from "./ICommittee.sol";

/// @notice An encrypted ballot.
/// @param nullifier Semaphore's, for this poll's scope.
/// @param points R.x, R.y, C.x, C.y of each ciphertext, half as many ciphertexts as the poll's circuit has slots.
/// @param h Poseidon chain of v (`circuits/ballot.circom`). @param ballotProof of the ballot circuit.
/// @param memberProof of Semaphore's circuit, whose message is the digest of v.
struct SealedBallot {
    uint256 nullifier;
    uint256[] points;
    uint256 h;
    uint256[8] ballotProof;
    uint256[8] memberProof;
}

/// @title Sealed poll
/// @notice Ballots are added up without being opened; after closing k trustees open the total, and only the total.
///
/// `v = [context, question words (0 beyond the poll's), P.x, P.y, points…]`, `context = keccak256(abi.encode(chainid, poll,
/// nullifier)) >> 8`; `digest = keccak256(v, 32 bytes each)`; Semaphore's message is the digest; `ρ = keccak256(digest, h) mod p`.
interface ISealedPoll is IPoll {
    /// @notice A ballot was counted. Everything needed to check it again is here, in `Frozen` and in the publication.
    event SealedBallotCounted(
        uint256 indexed ballot,
        uint256 indexed nullifier,
        uint256[] points,
        uint256 h,
        uint256[8] ballotProof,
        uint256[8] memberProof
    );
    /// @notice A trustee opened its part of the total: `D_g = x_j·R_g`, x and y of each.
    event SharePublished(uint256 indexed trustee, uint256[] D, uint256 h, uint256[8] proof);
    /// @notice The result. @param trustees whose shares opened it.
    event Finalized(uint256[] trustees, uint256[16] totals);

    error Poll_WrongBallotSize(uint256 points, uint256 expected);
    /// @notice Thrown when sharing or finalizing outside the phase Closed.
    error Poll_NotClosed(Phase current);
    error Poll_NotTrustee(uint256 trustee);
    error Poll_AlreadyShared(uint256 trustee);
    error Poll_ShareInvalid();
    /// @notice Thrown when finalizing with other than `threshold` trustees, or with unordered or repeated ones.
    error Poll_WrongTrustees();
    /// @notice Thrown when the given D are not those that the trustee published.
    error Poll_ShareUnknown(uint256 trustee);
    error Poll_TotalOutOfRange(uint256 slot);
    error Poll_WrongTotals();
    /// @notice Thrown when freezing with a roll so large that a total of this question could exceed 2^22.
    error Poll_TotalsTooLarge(uint256 question);

    function committee() external view returns (address);
    function minimumTurnout() external view returns (uint32);
    /// @notice Slots of the ballot circuit: 4, 8 or 16.
    function slots() external view returns (uint8);
    /// @notice R.x, R.y, C.x, C.y of each total; each starts at `Enc(0; 1) = (G, P)`.
    function encryptedTotals() external view returns (uint256[] memory);
    /// @notice keccak256 of the D that the trustee published, 0 before.
    function shareHash(uint256 trustee) external view returns (bytes32);
    function totals() external view returns (uint256[16] memory);

    /// @notice Casts a ballot. Anyone may bring it.
    function castVote(SealedBallot calldata ballot) external;
    /// @notice Casts many ballots, proven together in one pairing check. Anyone may bring them.
    /// @dev A ballot whose nullifier is used, before or earlier in the batch, is skipped, so nobody can sink a batch by
    /// casting one of its ballots first. Anything else that is wrong with one ballot reverts them all: verify before
    /// bringing; what was valid once stays valid until closing. At most about 75 of 8 slots at once (EIP-7825).
    /// @return counted how many were not skipped.
    function castMany(SealedBallot[] calldata ballots) external returns (uint256 counted);
    /// @notice A trustee's share of the totals, after closing, with its proof for
    /// `context = keccak256(abi.encode(chainid, committee, trustee, 2, poll)) >> 8`.
    function share(uint256 trustee, uint256[] calldata D, ShareProof calldata proof) external;
    /// @notice Anyone, with any k shares and the totals they open.
    /// @param trustees strictly increasing, exactly `threshold`. @param D those trustees' shares.
    function finalize(uint256[] calldata trustees, uint256[][] calldata D, uint256[16] calldata totals) external;
}
