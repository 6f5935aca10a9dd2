pragma circom 2.2.0;

include "gadgets/encryption.circom";
include "gadgets/ladder.circom";
include "gadgets/transcript.circom";

// A trustee's share of a decryption: one secret, applied to every point.
//
// v = [context, Y.x, Y.y, R.x, R.y of each point, then D.x, D.y of each point], 3 + 4·points values.
//
// Proves knowledge of x with: Y = x·G; D_g = x·R_g for each g; h = PoseidonChain(v) and c = Σ rho^(i+1)·v_i.
// Public signals: [h, c, rho]. The verifier draws rho from h and its own v, and recomputes c: see SECURITY.md.
//
// A poll with fewer ciphertexts fills the rest with R = G, D = Y. To confirm a key every R is G: knowledge of x alone.
//
// Relies on the verifier for: each R in the prime-order subgroup and not the identity (totals of proven ballots are).
// NOT proved: which poll or committee it is for, beyond `context`.
template Share(points) {
    signal input context;           // keccak256(chain, committee, trustee, phase, poll) >> 8
    signal input R[points][2];
    signal input shifted;           // private: the secret in signed form, x = 2·shifted + 2^252 + 1 mod ℓ
    signal input rho;
    signal output h;
    signal output c;

    // One secret…
    component secret = SignedScalar();
    secret.shifted <== shifted;

    // …makes Y…
    signal Y[2] <== MultiplyGenerator(windowTable(125, generator()), generatorTops(3 << 251))(secret.bits, secret.both);

    // …and every D.
    signal D[points][2];
    for (var g = 0; g < points; g++) {
        D[g] <== Ladder()(secret.bits, R[g]);
    }

    component fold = Fold(3 + 4 * points);
    fold.rho <== rho;
    fold.values[0] <== context;
    fold.values[1] <== Y[0];
    fold.values[2] <== Y[1];
    for (var g = 0; g < points; g++) {
        fold.values[3 + 2 * g] <== R[g][0];
        fold.values[4 + 2 * g] <== R[g][1];
        fold.values[3 + 2 * points + 2 * g] <== D[g][0];
        fold.values[4 + 2 * points + 2 * g] <== D[g][1];
    }
    h <== fold.h;
    c <== fold.c;
}
