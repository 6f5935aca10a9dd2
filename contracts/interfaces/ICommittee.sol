// SPDX-License-Identifier: GPL-3.0-or-later
pragma solidity ^0.8.28;

/// @notice How far a committee's key has come. It never goes back.
enum CommitteeStage {
    /// Trustees consent and post an encryption key.
    Accepting,
    /// All accepted: each deals shares of a secret to the others.
    Dealing,
    /// All dealt: each proves that the shares received make its key.
    Confirming,
    /// All n confirmed: polls may use the key.
    Ready
}

/// @notice A proof of `circuits/share.circom`, folded: the verifier knows `v`, draws `ρ = keccak256(digest(v), h) mod p`
/// and recomputes `c`.
/// @param h Poseidon chain of v. @param proof Groth16 points in the order of the EVM's precompiles.
struct ShareProof {
    uint256 h;
    uint256[8] proof;
}

/// @title Committee
/// @notice n trustees and their joint election key on BabyJubJub, k of whom open a total (Pedersen's distributed key
/// generation with Feldman's commitments, see `circuits/SECURITY.md`).
///
/// Trustee j, counted from 1, holds `x_j = Σ_i f_i(j)`, `f_i` the secret polynomial of degree k − 1 dealt by trustee i. The
/// election key is `P = Σ_i f_i(0)·G`. All n confirm, never fewer: it is what forces P into the prime-order subgroup and stops
/// rogue keys. A committee serves the polls of its creator only, and only on the chain where it was made.
///
/// A content-addressed clone made by LeVote.
interface ICommittee {
    event TrusteeAccepted(uint256 indexed trustee, address indexed account, bytes32 encryptionKey);
    /// @param commitments `f_i`'s coefficients times G, x and y of each, k of them.
    /// @param shares the share for each trustee but the dealer itself (empty there), encrypted to its key.
    event SharesDealt(uint256 indexed trustee, uint256[] commitments, bytes[] shares);
    event KeyConfirmed(uint256 indexed trustee, uint256[2] trusteeKey, uint256 h, uint256[8] proof);
    /// @notice All have confirmed. Polls may use the key.
    event CommitteeReady(uint256[2] electionKey);

    error Committee_NotAClone();
    error Committee_NotTrustee(address caller);
    error Committee_WrongStage(CommitteeStage current);
    error Committee_AlreadyAccepted(uint256 trustee);
    error Committee_EncryptionKeyMissing();
    error Committee_AlreadyDealt(uint256 trustee);
    error Committee_AlreadyConfirmed(uint256 trustee);
    /// @notice Thrown when there are not k commitments or n shares.
    error Committee_WrongDeal();
    /// @notice Thrown when a commitment is off the curve, not below the field prime, or, the first one, of small order.
    error Committee_BadPoint(uint256 index);
    error Committee_ProofInvalid();

    function creator() external view returns (address);
    function documentHash() external view returns (bytes32);
    function threshold() external view returns (uint256);
    /// @notice The trustees' accounts; trustee j of the protocol is at index j − 1.
    function trustees() external view returns (address[] memory);
    function stage() external view returns (CommitteeStage);
    function isReady() external view returns (bool);
    function hasAccepted(uint256 trustee) external view returns (bool);
    function hasDealt(uint256 trustee) external view returns (bool);
    function hasConfirmed(uint256 trustee) external view returns (bool);
    /// @notice `P`; (0, 1), the identity, before anybody dealt. Final once ready.
    function electionKey() external view returns (uint256[2] memory);
    /// @notice `Y_j = x_j·G` from the dealt commitments, once all dealt.
    function trusteeKey(uint256 trustee) external view returns (uint256[2] memory);
    /// @notice `Y_j` of a trustee who confirmed, else (0, 0), which is no point.
    function confirmedKey(uint256 trustee) external view returns (uint256[2] memory);

    /// @notice The caller, a named trustee, consents. @param encryptionKey X25519 public key for its shares.
    function accept(bytes32 encryptionKey) external;
    function deal(uint256[] calldata commitments, bytes[] calldata shares) external;
    /// @notice Proves knowledge of `x_j`: the share circuit with every R the generator, every D `Y_j`, for
    /// `context = keccak256(abi.encode(chainid, committee, trustee, 1, 0)) >> 8`.
    function confirm(ShareProof calldata proof) external;
}
